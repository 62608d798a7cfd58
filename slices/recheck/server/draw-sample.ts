// The sample of a period that is over. What it was drawn from, the seed and what came out are on record
// together; inspectors hear that there is something to look at, and the units whose work it is hear nothing.
import type { Id } from '../../../kernel/id.ts';
import { localDate, startOfDate } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { assert } from '../../../kernel/assert.ts';
import { DAY } from '../../../kernel/duration.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { type ClosedCase, listClosedIn } from '../../cases/server/public.ts';
import { isDay, type Period, periodOf, periodWords } from '../../evaluation/core/period.ts';
import { drawSample, percentOf, type Shares, type UnitWork } from '../core/draw.ts';
import { holdsFor } from '../core/plan.ts';
import { recheckPolicy } from '../core/policy.ts';
import { type FrameRow, insertDraw, insertFrame, listPlans, type StoredPlan } from './queries.ts';
import { insertRechecks, listWaitingCaseIds } from './queries-results.ts';
import { tellDrawn } from './tell-drawn.ts';

const SEED_BYTES = 16;
const MOST_PLANS = 100;

/** What each unit closed in the period, and how often it had to do it again. */
function workOf(closed: readonly ClosedCase[]): readonly UnitWork[] {
  const works = new Map<Id, { closed: number; reworks: number }>();
  for (const { unitId, reworks } of closed) {
    const work = works.get(unitId) ?? { closed: 0, reworks: 0 };
    works.set(unitId, { closed: work.closed + 1, reworks: work.reworks + reworks });
  }
  return [...works].map(([unitId, work]) => ({ unitId, ...work }));
}

function frameOf(closed: readonly ClosedCase[], waiting: ReadonlySet<Id>, shares: Shares): FrameRow[] {
  const percents = new Map(workOf(closed).map((work) => [work.unitId, percentOf(shares, work)]));
  return closed
    .filter(({ id, isSelfVerified }) => isSelfVerified && !waiting.has(id))
    .map(({ id, unitId }) => ({ caseId: id, unitId, percent: percents.get(unitId) ?? 0 }));
}

export const percentsIn = (frame: readonly FrameRow[]): ReadonlyMap<Id, number> =>
  new Map(frame.map(({ unitId, percent }) => [unitId, percent]));

const seedFrom = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

interface Drawing {
  readonly plan: StoredPlan;
  readonly period: Period;
  readonly offsetMinutes: number;
  readonly by: { readonly personId: Id; readonly name: string } | null;
}

/** The id of the draw; undefined where that period's sample was drawn before. */
export async function drawFrom(
  tx: Tx,
  { plan, period, offsetMinutes, by }: Drawing,
): Promise<Id | undefined> {
  const { areaPath } = plan;
  const from = startOfDate(period.from, offsetMinutes);
  const last = startOfDate(period.to, offsetMinutes);
  assert(from !== undefined && last !== undefined, 'a period has a first day and a last');
  const [id, seed] = [tx.ids.next(), seedFrom(tx.random(SEED_BYTES))];
  const draw = {
    id,
    areaPath,
    planId: plan.id,
    period: plan.period,
    from: period.from,
    to: period.to,
    seed,
    by,
  };
  if (!(await insertDraw(tx, draw))) return undefined;
  const closed = await listClosedIn(tx, { areaPath, from, until: last + DAY });
  const frame = frameOf(closed, await listWaitingCaseIds(tx, areaPath), plan);
  const drawn = new Set(drawSample(frame, percentsIn(frame), seed));
  await insertFrame(tx, id, frame);
  const rows = closed
    .filter((one) => drawn.has(one.id))
    .map(({ id: caseId, ...of }) => ({ id: tx.ids.next(), caseId, ...of }));
  await insertRechecks(tx, id, areaPath.slice(0, 6), rows);
  await tellDrawn(tx, { drawId: id, areaPath, period, drawn: rows });
  return id;
}

/** Throws Refused `auth.not_allowed`, `recheck.no_day`, `recheck.no_plan`, `recheck.not_over`,
 *  `recheck.drawn_before`. */
export async function drawSampleNow(tx: Tx, actor: Actor, areaPath: string, day: string): Promise<Id> {
  requireRight(recheckPolicy, actor, 'recheck.plan', { areaPath });
  assert(actor.kind === 'person', 'the policy lets only people draw');
  if (!isDay(day)) throwRefusal('recheck.no_day', { day });
  const { data } = await calendarFor(tx, areaPath.slice(0, 6));
  const plans = await listPlans(tx, areaPath, MOST_PLANS);
  const plan = plans.find((one) => holdsFor(one, periodOf(one.period, day)));
  const period = periodOf(plan?.period ?? 'month', day);
  const words = { zh: periodWords(period, 'zh'), en: periodWords(period, 'en') };
  if (!plan) throwRefusal('recheck.no_plan', words);
  const { offsetMinutes } = data;
  if (period.to >= localDate(tx.now, offsetMinutes))
    throwRefusal('recheck.not_over', { ...words, to: period.to });
  return (
    (await drawFrom(tx, { plan, period, offsetMinutes, by: actor })) ??
    throwRefusal('recheck.drawn_before', words)
  );
}
