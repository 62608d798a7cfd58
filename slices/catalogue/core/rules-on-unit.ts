// Which rules hang on a unit that is about to be closed or to leave areas: those that name it there, and
// those that come to exactly one unit there today and would no longer. Pure; it changes no rule.
import type { Id } from '../../../kernel/id.ts';
import { pathUpwards, serves, type Unit } from '../../people/core/unit.ts';
import { standsFor } from '../../people/core/unit-directory.ts';
import { circumstancesOf } from './audit.ts';
import type { Responsible, Rule } from './catalogue.ts';
import type { CompiledCatalogue } from './compile.ts';
import { findRule } from './find-rule.ts';
import { findUnit, type Units } from './find-unit.ts';

interface Named {
  readonly before: Unit;
  readonly unitsBefore: Units;
}

export interface Leaving extends Named {
  /** Undefined where the unit is no more. */
  readonly after: Unit | undefined;
  /** Whoever takes over: a rule that names the unit then means this one. */
  readonly successor?: Unit;
  readonly unitsAfter: Units;
  /** The grids that it no longer serves. */
  readonly grids: readonly string[];
}

/** By its own id, or by that of one from which it has taken over. */
const names = (responsible: Responsible, { before, unitsBefore }: Named): boolean =>
  'unitId' in responsible && standsFor(unitsBefore, responsible.unitId)?.id === before.id;

const namesAnywhere = (rule: Rule, named: Named): boolean =>
  [rule.responsible, ...rule.coUnits].some((one) => names(one, named));

/** Of the rules of a catalogue those that name the unit. */
export const rulesNaming = (compiled: CompiledCatalogue, named: Named): readonly Rule[] =>
  compiled.rules().filter((rule) => namesAnywhere(rule, named));

/** A rule that names the unit for a place outside what it served is left as it was. */
function namesWhereItLeaves(rule: Rule, leaving: Leaving): boolean {
  const { before, after } = leaving;
  if (leaving.successor || !namesAnywhere(rule, leaving)) return false;
  return after === undefined || (serves(before, rule.areaPath) && !serves(after, rule.areaPath));
}

const isOfItsKind = ({ responsible }: Rule, { before }: Leaving): boolean =>
  'unitKind' in responsible && responsible.unitKind === before.specialty;

function comesToNobody({ responsible }: Rule, grid: string, { unitsBefore, unitsAfter }: Leaving): boolean {
  const isOne = (units: Units) => findUnit(units, responsible, grid).kind === 'unit';
  return isOne(unitsBefore) && !isOne(unitsAfter);
}

/** The rules by id; one that a nearer rule covers everywhere the unit leaves hangs on nobody. */
export function rulesOnUnit(compiled: CompiledCatalogue, leaving: Leaving): ReadonlySet<Id> {
  const found = new Set(
    compiled.rules().filter((rule) => namesWhereItLeaves(rule, leaving)).map((rule) => rule.id),
  );
  if (!compiled.rules().some((rule) => isOfItsKind(rule, leaving))) return found;
  const places = leaving.grids.map((grid) => [grid, pathUpwards(grid)] as const);
  for (const item of compiled.items()) {
    const subjects = compiled.subjects(item.code).filter((subject) => subject.byArea !== undefined);
    for (const circumstance of circumstancesOf(item, subjects)) {
      for (const [grid, upwards] of places) {
        const rule = findRule(subjects, upwards, circumstance);
        if (rule.kind !== 'rule' || found.has(rule.rule.id) || !isOfItsKind(rule.rule, leaving)) continue;
        if (comesToNobody(rule.rule, grid, leaving)) found.add(rule.rule.id);
      }
    }
  }
  return found;
}
