// What a wall knows, kept current by its live line: what stands now, the stage, the indicators, and whether
// all of it is still fresh.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { HOUR, MINUTE, SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { api } from '../../../platform/web/api/api.ts';
import { deviceNow } from '../../../platform/web/clock/clock.ts';
import { openLive, type LiveState } from '../../../platform/web/live/live.ts';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import type { StageView, WallIndicators, WallNow } from '../core/contract.ts';
import { Delays, type FeedClock, WallFeed } from './wall-feed.ts';

/** Older than this is told in words, and greyed. */
export const STALE_AFTER_MS = 10 * SECOND;
const SILENT_AFTER_MS = 40 * SECOND;

const browserClock: FeedClock = {
  now: () => performance.now(),
  later: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const delays = new Delays();
declare global {
  interface Window {
    /** For whoever measures a wall: how long a change took to stand on it. */
    gridloopWall?: { readonly delays: Delays };
  }
}

export interface WallState {
  readonly now: WallNow | undefined;
  readonly stage: StageView | undefined;
  readonly isStale: boolean;
  /** When the newest answer was counted. */
  readonly asOf: Instant | undefined;
  readonly live: LiveState['mode'];
  /** The last refusal, where the server says no instead of nothing. */
  readonly error: unknown;
}

type Kept<T> = readonly [value: T | undefined, error: unknown];

/**
 * Asks again as long as the page is open; `heard` is called with every change of the area. What another
 * address has answered stands until this one does: a wall that turns while its line is dead is grey, not
 * empty.
 */
function useFeed<T>(url: string, onHeard: { current: () => void }, hasDelays: boolean) {
  const [[value, error], setKept] = useState<Kept<T>>([undefined, undefined]);
  const answeredAt = useRef<number>(undefined);
  const askedAt = useRef(0);
  useEffect(() => {
    const feed = new WallFeed<T>({
      clock: browserClock,
      ask: (signal) => {
        askedAt.current = deviceNow();
        return api.get<T>(url, { signal });
      },
      onAnswer: (answer) => {
        answeredAt.current = performance.now();
        setKept([answer, undefined]);
        if (!hasDelays) return;
        const asked = askedAt.current;
        // Two frames: React has written it by the first, and it is painted before the second.
        requestAnimationFrame(() => requestAnimationFrame(() => delays.stands(asked, deviceNow())));
      },
      onFailure: (failure) => setKept(([last]) => [last, failure]),
    });
    onHeard.current = () => feed.heard();
    feed.start();
    return () => {
      onHeard.current = () => undefined;
      feed.stop();
    };
  }, [url, hasDelays, onHeard]);
  return { value, error, answeredAt };
}

const isUnder = (changed: unknown, areaPath: string): boolean =>
  typeof changed !== 'string' ||
  changed === areaPath ||
  changed.startsWith(`${areaPath}.`) ||
  areaPath.startsWith(`${changed}.`);

/** `areaPath`: the area of the wall; `shownPath`: what it shows, the same or a street in focus. */
export function useWall(areaPath: string, shownPath: string): WallState {
  const [live, setLive] = useState<LiveState['mode']>('connecting');
  const [isStale, setStale] = useState(false);
  const nowHeard = useRef<() => void>(() => undefined);
  const stageHeard = useRef<() => void>(() => undefined);
  const shown = useFeed<WallNow>(`/api/wall/${shownPath}/now`, nowHeard, true);
  const staged = useFeed<StageView>(`/api/wall/${areaPath}/stage`, stageHeard, false);
  const { answeredAt } = shown;

  useEffect(() => {
    window.gridloopWall = { delays };
    return openLive({
      topics: [`district:${areaPath.slice(0, 6)}`],
      staleAfterMs: SILENT_AFTER_MS,
      onEvent: (event) => {
        if (!isUnder(event.data?.['areaPath'], areaPath)) return;
        if (event.kind.startsWith('wall.')) stageHeard.current();
        if (!event.kind.startsWith('case.')) return;
        delays.heard(event.at ?? deviceNow(), deviceNow());
        nowHeard.current();
      },
      onReset: () => {
        nowHeard.current();
        stageHeard.current();
      },
      onState: ({ mode }) => setLive(mode),
    });
  }, [areaPath]);

  useEffect(() => {
    const look = () => {
      const at = answeredAt.current;
      setStale(at !== undefined && performance.now() - at > STALE_AFTER_MS);
    };
    const timer = setInterval(look, SECOND);
    return () => clearInterval(timer);
  }, [answeredAt]);

  // An answer is fresh at once, not with the next second.
  useEffect(() => {
    if (shown.value) setStale(false);
  }, [shown.value]);

  const asOf = shown.value ? Date.parse(shown.value.asOf) : undefined;
  return {
    now: shown.value,
    stage: staged.value,
    isStale,
    asOf,
    live,
    error: shown.error ?? staged.error,
  };
}

export const useIndicators = (areaPath: string) =>
  useQuery({
    queryKey: ['wall', 'indicators', areaPath],
    queryFn: ({ signal }) => api.get<WallIndicators>(`/api/wall/${areaPath}/indicators`, { signal }),
    staleTime: MINUTE,
    gcTime: MINUTE,
    refetchInterval: 5 * MINUTE,
  });

const LEVELS = ['street', 'community', 'grid'] as const;

/** The boundaries one level below the area, and its own where it has none. */
export const useGround = (areaPath: string) => {
  const level = LEVELS[areaPath.split('.').length - 1] ?? 'grid';
  return useQuery({
    queryKey: ['wall', 'ground', areaPath],
    staleTime: HOUR,
    gcTime: MINUTE,
    queryFn: async ({ signal }): Promise<Areas> => {
      const query = { districtId: areaPath.slice(0, 6), level };
      const all = await api.get<Areas>('/api/areas/boundaries', { signal, query });
      const features = all.features.filter(
        ({ properties: { path } }) => path === areaPath || path.startsWith(`${areaPath}.`),
      );
      return { ...all, features };
    },
  });
};
