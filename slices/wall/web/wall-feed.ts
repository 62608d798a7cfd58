// Keeps a wall current. Modes: waiting → asking → waiting; what is announced while it asks is asked for
// once more afterwards. Asks a moment after each announcement, at most every 0.8 s, and every four
// seconds of its own accord, so that a dead live line costs freshness and not truth; a question that a dead
// line has swallowed is given up. It keeps the newest answer and the last few hundred delays, nothing that
// grows; time and asking are arguments.

export interface FeedClock {
  /** Milliseconds that only go forward. */
  now(): number;
  later(ms: number, run: () => void): () => void;
}

export interface FeedOptions<T> {
  /** Given up when the signal says so. */
  readonly ask: (signal: AbortSignal) => Promise<T>;
  readonly clock: FeedClock;
  readonly onAnswer: (answer: T) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Longer than the server's answers are shared (slices/wall/server/read-now.ts): none misses it. */
const GATHER_MS = 300;
const LEAST_BETWEEN_MS = 800;
const BY_ITSELF_MS = 4_000;
/** An answer that took longer would be old when it came. */
const PATIENCE_MS = 10_000;

export class WallFeed<T> {
  readonly #options: FeedOptions<T>;
  #cancel = (): void => undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  #isAsking = false;
  #isWanted = false;
  #isStopped = false;
  #asking = new AbortController();

  constructor(options: FeedOptions<T>) {
    this.#options = options;
  }

  start(): void {
    this.#isStopped = false;
    void this.#ask();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
    this.#asking.abort();
    this.#dueAt = Number.POSITIVE_INFINITY;
  }

  /** Something has changed. */
  heard(): void {
    if (this.#isAsking) this.#isWanted = true;
    else this.#schedule(GATHER_MS);
  }

  #schedule(waitMs: number): void {
    const { clock } = this.#options;
    const now = clock.now();
    const at = Math.max(now + waitMs, this.#askedAt + LEAST_BETWEEN_MS);
    if (this.#isStopped || at >= this.#dueAt) return;
    this.#cancel();
    this.#dueAt = at;
    this.#cancel = clock.later(at - now, () => {
      this.#dueAt = Number.POSITIVE_INFINITY;
      void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    if (this.#isAsking || this.#isStopped) return;
    this.#isAsking = true;
    this.#isWanted = false;
    const { clock, ask } = this.#options;
    this.#askedAt = clock.now();
    const asking = new AbortController();
    this.#asking = asking;
    const patience = clock.later(PATIENCE_MS, () => asking.abort());
    try {
      const answer = await ask(asking.signal);
      if (!this.#isStopped) this.#options.onAnswer(answer);
    } catch (error) {
      if (!this.#isStopped) this.#options.onFailure(error);
    }
    patience();
    this.#isAsking = false;
    this.#schedule(this.#isWanted ? GATHER_MS : BY_ITSELF_MS);
  }
}

const MOST_KEPT = 500;

export interface Delay {
  /** When the server wrote the change, by its clock. */
  readonly eventAt: number;
  /** When this page had heard of it, and when it stood on the screen, by this machine's clock. */
  readonly heardAt: number;
  readonly paintedAt: number;
}

/** From the change to the screen, for whoever measures a wall. Bounded: the oldest go. */
export class Delays {
  #waiting: { readonly eventAt: number; readonly heardAt: number }[] = [];
  #painted: Delay[] = [];
  #events = 0;

  get painted(): readonly Delay[] {
    return this.#painted;
  }

  get events(): number {
    return this.#events;
  }

  heard(eventAt: number, heardAt: number): void {
    this.#events += 1;
    if (this.#waiting.length < MOST_KEPT) this.#waiting.push({ eventAt, heardAt });
  }

  /** An answer that was asked for at `askedAt` is on the screen: it holds what was heard before. */
  stands(askedAt: number, paintedAt: number): void {
    const done = this.#waiting.filter((one) => one.heardAt <= askedAt);
    if (done.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => one.heardAt > askedAt);
    this.#painted = [...this.#painted, ...done.map((one) => ({ ...one, paintedAt }))].slice(-MOST_KEPT);
  }
}
