// recheck.draw_due: behind the cases, every hour, the sample of each area's last period is drawn where that
// has not been done. Once, however many servers there are: the store keeps one draw of a period.
import { HOUR } from '../../../kernel/duration.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { holdsFor, lastOver } from '../core/plan.ts';
import { drawFrom } from './draw-sample.ts';
import { hasDrawn, listBegunPlans, type StoredPlan } from './queries.ts';

const AT_ONCE = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

async function drawWhereDue(tx: Tx, plan: StoredPlan): Promise<void> {
  const { offsetMinutes } = (await calendarFor(tx, plan.areaPath.slice(0, 6))).data;
  const period = lastOver(plan.period, localDate(tx.now, offsetMinutes));
  if (!holdsFor(plan, period) || (await hasDrawn(tx, plan.areaPath, plan.period, period.from))) return;
  await drawFrom(tx, { plan, period, offsetMinutes, by: null });
}

export const drawJob: PeriodicJob = {
  kind: 'recheck.draw_due',
  everyMs: HOUR,
  run: async (tx) => {
    let after = FIRST;
    for (;;) {
      const plans = await listBegunPlans(tx, localDate(tx.now), after, AT_ONCE);
      for (const plan of plans) await drawWhereDue(tx, plan);
      const last = plans.at(-1);
      if (!last || plans.length < AT_ONCE) return;
      after = last.id;
    }
  },
};
