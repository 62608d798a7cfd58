// Work that comes round: a timer that schedules itself again in its own transaction, so that it runs once
// per period however many servers there are, and once (not many times) after a long stop.
import { DAY, HOUR } from '../../../kernel/duration.ts';
import type { Tx } from '../db/tx.ts';
import { analyzeAll, deleteOldReceipts } from './queries.ts';
import { scheduleTimers, type TimerHandler } from './timer.ts';

export interface PeriodicJob {
  readonly kind: string;
  readonly everyMs: number;
  readonly run: (tx: Tx) => Promise<void>;
}

export const periodicHandler = (job: PeriodicJob): TimerHandler => ({
  kind: job.kind,
  handle: async (tx) => {
    await scheduleTimers(tx, [{ kind: job.kind, key: 'periodic', dueAt: tx.now + job.everyMs }]);
    await job.run(tx);
  },
});

/** A phone that lost the answer may lie in a drawer for weeks before it sends the same again; then the
 *  receipt goes. No claim of a phone reaches further back either. */
export const RECEIPTS_KEPT_MS = 60 * DAY;
const RECEIPTS_PER_ROUND = 20_000;

export const cleanReceipts: PeriodicJob = {
  kind: 'platform.clean_receipts',
  everyMs: HOUR,
  run: async (tx) => {
    const deleted = await deleteOldReceipts(tx, tx.now - RECEIPTS_KEPT_MS, RECEIPTS_PER_ROUND);
    // More is waiting: come back at once instead of in one long transaction.
    if (deleted === RECEIPTS_PER_ROUND) {
      await scheduleTimers(tx, [{ kind: cleanReceipts.kind, key: 'periodic', dueAt: tx.now }]);
    }
  },
};

/** The embedded store has nobody who keeps the planner's statistics: without them a table that has grown
 *  since it was empty is read the slow way for ever. PostgreSQL does this by itself. */
export const analyzeEmbedded: PeriodicJob = {
  kind: 'platform.analyze',
  everyMs: HOUR,
  run: async (tx) => {
    if (tx.engine === 'pglite') await analyzeAll(tx);
  },
};

export const platformPeriodicJobs: readonly PeriodicJob[] = [cleanReceipts, analyzeEmbedded];
