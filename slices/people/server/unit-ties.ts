// What still hangs on a unit when it is closed or gives up an area, and how another takes it over. Cases and
// catalogue stand above people, so the app hands this in; all of it is asked in the transaction that would
// change the unit. It never decides what happens to a case or a rule.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Unit } from '../core/unit.ts';

export interface UnitLeaving {
  readonly before: Unit;
  /** Undefined where the unit is no more. */
  readonly after: Unit | undefined;
  /** The areas it no longer serves as a whole; parts of them may stay with it. */
  readonly left: readonly string[];
  /** Whoever takes over, as it will be then. */
  readonly successor?: Unit;
}

export interface UnitTies {
  /** Open cases of the unit, in the areas that it leaves. */
  readonly countOpenCases: (tx: Tx, leaving: UnitLeaving) => Promise<number>;
  /** Rules of the catalogues in force or to come that would lead to nobody, or to one who is gone. */
  readonly countRules: (tx: Tx, leaving: UnitLeaving) => Promise<number>;
  /** Rules that name the unit, and would mean whoever takes over from it. */
  readonly countRulesNaming: (tx: Tx, unit: Unit) => Promise<number>;
  /** Begins to give every open case of a unit that is closed to its successor, each with a step of its own:
   *  once the caller's transaction is over, in transactions of their own. */
  readonly moveCases: (tx: Tx, unitId: Id, why: string) => Promise<void>;
}

function requireNone({ before }: UnitLeaving, cases: number, rules: number): void {
  if (cases + rules === 0) return;
  throwRefusal('people.unit_needed', { name: before.name, unitId: before.id, cases, rules });
}

/** Throws Refused `people.unit_needed`: an open case keeps its holder, and a rule comes to somebody. */
export async function requireUntied(tx: Tx, ties: UnitTies, leaving: UnitLeaving): Promise<void> {
  if (leaving.left.length === 0) return;
  requireNone(leaving, await ties.countOpenCases(tx, leaving), await ties.countRules(tx, leaving));
}

/** The part of it that is counted quickly, for whoever holds the unit. */
export async function requireNoCases(tx: Tx, ties: UnitTies, leaving: UnitLeaving): Promise<void> {
  requireNone(leaving, await ties.countOpenCases(tx, leaving), 0);
}
