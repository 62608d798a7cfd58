// Turns a catalogue into maps, once, so that a place and an item find their rules in a dozen look-ups.
// The compiled catalogue is read only and shared by all requests; it must never hold a unit of a district.
import type { Catalogue, DefaultTerms, Entry, Item, Problem, Rule } from './catalogue.ts';
import { splitItemCode } from './catalogue.ts';
import { buildSearchIndex } from './search-index.ts';
import type { SearchIndex } from './search-index.ts';

/** Rules of one subject, by area path. */
export type RulesByArea = ReadonlyMap<string, readonly Rule[]>;

export interface SubjectRules {
  readonly kind: 'item' | 'subclass' | 'class';
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly byArea: RulesByArea | undefined;
}

export interface CompiledCatalogue {
  readonly id: string;
  readonly districtId: string;
  readonly title: string;
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
  readonly source: Catalogue['source'];
  readonly defaults: DefaultTerms;
  readonly search: SearchIndex;
  items(): readonly Item[];
  entries(): readonly Entry[];
  entry(code: string): Entry | undefined;
  /** Takes an item's code or one with a problem's number (`E0110.2`). */
  item(code: string): Item | undefined;
  problem(code: string): Problem | undefined;
  /** The item for a kind of component, by the four digits of its class. */
  itemOfComponent(componentClass: string): Item | undefined;
  rules(): readonly Rule[];
  /** The rules that could speak for the item, nearest subject first. */
  subjects(itemCode: string): readonly SubjectRules[];
}

function rulesBySubject(rules: readonly Rule[]): Map<string, Map<string, Rule[]>> {
  const subjects = new Map<string, Map<string, Rule[]>>();
  for (const rule of rules) {
    const byArea = subjects.get(rule.subjectCode) ?? new Map<string, Rule[]>();
    subjects.set(rule.subjectCode, byArea);
    const list = byArea.get(rule.areaPath);
    if (list) list.push(rule);
    else byArea.set(rule.areaPath, [rule]);
  }
  return subjects;
}

function subjectsOf(
  item: Item,
  entries: ReadonlyMap<string, Entry>,
  rules: ReadonlyMap<string, RulesByArea>,
): SubjectRules[] {
  const subjects: SubjectRules[] = [
    { kind: 'item', code: item.code, name: item.name, nameEn: item.nameEn, byArea: rules.get(item.code) },
  ];
  for (const code of [item.subclassCode, item.classCode]) {
    const entry = code === null ? undefined : entries.get(code);
    if (!entry) continue;
    const { level, name, nameEn } = entry;
    subjects.push({ kind: level, code: entry.code, name, nameEn, byArea: rules.get(entry.code) });
  }
  return subjects;
}

export function compileCatalogue(catalogue: Catalogue): CompiledCatalogue {
  const entries = new Map(catalogue.entries.map((entry) => [entry.code, entry]));
  const items = new Map(catalogue.items.map((item) => [item.code, item]));
  const ofComponent = new Map(
    catalogue.items.flatMap((item) =>
      item.componentClass === null ? [] : [[item.componentClass, item] as const],
    ),
  );
  const rules = rulesBySubject(catalogue.rules);
  const subjects = new Map(catalogue.items.map((item) => [item.code, subjectsOf(item, entries, rules)]));
  const item = (code: string) => items.get(splitItemCode(code).itemCode);
  return {
    id: catalogue.id,
    districtId: catalogue.districtId,
    title: catalogue.title,
    effectiveFrom: catalogue.effectiveFrom,
    effectiveUntil: catalogue.effectiveUntil,
    source: catalogue.source,
    defaults: catalogue.defaults,
    search: buildSearchIndex(catalogue.items),
    items: () => catalogue.items,
    entries: () => catalogue.entries,
    entry: (code) => entries.get(code),
    item,
    problem: (code) => item(code)?.problems.find((problem) => problem.number === splitItemCode(code).problem),
    itemOfComponent: (componentClass) => ofComponent.get(componentClass),
    rules: () => catalogue.rules,
    subjects: (itemCode) => subjects.get(splitItemCode(itemCode).itemCode) ?? [],
  };
}
