// The stage of a wall: its plan, what stands on it, and what a director has chosen. A change is on record
// and told on the live stream of the district; the walls of the area then ask what stands.
import { assert } from '../../../kernel/assert.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { type Actor, isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { findArea } from '../../areas/server/public.ts';
import type { Fact, Words } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import {
  type PlanBody,
  type RoundBody,
  type StageBody,
  type StageView,
  WALL_DIRECTED,
  type WallEventData,
} from '../core/contract.ts';
import { DEFAULT_PLAN } from '../core/default-plan.ts';
import { type Plan, planFault } from '../core/plan.ts';
import { wallPolicy } from '../core/policy.ts';
import { inOrder } from '../core/round.ts';
import { planFacts, roundFacts, stageFacts, type Standing } from '../core/tell-plan.ts';
import { type Stage, turnAt } from '../core/turn.ts';
import { findPlan, findStage, savePlan, saveStage } from './queries.ts';

const tell = (tx: Tx, data: WallEventData): Promise<void> =>
  publishEvents(tx, [{ kind: WALL_DIRECTED, districtId: data.areaPath.slice(0, 6), data }]);

async function viewOf(tx: Tx, areaPath: string): Promise<StageView> {
  const area = (await findArea(tx, areaPath)) ?? throwRefusal('wall.no_area', { areaPath });
  const { version = 0, scenes, videos } = (await findPlan(tx, areaPath)) ?? { version: 0, ...DEFAULT_PLAN };
  return {
    areaPath,
    name: area.name,
    nameEn: area.nameEn ?? area.name,
    version,
    plan: { scenes, videos } as StageView['plan'],
    stage: (await findStage(tx, areaPath)) ?? null,
    now: tx.now,
  };
}

export async function readStage(tx: Tx, actor: Actor, areaPath: string): Promise<StageView> {
  requireRight(wallPolicy, actor, 'wall.watch', { areaPath });
  return viewOf(tx, areaPath);
}

interface Done {
  readonly operation: 'wall.direct' | 'wall.arrange';
  readonly title: Words;
}

const DIRECTED: Done = { operation: 'wall.direct', title: { zh: '导播大屏', en: 'Wall directed' } };
const ARRANGED: Done = { operation: 'wall.arrange', title: { zh: '编排大屏', en: 'Wall arranged' } };

/** One line on record, where something changes. */
async function record(tx: Tx, actor: Actor, { areaPath, name }: StageView, facts: Fact[], done: Done) {
  const subject = { kind: 'wall', id: areaPath, name };
  if (facts.length > 0) await recordChanges(tx, actor, [{ ...done, areaPath, subject, facts }]);
}

async function standingOf(tx: Tx, plan: Plan, stage: Stage | null): Promise<Standing> {
  const turn = turnAt(plan, stage, tx.now);
  assert(turn, 'a plan has a scene in turn');
  const area = stage?.focusPath ? await findArea(tx, stage.focusPath) : undefined;
  const focus = area ? { zh: area.name, en: area.nameEn ?? area.name } : null;
  return { scene: turn.scene, isHeld: stage?.isHeld ?? false, focus };
}

export async function directWall(
  tx: Tx,
  actor: Actor,
  areaPath: string,
  body: StageBody,
): Promise<StageView> {
  requireRight(wallPolicy, actor, 'wall.direct', { areaPath });
  assert(actor.kind === 'person', 'the policy lets only people direct a wall');
  const before = await viewOf(tx, areaPath);
  const { plan } = before;
  if (!plan.scenes.some((scene) => scene.code === body.scene)) {
    throwRefusal('wall.no_scene', { scene: body.scene });
  }
  const focusPath = body.focusPath ?? null;
  if (focusPath !== null && (focusPath === areaPath || !isWithin(focusPath, areaPath))) {
    throwRefusal('wall.not_below', { focusPath });
  }
  const stage = { scene: body.scene, isHeld: body.isHeld, focusPath, since: tx.now };
  await saveStage(tx, areaPath, stage, actor.personId);
  const [stood, stands] = [await standingOf(tx, plan, before.stage), await standingOf(tx, plan, stage)];
  await record(tx, actor, before, stageFacts(stood, stands), DIRECTED);
  await tell(tx, { areaPath });
  return viewOf(tx, areaPath);
}

/** The order, the lengths and the turns of the scenes that there are. */
export async function orderWall(
  tx: Tx,
  actor: Actor,
  areaPath: string,
  { scenes, version }: RoundBody,
): Promise<StageView> {
  requireRight(wallPolicy, actor, 'wall.direct', { areaPath });
  assert(actor.kind === 'person', 'the policy lets only people direct a wall');
  const before = await viewOf(tx, areaPath);
  const ordered = orRefuse(inOrder(before.plan, scenes));
  const isSaved = await savePlan(tx, { areaPath, ...ordered, version, personId: actor.personId });
  if (!isSaved) throwRefusal('wall.plan_changed');
  await record(tx, actor, before, roundFacts(before.plan, ordered), DIRECTED);
  await tell(tx, { areaPath });
  return viewOf(tx, areaPath);
}

export async function arrangeWall(
  tx: Tx,
  actor: Actor,
  areaPath: string,
  { scenes, videos, version }: PlanBody,
): Promise<StageView> {
  requireRight(wallPolicy, actor, 'wall.arrange', { areaPath });
  assert(actor.kind === 'person', 'the policy lets only people arrange a wall');
  const fault = planFault({ scenes, videos });
  if (isRefusal(fault)) orRefuse(fault);
  const before = await viewOf(tx, areaPath);
  const isSaved = await savePlan(tx, { areaPath, scenes, videos, version, personId: actor.personId });
  if (!isSaved) throwRefusal('wall.plan_changed');
  await record(tx, actor, before, planFacts(before.plan, { scenes, videos }), ARRANGED);
  await tell(tx, { areaPath });
  return viewOf(tx, areaPath);
}
