// A few at a time, the others in a line with an end: work that is heavy must be refused, not piled up.

export class OneByOne {
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(limits: { readonly atOnce: number; readonly waiting: number }) {
    this.#free = limits.atOnce;
    this.#maxWaiting = limits.waiting;
  }

  /** Undefined, and nothing done, when the line is full. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#free > 0) {
      this.#free -= 1;
      return this.#finish(work);
    }
    if (this.#waiting.length >= this.#maxWaiting) return undefined;
    return new Promise<void>((resolve) => this.#waiting.push(resolve)).then(() => this.#finish(work));
  }

  /** The place goes to the next in line, so that nobody can slip in between. */
  async #finish<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
