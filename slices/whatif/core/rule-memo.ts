// Who answers for an item in a place on what limits, remembered: a year's cases ask over and over. The
// answer is `resolve`'s own (a test asks both); how much is remembered is bounded by the lists and the areas.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, localDate } from '../../../kernel/instant.ts';
import {
  type Answer, Answers, ItemRules, type RulesUnder, type WhyBroken,
} from '../../catalogue/core/answers.ts';
import { type Item, type Problem, type Rule, splitItemCode } from '../../catalogue/core/catalogue.ts';
import type { CompiledCatalogue } from '../../catalogue/core/compile.ts';
import type { Units } from '../../catalogue/core/find-unit.ts';
import { termsOf } from '../../catalogue/core/resolve.ts';
import { type StageLimits, STAGES } from '../../catalogue/core/stage-limits.ts';
import { standsFor } from '../../people/core/unit-directory.ts';
import type { Ruled } from './replay-case.ts';

export interface RuleAsked {
  readonly itemCode: string;
  readonly areaPath: string;
  readonly at: Instant;
  readonly maintenanceUnitId: Id | null;
}

const CODES: Readonly<Record<WhyBroken, string>> = {
  hole: 'catalogue.hole',
  clash: 'catalogue.clash',
  unmanned: 'catalogue.unit_missing',
  ambiguous: 'catalogue.unit_ambiguous',
  no_centre: 'catalogue.centre_missing',
};

/** An item's code as it is asked for, with or without a problem. */
class AskedItem {
  readonly item: Item;
  readonly problem: Problem | undefined;
  readonly #number: number;
  readonly #rules: ItemRules;
  /** First days of the stretches of the year in which nothing changes. */
  readonly #edges: readonly string[];
  readonly #under = new Map<string, RulesUnder>();
  readonly limits = new Map<Rule, StageLimits>();

  constructor(compiled: CompiledCatalogue, item: Item, code: string) {
    this.item = item;
    this.problem = compiled.problem(code);
    this.#number = splitItemCode(code).problem;
    this.#rules = new ItemRules(compiled, item);
    this.#edges = [...new Set(this.#rules.circumstances.map(({ monthDay }) => monthDay))].sort();
  }

  under(at: Instant): RulesUnder {
    const [only] = this.#edges;
    const monthDay = only !== undefined && this.#edges.length === 1 ? only : this.#stretch(at);
    const known = this.#under.get(monthDay);
    if (known) return known;
    const made = this.#rules.under({ problem: this.#number, monthDay });
    this.#under.set(monthDay, made);
    return made;
  }

  #stretch(at: Instant): string {
    const monthDay = localDate(at).slice(5);
    // Before the first edge of the year what the last edge began still holds.
    return this.#edges.findLast((edge) => edge <= monthDay) ?? this.#edges.at(-1) ?? '';
  }
}

/** One object for the same limits, whoever says them: most of two worlds then are the same at a glance. */
export class KnownLimits {
  readonly #known = new Map<string, StageLimits>();

  one(limits: StageLimits): StageLimits {
    const key = STAGES.map((stage) => `${limits[stage]?.kind} ${limits[stage]?.amount}`).join(' ');
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, limits);
    return limits;
  }
}

export class RuleMemo {
  readonly #compiled: CompiledCatalogue;
  readonly #units: Units;
  readonly #limits: KnownLimits;
  readonly #answers: Answers;
  readonly #items = new Map<string, AskedItem | null>();

  constructor(compiled: CompiledCatalogue, units: Units, limits: KnownLimits) {
    this.#compiled = compiled;
    this.#units = units;
    this.#limits = limits;
    this.#answers = new Answers(units);
  }

  #asked(code: string): AskedItem | null {
    const known = this.#items.get(code);
    if (known !== undefined) return known;
    const item = this.#compiled.item(code);
    const isThere = item && (!code.includes('.') || this.#compiled.problem(code));
    const made = isThere ? new AskedItem(this.#compiled, item, code) : null;
    this.#items.set(code, made);
    return made;
  }

  #limitsOf(asked: AskedItem, { rule }: Answer): StageLimits {
    const known = asked.limits.get(rule);
    if (known) return known;
    const limits = this.#limits.one(termsOf(this.#compiled, rule, asked.item, asked.problem).limits);
    asked.limits.set(rule, limits);
    return limits;
  }

  ruleFor({ itemCode, areaPath, at, maintenanceUnitId }: RuleAsked): Ruled | string {
    const asked = this.#asked(itemCode);
    if (!asked) return 'catalogue.item_unknown';
    const own = maintenanceUnitId === null ? undefined : standsFor(this.#units, maintenanceUnitId);
    const found = this.#answers.of(asked.under(at), this.#answers.numberOf(areaPath), own);
    if (typeof found === 'string') return CODES[found];
    return { unitId: found.unit.id, limits: this.#limitsOf(asked, found) };
  }
}
