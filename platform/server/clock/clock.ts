// Time as an argument: the server reads the wall clock here and nowhere else.
import type { Instant } from '../../../kernel/instant.ts';

export interface Clock {
  now(): Instant;
  /** Calls back once at or after `at`; returns a way to take it back. */
  wakeAt(at: Instant, work: () => void): () => void;
}

const LONGEST_SLEEP_MS = 60_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  wakeAt(at, work) {
    const wait = Math.max(0, Math.min(at - Date.now(), LONGEST_SLEEP_MS));
    const timer = setTimeout(work, wait);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
