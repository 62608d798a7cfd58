// The proof: every item × grid, under every problem and season that a rule tells apart, with the one unit
// and the one centre it comes to. The same search as `resolve` makes for a case, item by item so that it
// can be cut into pieces; it proves, and never mends.
import type { Id } from '../../../kernel/id.ts';
import { pathUpwards, type Unit } from '../../people/core/unit.ts';
import { circumstancesOf, UnitMemo } from './audit.ts';
import type { Item } from './catalogue.ts';
import type { CompiledCatalogue } from './compile.ts';
import { type Circumstance, findRule } from './find-rule.ts';
import { centreLevelFor, type Units } from './find-unit.ts';

export interface Answer {
  readonly ruleId: Id;
  readonly unit: Unit;
  readonly centre: Unit;
}

export type WhyBroken = 'hole' | 'clash' | 'unmanned' | 'ambiguous' | 'no_centre';

export interface ProofLine extends Circumstance {
  readonly itemCode: string;
  readonly areaPath: string;
  readonly answer: Answer | WhyBroken;
}

/** What is hashed, and what stands first in each line of the file: the same text for the same answer. */
export function proofText({ itemCode, problem, monthDay, areaPath, answer }: ProofLine): string {
  const said = typeof answer === 'string' ? answer : `${answer.ruleId},${answer.unit.id},${answer.centre.id}`;
  return `${itemCode}.${problem},${monthDay},${areaPath},${said}`;
}

export class Prover {
  readonly #compiled: CompiledCatalogue;
  readonly #memo: UnitMemo;
  readonly #places: readonly (readonly string[])[];
  readonly #grids: readonly string[];

  constructor(compiled: CompiledCatalogue, units: Units, grids: readonly string[]) {
    this.#compiled = compiled;
    this.#memo = new UnitMemo(units, grids);
    this.#places = grids.map((grid) => pathUpwards(grid));
    this.#grids = grids;
  }

  /** Every question about one item, in order: circumstances within grids. */
  *item(item: Item): Generator<ProofLine> {
    const subjects = this.#compiled.subjects(item.code).filter(({ byArea }) => byArea !== undefined);
    const circumstances = circumstancesOf(item, subjects);
    for (const [grid, areaPath] of this.#grids.entries()) {
      for (const circumstance of circumstances) {
        const found = findRule(subjects, this.#places[grid] ?? [], circumstance);
        const answer = found.kind === 'rule' ? this.#answer(found.rule, grid) : found.kind;
        yield { ...circumstance, itemCode: item.code, areaPath, answer };
      }
    }
  }

  #answer(rule: Parameters<typeof centreLevelFor>[0], grid: number): Answer | WhyBroken {
    const sought = this.#memo.find(rule.responsible, grid);
    if (sought.kind === 'nobody') return 'unmanned';
    if (sought.kind === 'several') return 'ambiguous';
    const centre = this.#memo.centre(centreLevelFor(rule, sought.unit), grid);
    return centre ? { ruleId: rule.id, unit: sought.unit, centre } : 'no_centre';
  }
}
