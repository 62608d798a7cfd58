// recheck.plan: a new plan of an area from a day on; it ends the one before. What is other is on record.
import { localDate } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { assert } from '../../../kernel/assert.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { factsOf, textFact } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { isDay } from '../../evaluation/core/period.ts';
import type { PlanBody, PlanView } from '../core/contract.ts';
import type { Plan } from '../core/plan.ts';
import { recheckPolicy } from '../core/policy.ts';
import { endPlan, findPlan, insertPlan, lockLastPlan } from './queries.ts';
import { planView } from './read-draws.ts';

const percent = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : `${value} %`;

function factsBetween(before: Plan | undefined, after: Omit<Plan, 'validTo'>) {
  return factsOf(
    textFact({ zh: '起始日期', en: 'from' }, before?.validFrom, after.validFrom),
    textFact({ zh: '周期', en: 'period' }, before?.period, after.period),
    textFact({ zh: '抽查比例', en: 'share' }, percent(before?.sharePercent), percent(after.sharePercent)),
    textFact(
      { zh: '返工偏多的界限', en: 'many reworks from' },
      percent(before?.reworkPercent),
      percent(after.reworkPercent),
    ),
    textFact(
      { zh: '返工偏多时加抽', en: 'then more by' },
      percent(before?.morePercent),
      percent(after.morePercent),
    ),
  );
}

/** Throws Refused `auth.not_allowed`, `recheck.no_day`, `recheck.plan_past`, `recheck.plan_later`. */
export async function keepPlan(tx: Tx, actor: Actor, body: PlanBody): Promise<PlanView> {
  const { areaPath, validFrom } = body;
  requireRight(recheckPolicy, actor, 'recheck.plan', { areaPath });
  assert(actor.kind === 'person', 'the policy lets only people plan');
  if (!isDay(validFrom)) throwRefusal('recheck.no_day', { day: validFrom });
  const { data } = await calendarFor(tx, areaPath.slice(0, 6));
  if (validFrom < localDate(tx.now, data.offsetMinutes))
    throwRefusal('recheck.plan_past', { day: validFrom });
  const before = await lockLastPlan(tx, areaPath);
  if (before && before.validFrom >= validFrom) throwRefusal('recheck.plan_later', { day: before.validFrom });
  if (before) await endPlan(tx, before.id, validFrom);
  const id = tx.ids.next();
  const isKept = await insertPlan(tx, { ...body, id, personId: actor.personId, personName: actor.name });
  const plan = isKept ? await findPlan(tx, id) : undefined;
  if (!plan) throwRefusal('recheck.plan_later', { day: validFrom });
  const title = { zh: '订立抽查方案', en: 'Sampling plan made' };
  const subject = { kind: 'sampling_plan', id, name: validFrom };
  await recordChanges(tx, actor, [
    { operation: 'recheck.plan', title, areaPath, subject, facts: factsBetween(before, body) },
  ]);
  return planView(plan);
}
