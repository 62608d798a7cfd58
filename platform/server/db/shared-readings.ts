// One reading at a time for all who ask for the same: however many look on and however much happens, the
// store is scanned a few times a second. Modes of one key: idle → reading → resting → idle. Who comes while
// it reads or rests waits for the next one, which begins when the rest is over, so that an answer never
// misses what its asker has already heard of; or, where the pace says so, an answer that has just begun
// serves whoever comes within that moment.
import { setTimeout as pause } from 'node:timers/promises';

export interface Pace {
  /** From the beginning of one reading to that of the next. */
  readonly restMs?: number;
  /** So long after its beginning an answer serves those who come, at most as long as the rest. */
  readonly freshMs?: number;
}

interface Going<T> {
  readonly answer: Promise<T>;
  readonly over: Promise<void>;
  isFresh: boolean;
  next: Promise<T> | undefined;
}

export class SharedReadings<T> {
  readonly #going = new Map<string, Going<T>>();
  readonly #pace: Required<Pace>;
  #readings = 0;

  constructor({ restMs = 200, freshMs = 0 }: Pace = {}) {
    this.#pace = { restMs, freshMs };
  }

  /** How often it really was read: for tests, and for who asks whether viewers multiply the work. */
  get readings(): number {
    return this.#readings;
  }

  read(key: string, work: () => Promise<T>): Promise<T> {
    const going = this.#going.get(key);
    if (!going) return this.#begin(key, work);
    if (going.isFresh) return going.answer;
    going.next ??= going.over.then(() => this.#begin(key, work));
    return going.next;
  }

  /** A failure is met by those who waited for it; the next one reads anew. */
  #begin(key: string, work: () => Promise<T>): Promise<T> {
    const { restMs, freshMs } = this.#pace;
    this.#readings += 1;
    const answer = work();
    const grown = () => {
      going.isFresh = false;
    };
    const aged = pause(freshMs).then(grown);
    answer.catch(grown);
    const over = Promise.allSettled([answer, aged, pause(restMs)]).then(() => {
      if (!going.next) this.#going.delete(key);
    });
    const going: Going<T> = { answer, over, isFresh: freshMs > 0, next: undefined };
    this.#going.set(key, going);
    return answer;
  }
}
