// brief.plan: when the briefs of an area are written by themselves. A time that is set waits as a timer; one
// that is taken away waits no more. What was changed is on record.
import { assert } from '../../../kernel/assert.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { cancelTimers, scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { findArea } from '../../areas/server/public.ts';
import type { Words } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { PERIOD_NAMES } from '../core/brief-figures.ts';
import type { PlanBody, Plans } from '../core/contract.ts';
import { BRIEF_KINDS, type BriefKind, nextIssueAt } from '../core/plan.ts';
import { briefsPolicy } from '../core/policy.ts';
import { offsetOf } from './gather-figures.ts';
import { deletePlan, listPlans, savePlan } from './queries.ts';

export const ISSUE_TIMER = 'brief.issue';
export const timerKey = (areaPath: string, kind: BriefKind): string => `${areaPath}:${kind}`;

async function plansOf(tx: Tx, areaPath: string): Promise<Plans> {
  const offset = await offsetOf(tx, areaPath);
  const stored = await listPlans(tx, areaPath);
  const plans = BRIEF_KINDS.map((kind) => {
    const plan = stored.find((one) => one.kind === kind);
    return {
      kind,
      minute: plan?.minute ?? null,
      nextAt: plan ? toIso(nextIssueAt(plan, tx.now, offset)) : null,
    };
  });
  return { areaPath, plans };
}

export async function readPlans(tx: Tx, actor: Actor, areaPath: string): Promise<Plans> {
  requireRight(briefsPolicy, actor, 'brief.read', { areaPath });
  return plansOf(tx, areaPath);
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const told = (minute: number | null): Words | null =>
  minute === null ? null : { zh: clock(minute), en: clock(minute) };

export async function planBriefs(
  tx: Tx,
  actor: Actor,
  { areaPath, kind, minute: asked }: PlanBody,
): Promise<Plans> {
  const minute = asked ?? null;
  requireRight(briefsPolicy, actor, 'brief.plan', { areaPath });
  assert(actor.kind === 'person', 'the policy lets only people plan');
  const area = (await findArea(tx, areaPath)) ?? throwRefusal('briefs.no_area', { areaPath });
  const offset = await offsetOf(tx, areaPath);
  const before = (await listPlans(tx, areaPath)).find((one) => one.kind === kind)?.minute ?? null;
  const key = timerKey(areaPath, kind);
  if (minute === null) {
    await deletePlan(tx, areaPath, kind);
    await cancelTimers(tx, ISSUE_TIMER, key);
  } else {
    await savePlan(tx, areaPath, { kind, minute }, actor.personId);
    const dueAt = nextIssueAt({ kind, minute }, tx.now, offset);
    await scheduleTimers(tx, [{ kind: ISSUE_TIMER, key, dueAt }]);
  }
  if (before !== minute) {
    const name = { zh: `${PERIOD_NAMES[kind].brief}的时间`, en: `time of the brief of each ${kind}` };
    await recordChanges(tx, actor, [
      {
        operation: 'brief.plan',
        title: { zh: '设定简报时间', en: 'Time of briefs set' },
        areaPath,
        subject: { kind: 'brief_plan', id: key, name: area.name },
        facts: [{ name, before: told(before), after: told(minute) }],
      },
    ]);
  }
  return plansOf(tx, areaPath);
}
