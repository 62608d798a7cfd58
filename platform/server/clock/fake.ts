// A clock that a test sets and moves. Waiting work runs when the clock passes it, in order of time.
import { assert } from '../../../kernel/assert.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import type { Clock } from './clock.ts';

export class FakeClock implements Clock {
  #now: Instant;
  #waiting: { at: Instant; work: () => void }[] = [];

  /** @param start ISO 8601 with an offset, e.g. `2026-08-05T12:08:00+08:00`. */
  constructor(start: string) {
    this.#now = FakeClock.#read(start);
  }

  static #read(text: string): Instant {
    const instant = fromIso(text);
    assert(instant !== undefined, `not an instant: ${text}`);
    return instant;
  }

  now(): Instant {
    return this.#now;
  }

  set(text: string): void {
    this.#moveTo(FakeClock.#read(text));
  }

  advance(ms: number): void {
    this.#moveTo(this.#now + ms);
  }

  #moveTo(target: Instant): void {
    for (;;) {
      this.#waiting.sort((a, b) => a.at - b.at);
      const next = this.#waiting[0];
      if (!next || next.at > target) break;
      this.#waiting.shift();
      this.#now = Math.max(this.#now, next.at);
      next.work();
    }
    this.#now = target;
  }

  wakeAt(at: Instant, work: () => void): () => void {
    const entry = { at, work };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }
}
