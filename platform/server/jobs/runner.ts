// Fires due timers. Any number of servers may run one: each timer's effect happens exactly once.
// A round claims a batch and handles it in one transaction. When a handler throws, the whole batch is rolled
// back and done again one by one, so that one bad timer costs the others nothing but time; the bad one
// stays, with its error, and is tried again after a growing pause, for ever. No timer is ever dropped.
import { setTimeout as pause } from 'node:timers/promises';
import { assert } from '../../../kernel/assert.ts';
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import { type Loop, makeLoop } from '../clock/loop.ts';
import type { Database, Tx } from '../db/tx.ts';
import { type PeriodicJob, periodicHandler } from './periodic.ts';
import { claimDue, claimOne, ensurePeriodic, findNextWake, markFailed } from './queries.ts';
import { DEFAULT_RETRY, errorText, pauseAfter, type RetryLimits } from './retry.ts';
import type { Timer, TimerHandler } from './timer.ts';
import { onTimersAnnounced } from './wake.ts';

export interface TimerRunnerOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly handlers: readonly TimerHandler[];
  readonly periodic?: readonly PeriodicJob[];
  readonly onError: (error: unknown, timer?: Timer) => void;
  /** Timers per transaction: more are cheaper each, but hold their locks longer. */
  readonly batchSize?: number;
  readonly retry?: RetryLimits;
}

const DEFAULT_BATCH = 250;
/** Other servers may have scheduled something sooner than what this one knows of. */
const LONGEST_SLEEP_MS = SECOND;
/** What is due but was not claimed belongs to another server now, or waits behind its own subject. */
const BUSY_ELSEWHERE_MS = 100;
const LOOK_AGAIN_MS = 10;
const MAX_LOOKS = 25;

/** Up to when a timer is due in a round, by what the clock says as a transaction opens. A clock may be set
 *  back during a round: no handler is to find that its hour has not come, for then it does nothing, and its
 *  timer would be gone. */
type DueAt = (now: Instant) => Instant;

interface BatchResult {
  readonly claimed: number;
  readonly fired: number;
}

export class TimerRunner {
  readonly #options: TimerRunnerOptions;
  readonly #handlers: ReadonlyMap<string, TimerHandler>;
  /** A kind that this version has no handler for is left for a server that has one. */
  readonly #kinds: readonly string[];
  readonly #periodic: readonly PeriodicJob[];
  readonly #loop: Loop;
  #stopListening = (): void => undefined;

  constructor(options: TimerRunnerOptions) {
    this.#options = options;
    this.#periodic = options.periodic ?? [];
    const handlers = [...options.handlers, ...this.#periodic.map(periodicHandler)];
    this.#handlers = new Map(handlers.map((handler) => [handler.kind, handler]));
    assert(this.#handlers.size === handlers.length, 'two timer handlers share a kind');
    this.#kinds = [...this.#handlers.keys()];
    const { clock, onError } = options;
    this.#loop = makeLoop({ clock, round: () => this.#round(), onError: (error) => onError(error) });
  }

  async start(): Promise<void> {
    await this.#options.database.transaction(async (tx) => {
      for (const job of this.#periodic) await ensurePeriodic(tx, job.kind, tx.now + job.everyMs);
    });
    this.#stopListening = onTimersAnnounced((dueAt) => this.#loop.wake(dueAt));
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.#loop.stop();
  }

  /** Fires everything due at `asked` (default: the clock's now), in due order; returns how many fired. What
   *  another server holds at the moment is looked at again for a short while. */
  async runDue(asked?: Instant): Promise<number> {
    const { clock } = this.#options;
    const begun = clock.now();
    const dueAt: DueAt = (now) => asked ?? Math.min(begun, now);
    let fired = 0;
    for (let looks = 0; looks < MAX_LOOKS; looks++) {
      const batch = await this.#runBatch(dueAt);
      fired += batch.fired;
      if (batch.claimed > 0) {
        looks = 0;
        continue;
      }
      const next = await this.#options.database.read((tx) => findNextWake(tx, this.#kinds));
      if (next === undefined || next > dueAt(clock.now())) break;
      await pause(LOOK_AGAIN_MS);
    }
    return fired;
  }

  async #round(): Promise<Instant> {
    const { clock, database } = this.#options;
    await this.runDue();
    const now = clock.now();
    const next = await database.read((tx) => findNextWake(tx, this.#kinds));
    const soonest = next === undefined || next <= now ? now + BUSY_ELSEWHERE_MS : next;
    return next === undefined ? now + LONGEST_SLEEP_MS : Math.min(soonest, now + LONGEST_SLEEP_MS);
  }

  async #runBatch(dueAt: DueAt): Promise<BatchResult> {
    const { database, batchSize = DEFAULT_BATCH } = this.#options;
    let batch: Timer[] = [];
    try {
      await database.transaction(async (tx) => {
        batch = await claimDue(tx, this.#kinds, dueAt(tx.now), batchSize);
        for (const timer of batch) await this.#handle(tx, timer);
      });
      return { claimed: batch.length, fired: batch.length };
    } catch (error) {
      const [first] = batch;
      // Nothing was claimed: the store itself failed, and the loop's pause is the answer.
      if (!first) throw error;
      if (batch.length === 1) {
        await this.#putAside(first, error, dueAt);
        return { claimed: 1, fired: 0 };
      }
    }
    let fired = 0;
    for (const timer of batch) if (await this.#handleAlone(timer, dueAt)) fired += 1;
    return { claimed: batch.length, fired };
  }

  async #handle(tx: Tx, timer: Timer): Promise<void> {
    const handler = this.#handlers.get(timer.kind);
    assert(handler, `no handler for ${timer.kind}`);
    await handler.handle(tx, timer);
  }

  async #handleAlone(timer: Timer, dueAt: DueAt): Promise<boolean> {
    try {
      return await this.#options.database.transaction(async (tx) => {
        if (timer.dueAt > dueAt(tx.now)) return false;
        const claimed = await claimOne(tx, timer);
        if (claimed) await this.#handle(tx, claimed);
        return claimed !== undefined;
      });
    } catch (error) {
      await this.#putAside(timer, error, dueAt);
      return false;
    }
  }

  async #putAside(timer: Timer, error: unknown, dueAt: DueAt): Promise<void> {
    const { database, clock, retry = DEFAULT_RETRY, onError } = this.#options;
    onError(error, timer);
    const retryAt = dueAt(clock.now()) + pauseAfter(timer.tries + 1, retry);
    await database.transaction((tx) => markFailed(tx, timer, retryAt, errorText(error)));
  }
}

/** What the composition root calls. */
export const makeTimerRunner = (options: TimerRunnerOptions): TimerRunner => new TimerRunner(options);
