// Calls the person at the phone while something urgent waits for their word. Modes: quiet → calling (rings
// at once for what is new, then again in a rhythm, a bounded number of times for each notice) → quiet, as
// soon as nothing waits any more or each has been called for often enough. It plays nothing itself.

export interface AlarmWays {
  readonly ring: () => void;
  /** Runs the work later and answers how to call it off. */
  readonly later: (work: () => void, afterMs: number) => () => void;
}

export const RING_EVERY_MS = 20_000;
export const MOST_RINGS = 5;

export class UrgentAlarm {
  readonly #ways: AlarmWays;
  readonly #rung = new Map<string, number>();
  #waiting: readonly string[] = [];
  #callOff: (() => void) | undefined;

  constructor(ways: AlarmWays) {
    this.#ways = ways;
  }

  /** What waits for this person now. */
  set(ids: readonly string[]): void {
    this.#waiting = ids;
    for (const id of [...this.#rung.keys()]) if (!ids.includes(id)) this.#rung.delete(id);
    const isNew = ids.some((id) => !this.#rung.has(id));
    if (isNew) this.#ring();
    else if (!this.#isWanted()) this.stop();
  }

  /** Quiet until something new comes. */
  stop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #isWanted(): boolean {
    return this.#waiting.some((id) => (this.#rung.get(id) ?? 0) < MOST_RINGS);
  }

  #ring(): void {
    this.stop();
    for (const id of this.#waiting) this.#rung.set(id, (this.#rung.get(id) ?? 0) + 1);
    this.#ways.ring();
    if (this.#isWanted()) this.#callOff = this.#ways.later(() => this.#ring(), RING_EVERY_MS);
  }
}
