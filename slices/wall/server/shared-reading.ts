// One reading at a time for all who ask for the same. Modes: idle → reading → fresh (its answer serves
// whoever comes within a moment of its beginning) → idle. Who comes later while it still runs waits for
// the next one, which begins when this one ends: an answer is never older than the moment allows. FRESH_MS
// is less than a screen waits after it has heard of a change: no answer misses what was announced.

export const FRESH_MS = 250;

interface Reading<T> {
  readonly answer: Promise<T>;
  isFresh: boolean;
}

export class SharedReading<T> {
  #current: Reading<T> | undefined;
  #isRunning = false;
  #next: Promise<T> | undefined;
  #readings = 0;

  /** How often it really was read: for tests, and for who asks whether viewers multiply the work. */
  get readings(): number {
    return this.#readings;
  }

  read(work: () => Promise<T>): Promise<T> {
    if (this.#current?.isFresh) return this.#current.answer;
    if (!this.#isRunning) return this.#begin(work);
    const before = this.#current?.answer ?? Promise.resolve();
    const go = () => {
      this.#next = undefined;
      return this.#begin(work);
    };
    this.#next ??= before.then(go, go);
    return this.#next;
  }

  #begin(work: () => Promise<T>): Promise<T> {
    this.#isRunning = true;
    this.#readings += 1;
    const reading: Reading<T> = { answer: work(), isFresh: true };
    this.#current = reading;
    const old = () => {
      reading.isFresh = false;
      if (!this.#isRunning && this.#current === reading) this.#current = undefined;
    };
    setTimeout(old, FRESH_MS).unref();
    const done = () => {
      this.#isRunning = false;
    };
    // A failure is each asker's own to meet; the next one reads anew.
    reading.answer.then(done, () => {
      reading.isFresh = false;
      done();
    });
    return reading.answer;
  }
}

/** By store, then by area: several stores are open at once in tests. */
export function sharedByArea<T>(): (store: object, areaPath: string) => SharedReading<T> {
  const stores = new WeakMap<object, Map<string, SharedReading<T>>>();
  return (store, areaPath) => {
    const areas = stores.get(store) ?? new Map<string, SharedReading<T>>();
    stores.set(store, areas);
    const shared = areas.get(areaPath) ?? new SharedReading<T>();
    areas.set(areaPath, shared);
    return shared;
  };
}
