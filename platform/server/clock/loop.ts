// Work that repeats: the timers' runner, the events' reader, the live tailer. It never runs twice at once.
// Modes: stopped → sleeping (until an instant, or `wake`) → working → sleeping … → stopped (`stop` waits
// for the round that runs). A round that throws is told to `onError` and tried again after a growing pause.
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Clock } from './clock.ts';

export interface LoopOptions {
  readonly clock: Clock;
  /** One round; returns when it wants to run again at the latest. */
  readonly round: () => Promise<Instant>;
  readonly onError: (error: unknown) => void;
}

export interface Loop {
  start(): void;
  /** Run a round at `at` (default: now) if none is planned earlier; while one runs, another follows it. */
  wake(at?: Instant): void;
  stop(): Promise<void>;
}

const LONGEST_PAUSE = 10 * SECOND;
const FIRST_PAUSE = SECOND / 4;

/** What is due at once still lets the caller finish first: a commit must not wait for a round. */
function afterThisTurn(work: () => void): () => void {
  const handle = setImmediate(work);
  return () => clearImmediate(handle);
}

export function makeLoop({ clock, round, onError }: LoopOptions): Loop {
  let mode: 'stopped' | 'sleeping' | 'working' = 'stopped';
  let plannedAt: Instant = Number.POSITIVE_INFINITY;
  let pauseMs = FIRST_PAUSE;
  let running: Promise<void> = Promise.resolve();
  let cancelSleep = (): void => undefined;

  function sleepUntil(at: Instant): void {
    mode = 'sleeping';
    plannedAt = at;
    cancelSleep();
    if (at <= clock.now()) cancelSleep = afterThisTurn(work);
    else cancelSleep = clock.wakeAt(at, work);
  }

  async function workOnce(): Promise<void> {
    let next: Instant;
    try {
      next = await round();
      pauseMs = FIRST_PAUSE;
    } catch (error) {
      onError(error);
      next = clock.now() + pauseMs;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE);
    }
    if (mode === 'stopped') return;
    sleepUntil(Math.min(next, plannedAt));
  }

  function work(): void {
    if (mode !== 'sleeping') return;
    mode = 'working';
    plannedAt = Number.POSITIVE_INFINITY;
    cancelSleep();
    running = workOnce();
  }

  return {
    start() {
      if (mode === 'stopped') sleepUntil(clock.now());
    },
    wake(at = clock.now()) {
      if (at >= plannedAt) return;
      if (mode === 'sleeping') sleepUntil(at);
      else if (mode === 'working') plannedAt = at;
    },
    async stop() {
      mode = 'stopped';
      cancelSleep();
      await running;
    },
  };
}
