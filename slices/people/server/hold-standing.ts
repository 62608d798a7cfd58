// Whoever stands for a unit by now, as the store has it and not as this process remembers: for writing where
// the unit must still stand when that is saved. It changes no unit.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Unit } from '../core/unit.ts';
import { holdUnit } from './queries-units.ts';

/** The unit itself, or whoever took over from it in the end, held until the caller's transaction is over;
 *  undefined where nobody has. */
export async function holdStanding(tx: Tx, unitId: Id): Promise<Unit | undefined> {
  const seen = new Set<Id>();
  for (let at: Id | undefined = unitId; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const unit: Unit | undefined = await holdUnit(tx, at);
    if (!unit?.isClosed) return unit;
    at = unit.successorId;
  }
  return undefined;
}
