// Whether the first screen has what it asked for, so that everything else may begin: strips, counts, the
// stream. On a slow line whatever comes beside the screen keeps its reader waiting.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const LOOK_EVERY_MS = 500;
/** What is urgent may not wait for a screen that never comes. */
const AT_LATEST_MS = 3_000;

/** True from then on. */
export function useIsTurn(isSignedIn: boolean): boolean {
  const queries = useQueryClient();
  const [isTurn, setTurn] = useState(false);
  useEffect(() => {
    if (!isSignedIn || isTurn) return undefined;
    const look = () => {
      if (queries.isFetching() === 0) setTurn(true);
    };
    const timers = [setInterval(look, LOOK_EVERY_MS), setTimeout(() => setTurn(true), AT_LATEST_MS)];
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [isSignedIn, isTurn, queries]);
  return isTurn;
}
