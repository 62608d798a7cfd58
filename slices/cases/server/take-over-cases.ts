// case.take_over: every open case of a unit that is closed passes to whoever takes over from it, one step
// each, by a timer in pieces: nobody waits for all of them. Whoever holds a case and works there keeps it.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { scheduleTimers, type Timer } from '../../../platform/server/jobs/timer.ts';
import { holdStanding, listPeopleWith } from '../../people/server/public.ts';
import { decide } from '../core/decide.ts';
import { flowNamed } from '../core/flows.ts';
import { lockCase } from './queries.ts';
import { listOpenIdsOf } from './queries-unit.ts';
import { contextOfAction } from './read-world.ts';
import { saveDecision } from './save-decision.ts';

export const TAKING_OVER = 'case.take_over';

/** What one transaction locks: a second's work. */
const AT_ONCE = 100;
const SYSTEM = { kind: 'system', name: 'reorganisation' } as const;

interface Walk {
  readonly reason: string;
  /** The last case that was looked at. */
  readonly after: Id | null;
}

interface Taking {
  readonly fromUnitId: Id;
  readonly toUnitId: Id;
  readonly reason: string;
  /** Who works in the unit that takes over. */
  readonly personIds: ReadonlySet<Id>;
}

/** One that was closed, or went elsewhere, since it was listed is left as it is. */
async function takeOverOne(tx: Tx, caseId: Id, taking: Taking): Promise<void> {
  const before = await lockCase(tx, caseId);
  if (before?.file.unitId !== taking.fromUnitId || before.file.holder === null) return;
  const { fromUnitId, toUnitId, reason, personIds } = taking;
  const holderId = before.file.holder.personId;
  const person = holderId !== null && personIds.has(holderId) ? { personId: holderId } : {};
  const body = { unitId: toUnitId, fromUnitId, reason, ...person };
  const context = await contextOfAction(tx, SYSTEM, before.file, {});
  const decision = decide(flowNamed(before.file.flow), before.file, { action: 'take_over', body }, context);
  await saveDecision(tx, before, orRefuse(decision));
}

const walkOn = (tx: Tx, unitId: Id, walk: Walk): Promise<void> =>
  scheduleTimers(tx, [{ kind: TAKING_OVER, key: unitId, dueAt: tx.now, data: walk }]);

/** Called where the unit is closed with its successor: from that commit on no case comes to it, and those
 *  that it has begin to pass. */
export const beginTakingOver = (tx: Tx, unitId: Id, reason: string): Promise<void> =>
  walkOn(tx, unitId, { reason, after: null });

/** The next cases, in the transaction of the timer, which goes on behind the last of them. The successor is
 *  held: a case that came to it after its own cases had passed on would stay behind. */
export async function takeOverPiece(tx: Tx, { key, data }: Timer, atOnce = AT_ONCE): Promise<void> {
  const { reason, after } = data as Walk;
  const heir = await holdStanding(tx, key);
  assert(heir && heir.id !== key, 'a unit that leaves its cases to another is closed, and somebody stands');
  const people = await listPeopleWith(tx, { unitId: heir.id });
  const personIds = new Set(people.map(({ personId }) => personId));
  const ids = await listOpenIdsOf(tx, key, after, atOnce);
  for (const id of ids) await takeOverOne(tx, id, { fromUnitId: key, toUnitId: heir.id, reason, personIds });
  const last = ids.at(-1);
  if (last !== undefined) await walkOn(tx, key, { reason, after: last });
}
