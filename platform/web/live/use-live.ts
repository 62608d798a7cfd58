// Live data on a screen:
//   const live = useLive(['district:500151'], (event) => [['cases'], ['case', event.caseId]]);
// The function names the queries that an event makes old; they are asked again, gathered for a moment so
// that a burst of events is one question, and a storm one a second. `live.mode` is 'stale' when the screen
// must say that it may be old. A stream that breaks, or loses a topic, may be the end of a post, and
// `session.changed` is the end or the beginning of one: then who is signed in is asked again.
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { openLive, type LiveEvent, type LiveState } from './live.ts';

const GATHER_MS = 250;
/** In a storm a screen asks once in this time: what everybody asks four times a second comes later to all. */
const REST_MS = SECOND;
const UNHEARD: LiveState = { mode: 'connecting', asOf: undefined };

/** With no topic nothing is listened to, and nothing is stale. */
export function useLive(
  topics: readonly string[],
  makesOld: (event: LiveEvent) => readonly QueryKey[],
  options: { readonly staleAfterMs?: number } = {},
): LiveState {
  const queries = useQueryClient();
  const [state, setState] = useState(UNHEARD);
  const latest = useRef(makesOld);
  latest.current = makesOld;
  const subject = topics.join(' ');
  const { staleAfterMs } = options;

  useEffect(() => {
    if (subject === '') return setState(UNHEARD);
    const askWhoIsHere = () =>
      void queries.invalidateQueries({ queryKey: ['session'] }, { cancelRefetch: false });
    const old = new Map<string, QueryKey>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let refreshedAt = Number.NEGATIVE_INFINITY;
    const refresh = () => {
      timer = undefined;
      refreshedAt = performance.now();
      for (const queryKey of old.values()) void queries.invalidateQueries({ queryKey });
      old.clear();
    };
    const stop = openLive({
      topics: subject.split(' '),
      onEvent: (event) => {
        if (event.kind === 'session.changed') return askWhoIsHere();
        for (const key of latest.current(event)) old.set(JSON.stringify(key), key);
        timer ??= setTimeout(refresh, Math.max(GATHER_MS, refreshedAt + REST_MS - performance.now()));
      },
      onReset: () => {
        askWhoIsHere();
        void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
      },
      onBroken: askWhoIsHere,
      onState: setState,
      ...(staleAfterMs === undefined ? {} : { staleAfterMs }),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [subject, staleAfterMs, queries]);

  return state;
}
