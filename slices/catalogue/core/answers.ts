// Who answers for an item in a place, for whoever asks for every place: the proof, and a year's cases run
// again. The same search as `resolve` makes for one case, but a rule is sought once for all places that no
// rule tells apart, and a unit once for each kind and place. Says no reasons.
import { pathUpwards, type Unit } from '../../people/core/unit.ts';
import { circumstancesOf, UnitMemo } from './audit.ts';
import type { Item, Rule } from './catalogue.ts';
import type { CompiledCatalogue, SubjectRules } from './compile.ts';
import { type Circumstance, findRule, type Found } from './find-rule.ts';
import { centreLevelFor, type Units } from './find-unit.ts';

export interface Answer {
  readonly rule: Rule;
  readonly unit: Unit;
  readonly centre: Unit;
}

export type WhyBroken = 'hole' | 'clash' | 'unmanned' | 'ambiguous' | 'no_centre';

/** The rules that speak under one circumstance. Two places with the same nearest area that has any rule are
 *  told apart by none. */
export class RulesUnder {
  readonly circumstance: Circumstance;
  readonly #subjects: readonly SubjectRules[];
  readonly #areas: ReadonlySet<string>;
  readonly #found = new Map<string, Found>();

  constructor(subjects: readonly SubjectRules[], areas: ReadonlySet<string>, circumstance: Circumstance) {
    this.circumstance = circumstance;
    this.#subjects = subjects;
    this.#areas = areas;
  }

  /** `places`: the area's path and all above it, nearest first. */
  find(places: readonly string[]): Found {
    let at = 0;
    while (at < places.length && !this.#areas.has(places[at] ?? '')) at += 1;
    const nearest = places[at] ?? '';
    const known = this.#found.get(nearest);
    if (known) return known;
    const found = findRule(this.#subjects, places.slice(at), this.circumstance);
    this.#found.set(nearest, found);
    return found;
  }
}

/** Everything that is the same for an item in every place, with what was found for it so far. */
export class ItemRules {
  readonly item: Item;
  readonly circumstances: readonly Circumstance[];
  readonly #subjects: readonly SubjectRules[];
  readonly #areas: ReadonlySet<string>;
  readonly #under = new Map<string, RulesUnder>();

  constructor(compiled: CompiledCatalogue, item: Item) {
    this.item = item;
    this.#subjects = compiled.subjects(item.code).filter(({ byArea }) => byArea !== undefined);
    this.#areas = new Set(this.#subjects.flatMap(({ byArea }) => [...(byArea?.keys() ?? [])]));
    this.circumstances = circumstancesOf(item, this.#subjects);
  }

  under(circumstance: Circumstance): RulesUnder {
    const key = `${circumstance.problem} ${circumstance.monthDay}`;
    const known = this.#under.get(key);
    if (known) return known;
    const made = new RulesUnder(this.#subjects, this.#areas, circumstance);
    this.#under.set(key, made);
    return made;
  }
}

export class Answers {
  readonly #areas: string[] = [];
  readonly #places: (readonly string[])[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #memo: UnitMemo;

  constructor(units: Units, areas: Iterable<string> = []) {
    this.#memo = new UnitMemo(units, this.#areas);
    for (const areaPath of areas) this.numberOf(areaPath);
  }

  /** An area is looked up by its number, in the order in which areas came. */
  numberOf(areaPath: string): number {
    const known = this.#numbers.get(areaPath);
    if (known !== undefined) return known;
    const number = this.#areas.push(areaPath) - 1;
    this.#places.push(pathUpwards(areaPath));
    this.#numbers.set(areaPath, number);
    return number;
  }

  /** `own`: a component's own unit goes before the one that the rule names. */
  of(rules: RulesUnder, area: number, own?: Unit): Answer | WhyBroken {
    const found = rules.find(this.#places[area] ?? []);
    if (found.kind !== 'rule') return found.kind;
    const { rule } = found;
    let unit = own;
    if (!unit) {
      const sought = this.#memo.find(rule.responsible, area);
      if (sought.kind === 'nobody') return 'unmanned';
      if (sought.kind === 'several') return 'ambiguous';
      unit = sought.unit;
    }
    const centre = this.#memo.centre(centreLevelFor(rule, unit), area);
    return centre ? { rule, unit, centre } : 'no_centre';
  }
}
