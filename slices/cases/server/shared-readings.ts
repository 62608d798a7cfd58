// One reading at a time for all who ask for the same, and each begins after it was asked for: an answer never
// misses what its asker has already heard of. Modes of one key: idle → reading → resting → idle. Who comes
// while it reads or rests waits for the next one, which begins when the rest is over: however many look on
// and however much happens, the store is scanned a few times a second.
import { setTimeout as pause } from 'node:timers/promises';

/** From the beginning of one reading to that of the next. */
const REST_MS = 200;

interface Going<T> {
  readonly over: Promise<void>;
  next: Promise<T> | undefined;
}

export class SharedReadings<T> {
  readonly #going = new Map<string, Going<T>>();
  #readings = 0;

  /** How often it really was read: for tests, and for who asks whether viewers multiply the work. */
  get readings(): number {
    return this.#readings;
  }

  read(key: string, work: () => Promise<T>): Promise<T> {
    const going = this.#going.get(key);
    if (!going) return this.#begin(key, work);
    going.next ??= going.over.then(() => this.#begin(key, work));
    return going.next;
  }

  /** A failure is met by those who waited for it; the next one reads anew. */
  #begin(key: string, work: () => Promise<T>): Promise<T> {
    this.#readings += 1;
    const answer = work();
    const over = Promise.allSettled([answer, pause(REST_MS)]).then(() => {
      if (!going.next) this.#going.delete(key);
    });
    const going: Going<T> = { over, next: undefined };
    this.#going.set(key, going);
    return answer;
  }
}
