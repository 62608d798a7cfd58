// Fires due timers. Any number of servers may run one: each timer's effect happens exactly once.
// A round claims a batch and handles it in one transaction. When a handler throws, the whole batch is rolled
// back and done again one by one, so that one bad timer costs the others nothing but time; the bad one
// stays, with its error, and is tried again after a growing pause, for ever. No timer is ever dropped.
import { assert } from '../../../kernel/assert.ts';
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import { type Loop, makeLoop } from '../clock/loop.ts';
import type { Database } from '../db/tx.ts';
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

export interface TimerRunner {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Fires everything due at `now` (default: the clock's), in due order; returns how many fired. */
  runDue(now?: Instant): Promise<number>;
}

const DEFAULT_BATCH = 250;
/** Other servers may have scheduled something sooner than what this one knows of. */
const LONGEST_SLEEP_MS = SECOND;

type Handlers = ReadonlyMap<string, TimerHandler>;

function indexHandlers(handlers: readonly TimerHandler[]): Handlers {
  const byKind = new Map(handlers.map((handler) => [handler.kind, handler]));
  assert(byKind.size === handlers.length, 'two timer handlers share a kind');
  return byKind;
}

export function makeTimerRunner(options: TimerRunnerOptions): TimerRunner {
  const { database, clock, onError } = options;
  const batchSize = options.batchSize ?? DEFAULT_BATCH;
  const retry = options.retry ?? DEFAULT_RETRY;
  const periodic = options.periodic ?? [];
  const handlers = indexHandlers([...options.handlers, ...periodic.map(periodicHandler)]);
  // A kind that this version has no handler for is left for a server that has one.
  const kinds = [...handlers.keys()];

  async function putAside(timer: Timer, error: unknown, now: Instant): Promise<void> {
    onError(error, timer);
    const retryAt = now + pauseAfter(timer.tries + 1, retry);
    await database.transaction((tx) => markFailed(tx, timer, retryAt, errorText(error)));
  }

  async function handleOne(timer: Timer, now: Instant): Promise<boolean> {
    try {
      return await database.transaction(async (tx) => {
        const claimed = await claimOne(tx, timer);
        if (claimed) await handlers.get(claimed.kind)?.handle(tx, claimed);
        return claimed !== undefined;
      });
    } catch (error) {
      await putAside(timer, error, now);
      return false;
    }
  }

  async function runBatch(now: Instant): Promise<{ claimed: number; fired: number }> {
    let batch: Timer[] = [];
    try {
      await database.transaction(async (tx) => {
        batch = await claimDue(tx, kinds, now, batchSize);
        for (const timer of batch) {
          await handlers.get(timer.kind)?.handle(tx, timer);
        }
      });
      return { claimed: batch.length, fired: batch.length };
    } catch (error) {
      // Nothing was claimed: the store itself failed, and the loop's pause is the answer.
      const [first] = batch;
      if (!first) throw error;
      if (batch.length === 1) {
        await putAside(first, error, now);
        return { claimed: 1, fired: 0 };
      }
    }
    let fired = 0;
    for (const timer of batch) if (await handleOne(timer, now)) fired += 1;
    return { claimed: batch.length, fired };
  }

  async function runDue(now: Instant = clock.now()): Promise<number> {
    let fired = 0;
    for (;;) {
      const round = await runBatch(now);
      fired += round.fired;
      if (round.claimed === 0) return fired;
    }
  }

  async function round(): Promise<Instant> {
    await runDue();
    const now = clock.now();
    const next = await database.read((tx) => findNextWake(tx, kinds));
    // What is due but was not claimed belongs to another server now, or waits behind its own subject.
    const soonest = next === undefined || next <= now ? now + LONGEST_SLEEP_MS / 10 : next;
    return Math.min(soonest, now + LONGEST_SLEEP_MS);
  }

  const loop: Loop = makeLoop({ clock, round, onError: (error) => onError(error) });
  let stopListening = (): void => undefined;
  return {
    runDue,
    async start() {
      await database.transaction(async (tx) => {
        for (const job of periodic) await ensurePeriodic(tx, job.kind, tx.now + job.everyMs);
      });
      stopListening = onTimersAnnounced((dueAt) => loop.wake(dueAt));
      loop.start();
    },
    async stop() {
      stopListening();
      await loop.stop();
    },
  };
}
