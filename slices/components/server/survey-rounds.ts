// The yearly round: everything of an area is looked at once from its beginning on; what nobody has seen is
// told by grid, and each grid opens the list of it.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { componentsPolicy } from '../core/policy.ts';
import {
  findRound,
  insertRound,
  listRounds,
  listSeen,
  type RoundRow,
  updateRoundEnded,
} from './queries-survey.ts';

const MOST_ROUNDS = 50;
const MOST_GRIDS = 5_000;

/** Throws Refused `auth.not_allowed`, `component.round_running`. */
export async function beginRound(
  tx: Tx,
  actor: Actor,
  { areaPath, name }: { areaPath: string; name: string },
): Promise<RoundRow> {
  requireRight(componentsPolicy, actor, 'component.round', { areaPath });
  const by = actor.kind === 'person' ? actor.personId : throwRefusal('auth.not_allowed');
  const id = tx.ids.next();
  if (!(await insertRound(tx, { id, areaPath, name, by }))) throwRefusal('component.round_running');
  return (await findRound(tx, id)) ?? throwRefusal('component.round_not_found');
}

/** Ending what has ended changes nothing. Throws Refused `component.round_not_found`. */
export async function endRound(tx: Tx, actor: Actor, id: Id): Promise<RoundRow> {
  const round = (await findRound(tx, id)) ?? throwRefusal('component.round_not_found');
  requireRight(componentsPolicy, actor, 'component.round', { areaPath: round.areaPath });
  await updateRoundEnded(tx, id);
  return (await findRound(tx, id)) ?? round;
}

/** Throws Refused `auth.not_allowed`. */
export async function readRounds(tx: Tx, actor: Actor, areaPath: string) {
  requireRight(componentsPolicy, actor, 'component.survey', { areaPath });
  return { rounds: await listRounds(tx, areaPath, MOST_ROUNDS) };
}

/** Throws Refused `component.round_not_found`, `auth.not_allowed`. */
export async function readRound(tx: Tx, actor: Actor, id: Id) {
  const round = (await findRound(tx, id)) ?? throwRefusal('component.round_not_found');
  requireRight(componentsPolicy, actor, 'component.list', { areaPath: round.areaPath });
  const grids = await listSeen(tx, round.areaPath, round.beginsAt, MOST_GRIDS);
  const total = grids.reduce((sum, grid) => sum + grid.total, 0);
  return { ...round, total, unseen: grids.reduce((sum, grid) => sum + grid.unseen, 0), grids };
}
