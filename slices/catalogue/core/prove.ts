// The proof: every item × grid, under every problem and season that a rule tells apart, with the one unit
// and the one centre it comes to. The same search as `resolve` makes for a case, item by item so that it
// can be cut into pieces; it proves, and never mends.
import { type Answer, Answers, ItemRules, type WhyBroken } from './answers.ts';
import type { Item } from './catalogue.ts';
import type { CompiledCatalogue } from './compile.ts';
import type { Circumstance } from './find-rule.ts';
import type { Units } from './find-unit.ts';

export interface ProofLine extends Circumstance {
  readonly itemCode: string;
  readonly areaPath: string;
  readonly answer: Answer | WhyBroken;
}

/** What is hashed, and what stands first in each line of the file: the same text for the same answer. */
export function proofText({ itemCode, problem, monthDay, areaPath, answer }: ProofLine): string {
  const asked = `${itemCode}.${problem},${monthDay},${areaPath}`;
  if (typeof answer === 'string') return `${asked},${answer}`;
  return `${asked},${answer.rule.id},${answer.unit.id},${answer.centre.id}`;
}

export class Prover {
  readonly #compiled: CompiledCatalogue;
  readonly #answers: Answers;
  readonly #grids: readonly string[];

  constructor(compiled: CompiledCatalogue, units: Units, grids: readonly string[]) {
    this.#compiled = compiled;
    this.#answers = new Answers(units, grids);
    this.#grids = grids;
  }

  /** Every question about one item, in order: circumstances within grids. */
  *item(item: Item): Generator<ProofLine> {
    const rules = new ItemRules(this.#compiled, item);
    const asked = rules.circumstances.map((circumstance) => rules.under(circumstance));
    const { code: itemCode } = item;
    for (const areaPath of this.#grids) {
      const area = this.#answers.numberOf(areaPath);
      for (const under of asked) {
        const { problem, monthDay } = under.circumstance;
        yield { itemCode, problem, monthDay, areaPath, answer: this.#answers.of(under, area) };
      }
    }
  }
}
