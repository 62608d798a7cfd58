// Rights confirmation 确权 as work: the centre asks units, the unit confirms or disputes, the centre rules.
// Each act is bounded; a long one is asked on until nothing is left, so that it can be watched and stopped.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { Answered, ComponentFilter } from '../core/contract-register.ts';
import { componentsPolicy } from '../core/policy.ts';
import { RIGHT_FLOW, type Ruling } from '../core/rights-work.ts';
import {
  districtOf,
  listRights,
  moveRights,
  type Picked,
  pickByFilter,
  pickByIds,
} from './queries-register.ts';

/** What one act moves: a second of work. */
const MOST_AT_ONCE = 5_000;

const byOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.kind);

/** Throws Refused `component.unit_unknown`. */
async function mustBeUnit(tx: Tx, districtId: string, unitId: Id): Promise<void> {
  const unit = (await unitDirectory(tx)).units().find(({ id }) => id === unitId);
  if (unit?.districtId !== districtId) throwRefusal('component.unit_unknown');
}

export interface Moved {
  readonly moved: number;
  readonly isMore: boolean;
}

/** Throws Refused `auth.not_allowed`, `component.unit_unknown`. */
export async function askUnits(
  tx: Tx,
  actor: Actor,
  { filter, unitId }: { filter: ComponentFilter; unitId: Id | null },
): Promise<Moved> {
  requireRight(componentsPolicy, actor, 'component.right_ask', { areaPath: filter.areaPath });
  if (unitId !== null) await mustBeUnit(tx, districtOf(filter.areaPath), unitId);
  const picked = await pickByFilter(tx, filter, unitId, MOST_AT_ONCE + 1);
  const now = picked.slice(0, MOST_AT_ONCE);
  const by = byOf(actor);
  await moveRights(tx, { picked: now, edge: RIGHT_FLOW.ask, to: 'asked', unitId, words: null, by });
  return { moved: now.length, isMore: picked.length > MOST_AT_ONCE };
}

/** Each of those that were meant has been moved, or is told with what it is instead. */
async function answered(tx: Tx, ids: readonly Id[], picked: readonly Picked[]): Promise<Answered> {
  const moved = new Set(picked.map(({ id }) => id));
  return { moved: moved.size, passed: await listRights(tx, ids.filter((id) => !moved.has(id))) };
}

/** Throws Refused `auth.not_allowed`, `component.words_missing`. */
export async function answerRights(
  tx: Tx,
  actor: Actor,
  answer: { unitId: Id; ids: readonly Id[]; isOurs: boolean; words?: string | undefined },
): Promise<Answered> {
  const { unitId, ids, isOurs } = answer;
  requireRight(componentsPolicy, actor, 'component.right_answer', { unitId });
  const edge = RIGHT_FLOW[isOurs ? 'confirm' : 'dispute'];
  const words = answer.words?.trim() || null;
  if (edge.needsWords && words === null) throwRefusal('component.words_missing');
  const picked = await pickByIds(tx, ids, edge.from, unitId);
  await moveRights(tx, {
    picked,
    edge,
    to: isOurs ? 'confirmed' : 'disputed',
    unitId,
    words,
    by: byOf(actor),
  });
  return answered(tx, ids, picked);
}

/** Throws Refused `auth.not_allowed`, `component.unit_unknown`. */
export async function ruleRights(
  tx: Tx,
  actor: Actor,
  { ids, unitId, isFinal, words }: Ruling & { ids: readonly Id[] },
): Promise<Answered> {
  const picked = await pickByIds(tx, ids, RIGHT_FLOW.rule.from, undefined);
  for (const { areaPath, districtId } of picked) {
    requireRight(componentsPolicy, actor, 'component.right_rule', { areaPath: areaPath ?? districtId });
  }
  for (const districtId of new Set(picked.map((one) => one.districtId)))
    await mustBeUnit(tx, districtId, unitId);
  const to = isFinal ? 'confirmed' : 'asked';
  await moveRights(tx, { picked, edge: RIGHT_FLOW.rule, to, unitId, words, by: byOf(actor) });
  return answered(tx, ids, picked);
}
