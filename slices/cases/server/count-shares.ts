// Brings the sums of shares up to date: rows that differ from what the sums hold of them are counted, row and
// sums in one statement, so that each counts exactly once however often, and however many at once, this runs.
// Whoever reads the sums adds what is not counted yet, so nobody has to wait for this.
import { DAY, SECOND } from '../../../kernel/duration.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { endExports } from './end-exports.ts';
import { countSharesOf, deleteOldShares, listUncounted } from './queries-sums.ts';

/** The longest period is a month; what is older is asked for by nobody. */
export const SHARES_KEPT_MS = 62 * DAY;
const AT_ONCE = 5_000;
/** So many rounds at most in one transaction. */
const ROUNDS = 40;

export async function countShares(tx: Tx): Promise<number> {
  let counted = 0;
  for (const districtId of await listUncounted(tx)) {
    const { data } = await calendarFor(tx, districtId);
    for (let round = 0; round < ROUNDS; round++) {
      const done = await countSharesOf(tx, { districtId, offsetMinutes: data.offsetMinutes, limit: AT_ONCE });
      counted += done;
      if (done < AT_ONCE) break;
    }
  }
  return counted;
}

const countJob: PeriodicJob = {
  kind: 'case.count_shares',
  everyMs: 10 * SECOND,
  run: async (tx) => {
    await countShares(tx);
  },
};

const forgetJob: PeriodicJob = {
  kind: 'case.forget_shares',
  everyMs: DAY,
  run: (tx) => deleteOldShares(tx, tx.now - SHARES_KEPT_MS, localDate(tx.now - SHARES_KEPT_MS - DAY)),
};

export const casesPeriodicJobs: readonly PeriodicJob[] = [countJob, forgetJob, endExports];
