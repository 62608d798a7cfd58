// Whether the phone has little room left for work that waits. Asked at the start, when the app comes back
// into view and every few minutes; where the browser does not say, nothing is claimed.
import { useEffect, useState } from 'react';
import { isAlmostFull, readRoom } from '../../platform/web/outbox/storage.ts';

const EVERY_MS = 5 * 60_000;

export function useAlmostFull(): boolean {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const look = () => void readRoom().then((room) => setFull(isAlmostFull(room)));
    look();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return isFull;
}
