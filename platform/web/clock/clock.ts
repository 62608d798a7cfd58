// The only place in the web that reads the clock. Everything else takes `now` as an argument, so that
// screens can be tested at any time of day. The device's clock may be wrong: `setServerTime` corrects it
// by the Date header of replies, so that "2 小时 left" is the server's truth.
import { useSyncExternalStore } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';

let offsetMs = 0;

/** The device's now, corrected by what the server last told. */
export const now = (): Instant => Date.now() + offsetMs;

/** What the device's clock itself shows, right or wrong: for telling the server when something was done. */
export const deviceNow = (): Instant => Date.now();

/** A Date header has whole seconds and arrives late: only a difference beyond 5 s is a wrong clock. */
export function setServerTime(serverNow: Instant): void {
  const difference = serverNow - Date.now();
  offsetMs = Math.abs(difference) > 5 * SECOND ? difference : 0;
}

interface Ticker {
  value: Instant;
  readonly subscribe: (listener: () => void) => () => void;
}

const tickers = new Map<number, Ticker>();

/** One timer per rhythm however many rows listen; it rests while nobody does. */
function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs);
  if (known) return known;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    made.value = now();
    for (const listener of listeners) listener();
  };
  const made: Ticker = {
    value: now(),
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === undefined) {
        made.value = now();
        timer = setInterval(tick, everyMs);
        document.addEventListener('visibilitychange', tick);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        document.removeEventListener('visibilitychange', tick);
      };
    },
  };
  tickers.set(everyMs, made);
  return made;
}

/** A now that moves: re-renders every `everyMs`, and at once when the page comes back into view. */
export function useNow(everyMs: number): Instant {
  const ticker = tickerOf(everyMs);
  return useSyncExternalStore(ticker.subscribe, () => ticker.value);
}
