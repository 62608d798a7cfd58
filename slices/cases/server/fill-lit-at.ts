// Works out when the lamps of running stages turn, for cases that were written before their turns were kept.
// Once they all are, it finds nothing at the cost of one look into an empty index.
import { SECOND } from '../../../kernel/duration.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { litAtOf } from '../../calendar/core/clock.ts';
import { litColumns } from './case-row.ts';
import { listUnlit, updateLit } from './queries-lit.ts';

const CASES_PER_ROUND = 2_000;

/** How many were worked out. */
async function fillSome(tx: Tx): Promise<number> {
  const rows = await listUnlit(tx, CASES_PER_ROUND);
  if (rows.length === 0) return 0;
  const lit = [];
  for (const { id, district_id, clock } of rows) {
    const calendar = await calendarFor(tx, district_id);
    lit.push({ id, ...litColumns({ ...clock, litAt: litAtOf(calendar, clock) }) });
  }
  await updateLit(tx, lit);
  return rows.length;
}

export const fillLitAt: PeriodicJob = {
  kind: 'case.fill_lit_at',
  everyMs: 60 * SECOND,
  run: async (tx) => {
    const filled = await fillSome(tx);
    if (filled === CASES_PER_ROUND) {
      await scheduleTimers(tx, [{ kind: fillLitAt.kind, key: 'periodic', dueAt: tx.now }]);
    }
  },
};
