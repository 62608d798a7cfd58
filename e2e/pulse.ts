// A running server delivers, fires timers and tells its screens by its own clock. The town's clock stands
// still between two moments of a journey, so this does the same by the machine's time, one round after
// another.
import type { TestApp } from '../apps/server/test-app.ts';

export interface Pulse {
  readonly round: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

const PULSE_MS = 120;
const BEAT_MS = 10_000;

export function makePulse(app: TestApp): Pulse {
  let last: Promise<void> = Promise.resolve();
  let pulse: ReturnType<typeof setInterval> | undefined;
  let beats: ReturnType<typeof setInterval> | undefined;
  let isDue = true;
  const work = async (): Promise<void> => {
    isDue = true;
    await app.settle();
    await app.mounted.hub.tail();
    await app.mounted.presence.look();
  };
  const round = (): Promise<void> => {
    last = last.then(work);
    return last;
  };
  return {
    round,
    start() {
      // A slow machine must not pile up rounds: the next one is planned when the last has begun.
      pulse = setInterval(() => {
        if (!isDue) return;
        isDue = false;
        void round();
      }, PULSE_MS);
      beats = setInterval(() => app.mounted.hub.beat(), BEAT_MS);
    },
    async stop() {
      clearInterval(pulse);
      clearInterval(beats);
      await last;
    },
  };
}
