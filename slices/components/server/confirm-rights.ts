// Rights confirmation 确权 as work: the centre asks units, the unit confirms or disputes, the centre rules.
// Each act is bounded; a long one is asked on until nothing is left, so that it can be watched and stopped.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { ComponentFilter } from '../core/contract-register.ts';
import { componentsPolicy } from '../core/policy.ts';
import { RIGHT_FLOW, RIGHT_WORDS, type Ruling } from '../core/rights-work.ts';
import { districtOf, moveRights, type Picked, pickByFilter, pickByIds } from './queries-register.ts';

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

const mustFind = (picked: readonly Picked[], act: keyof typeof RIGHT_FLOW): void => {
  const [from = 'asked'] = RIGHT_FLOW[act].from;
  if (picked.length === 0) throwRefusal('component.right_moved', { what: RIGHT_WORDS[from].zh });
};

/** Throws Refused `auth.not_allowed`, `component.words_missing`, `component.right_moved`. */
export async function answerRights(
  tx: Tx,
  actor: Actor,
  answer: { unitId: Id; ids: readonly Id[]; isOurs: boolean; words?: string | undefined },
): Promise<Moved> {
  const { unitId, ids, isOurs } = answer;
  requireRight(componentsPolicy, actor, 'component.right_answer', { unitId });
  const act = isOurs ? 'confirm' : 'dispute';
  const edge = RIGHT_FLOW[act];
  const words = answer.words?.trim() || null;
  if (edge.needsWords && words === null) throwRefusal('component.words_missing');
  const picked = await pickByIds(tx, ids, edge.from, unitId);
  mustFind(picked, act);
  await moveRights(tx, {
    picked,
    edge,
    to: isOurs ? 'confirmed' : 'disputed',
    unitId,
    words,
    by: byOf(actor),
  });
  return { moved: picked.length, isMore: false };
}

/** Throws Refused `auth.not_allowed`, `component.unit_unknown`, `component.right_moved`. */
export async function ruleRights(
  tx: Tx,
  actor: Actor,
  { ids, unitId, isFinal, words }: Ruling & { ids: readonly Id[] },
): Promise<Moved> {
  const picked = await pickByIds(tx, ids, RIGHT_FLOW.rule.from, undefined);
  mustFind(picked, 'rule');
  for (const { areaPath, districtId } of picked) {
    requireRight(componentsPolicy, actor, 'component.right_rule', { areaPath: areaPath ?? districtId });
  }
  for (const districtId of new Set(picked.map((one) => one.districtId)))
    await mustBeUnit(tx, districtId, unitId);
  const to = isFinal ? 'confirmed' : 'asked';
  await moveRights(tx, { picked, edge: RIGHT_FLOW.rule, to, unitId, words, by: byOf(actor) });
  return { moved: picked.length, isMore: false };
}
