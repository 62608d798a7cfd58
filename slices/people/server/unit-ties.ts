// What still hangs on a unit when it is closed or gives up an area. Cases and catalogue stand above people,
// so the app hands their counts in; both are asked in the transaction that would change the unit. It never
// decides what happens to a case or a rule: whoever steers them hands them over first.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Unit } from '../core/unit.ts';

export interface UnitLeaving {
  readonly before: Unit;
  /** Undefined where the unit is no more. */
  readonly after: Unit | undefined;
  /** The areas it no longer serves as a whole; parts of them may stay with it. */
  readonly left: readonly string[];
}

export interface UnitTies {
  /** Open cases of the unit, in the areas that it leaves. */
  readonly countOpenCases: (tx: Tx, leaving: UnitLeaving) => Promise<number>;
  /** Rules of the catalogues in force or to come that would lead to nobody, or to one who is gone. */
  readonly countRules: (tx: Tx, leaving: UnitLeaving) => Promise<number>;
}

/** Throws Refused `people.unit_needed`: an open case keeps its holder, and a rule comes to somebody. */
export async function requireUntied(tx: Tx, ties: UnitTies, leaving: UnitLeaving): Promise<void> {
  if (leaving.left.length === 0) return;
  const cases = await ties.countOpenCases(tx, leaving);
  const rules = await ties.countRules(tx, leaving);
  if (cases + rules > 0) {
    const { name, id } = leaving.before;
    throwRefusal('people.unit_needed', { name, unitId: id, cases, rules });
  }
}
