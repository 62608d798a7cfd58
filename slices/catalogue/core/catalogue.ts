// The nouns of the two lists.
//   catalogue  one dated version of both lists in a district: draft → checked → published → retired
//   entry      a class 大类 or subclass 小类 that items hang under
//   item       细类: what can be reported (events) or what can be wrong with a kind of thing (components)
//   problem    one filing condition of an item, with its own limit; listed gravest first
//   rule       (item | subclass | class) × area × condition → who is responsible, on what terms
//   terms      limits, verification, photos, legal basis; rule, problem, item, catalogue speak in that order
import type { Id } from '../../../kernel/id.ts';
import type { AreaLevel } from '../../people/core/unit.ts';
import type { StageLimits } from './stage-limits.ts';
import type { ThingCondition } from './thing-condition.ts';

export type ListKind = 'event' | 'component';
export type CatalogueState = 'draft' | 'checked' | 'published' | 'retired';

export interface PhotoRule {
  /** Fewest photos that a report must carry. */
  readonly report: number;
  /** Fewest photos that the handler's answer must carry. */
  readonly feedBack: number;
}

export interface Terms {
  readonly limits: StageLimits;
  readonly verification: 'inspector' | 'reporter' | 'centre';
  readonly photoRule: PhotoRule;
  /** Where a case goes that the officer solved on the spot. */
  readonly solvedOnSpot: 'closed' | 'answered';
  readonly legalBasis: string;
  /** Least confidence (0–1) in the item for dispatch without a dispatcher; null = never. */
  readonly straightThroughFrom: number | null;
  /** How often its time may be extended. Said nowhere: as often as the flow allows. */
  readonly extensions?: number;
  /** What an accepted case says of its thing. Said nowhere: the item's words tell (`thing-condition.ts`). */
  readonly thingCondition?: ThingCondition;
}

/** What one level says; what it leaves out the next one says. `limits.total` is summed where none does. */
export interface PartialTerms extends Partial<Omit<Terms, 'limits'>> {
  readonly limits?: Partial<StageLimits>;
}

/** The last word: what every item of the catalogue has unless something nearer says otherwise. */
export interface DefaultTerms extends Omit<Terms, 'limits'> {
  readonly limits: Omit<StageLimits, 'total'>;
}

export interface Entry {
  readonly code: string;
  readonly list: ListKind;
  readonly level: 'class' | 'subclass';
  /** The class of a subclass. */
  readonly parentCode: string | null;
  readonly name: string;
  readonly nameEn: string;
}

export interface Problem {
  readonly number: number;
  readonly name: string;
  readonly nameEn: string;
  readonly fileWhen: string;
  readonly closeWhen: string;
  readonly terms: PartialTerms;
}

export interface Item {
  readonly code: string;
  readonly list: ListKind;
  readonly classCode: string;
  readonly subclassCode: string | null;
  /** Component items: the four digits of the component class (major and minor) in component codes. */
  readonly componentClass: string | null;
  readonly name: string;
  readonly nameEn: string;
  readonly aliases: readonly string[];
  readonly keywords: readonly string[];
  /** Two reports nearer than this and within these days may be the same matter. */
  readonly duplicateRadiusMetres: number;
  readonly duplicateDays: number;
  readonly terms: PartialTerms;
  readonly problems: readonly Problem[];
}

/** Days of the year, both ends included; `11-15`…`03-15` runs over the new year. */
export interface Season {
  readonly from: string;
  readonly to: string;
}

/** A rule with a condition that holds goes before one of the same rank without. */
export interface Condition {
  readonly problems?: readonly number[];
  readonly season?: Season;
}

/** Either a kind of unit, at a level or the nearest that serves the place, or one unit by its id. */
export type Responsible =
  | { readonly unitKind: string; readonly unitLevel: AreaLevel | 'nearest' }
  | { readonly unitId: Id };

export interface Rule {
  readonly id: Id;
  /** Code of an item, subclass or class. */
  readonly subjectCode: string;
  readonly areaPath: string;
  readonly condition: Condition;
  readonly responsible: Responsible;
  readonly coUnits: readonly Responsible[];
  /** Whose centre keeps the case; null = the centre at the level of the responsible unit. */
  readonly centreLevel: 'district' | 'street' | 'community' | null;
  readonly terms: PartialTerms;
}

export interface Catalogue {
  readonly id: Id;
  readonly districtId: string;
  readonly title: string;
  readonly state: CatalogueState;
  /** First day on which it holds, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  /** First day on which it no longer holds; null = until a later version takes over. */
  readonly effectiveUntil: string | null;
  readonly source: CatalogueSource;
  readonly defaults: DefaultTerms;
  readonly entries: readonly Entry[];
  readonly items: readonly Item[];
  readonly rules: readonly Rule[];
}

/** Where the lists come from, shown beside them. */
export interface CatalogueSource {
  readonly name: string;
  readonly nameEn: string;
  readonly edition: string;
  readonly asOf: string;
}

/** What an import makes: everything of a catalogue but its identity and dates. Rules get ids later. */
export type CatalogueLists = Pick<Catalogue, 'entries' | 'items'> & {
  readonly rules: readonly Omit<Rule, 'id'>[];
};

/** `E0110.2` is the second problem of item `E0110`; a code without a number means the gravest. */
export function splitItemCode(code: string): { itemCode: string; problem: number } {
  const dot = code.indexOf('.');
  if (dot < 0) return { itemCode: code, problem: 1 };
  return { itemCode: code.slice(0, dot), problem: Number(code.slice(dot + 1)) };
}

export const LEVEL_WORDS: Readonly<Record<AreaLevel, { readonly zh: string; readonly en: string }>> = {
  district: { zh: '区级', en: 'district' },
  street: { zh: '镇街级', en: 'street' },
  community: { zh: '村社区级', en: 'community' },
  grid: { zh: '网格级', en: 'grid' },
};
