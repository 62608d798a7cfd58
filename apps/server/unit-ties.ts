// What hangs on a unit and how it passes to another, put together from the slices that know: the app hands it
// to people, which knows none of them.
import type { Id } from '../../kernel/id.ts';
import type { Tx } from '../../platform/server/db/tx.ts';
import { countRulesNaming, countRulesOn } from '../../slices/catalogue/server/public.ts';
import { beginTakingOver, countOpenOf } from '../../slices/cases/server/public.ts';
import { standsFor } from '../../slices/people/core/unit-directory.ts';
import { unitDirectory, type UnitTies } from '../../slices/people/server/public.ts';

/** The unit and all from which it has taken over: what they still have is on its way to it. */
async function unitsBehind(tx: Tx, unitId: Id): Promise<Id[]> {
  const directory = await unitDirectory(tx);
  const closed = directory.units().filter(({ isClosed }) => isClosed);
  const behind = closed.filter(({ id }) => standsFor(directory, id)?.id === unitId);
  return [unitId, ...behind.map(({ id }) => id)];
}

export const unitTies: UnitTies = {
  countOpenCases: async (tx, { before, after, left }) =>
    countOpenOf(tx, await unitsBehind(tx, before.id), left, after?.serves ?? []),
  countRules: (tx, leaving) => countRulesOn(tx, leaving),
  countRulesNaming: (tx, unit) => countRulesNaming(tx, unit),
  moveCases: (tx, unitId, why) => beginTakingOver(tx, unitId, why),
};
