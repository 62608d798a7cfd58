// What can be reported, as a citizen or a form reads it: the list, a search in a person's own words, and one
// item with every problem's terms and rule. Reads what is in force; a draft is never shown here.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { matchNames } from '../../../platform/server/names/match-names.ts';
import { namedBy } from '../../../platform/server/names/name-sound.ts';
import { STAGES } from '../core/stage-limits.ts';
import type { StageLimits } from '../core/stage-limits.ts';
import { tellLimit } from '../../calendar/core/limit.ts';
import type { Item, ListKind, Problem, Rule } from '../core/catalogue.ts';
import type { CompiledCatalogue } from '../core/compile.ts';
import { mergeTerms } from '../core/merge-terms.ts';
import { responsibleWords } from '../core/resolve-words.ts';
import { type ItemHit, searchItems } from '../core/search-index.ts';
import { catalogueInForce } from './public.ts';

export interface ItemsAsked {
  readonly text?: string;
  readonly list?: ListKind;
  readonly classCode?: string;
  readonly limit?: number;
}

/** Enough for every item of two lists. */
const MOST_ITEMS = 2_000;

function lineOf(item: Item, score: number | null, matched: readonly string[]) {
  const { code, list, classCode, subclassCode, componentClass, name, nameEn } = item;
  return { code, list, classCode, subclassCode, componentClass, name, nameEn, score, matched: [...matched] };
}

type Found = Pick<ItemHit, 'item' | 'matched'> & { readonly score: number | null };
const lineOfHit = ({ item, score, matched }: Found) => lineOf(item, score, matched);

const LETTERS = /^[a-z0-9]{2,}$/i;

/** What the words mean; then, where they are letters alone, what is spoken or spelt so (dlps → 道路破损), as
 *  units and people are found. */
function foundBy(compiled: CompiledCatalogue, text: string): readonly Found[] {
  const meant = searchItems(compiled.search, text, MOST_ITEMS);
  if (!LETTERS.test(text.trim())) return meant;
  const known = new Set(meant.map(({ item }) => item.code));
  const named = compiled.items().map((item) => namedBy(item, item.name, item.code));
  const spoken = matchNames(named, text, MOST_ITEMS, ({ code }) => !known.has(code));
  return [...meant, ...spoken.map((item) => ({ item, score: null, matched: [] }))];
}

export async function readItems(tx: Tx, districtId: string, asked: ItemsAsked) {
  const compiled = orRefuse(await catalogueInForce(tx, districtId));
  const fits = (item: Item): boolean =>
    (asked.list === undefined || item.list === asked.list) &&
    (asked.classCode === undefined || item.classCode === asked.classCode);
  const limit = asked.limit ?? MOST_ITEMS;
  const hits = asked.text?.trim()
    ? foundBy(compiled, asked.text).filter(({ item }) => fits(item)).map(lineOfHit)
    : compiled
        .items()
        .filter(fits)
        .map((item) => lineOf(item, null, []));
  const { id, title, effectiveFrom, effectiveUntil, source } = compiled;
  const entries = compiled.entries().map((entry) => ({ ...entry }));
  return {
    catalogueId: id,
    title,
    effectiveFrom,
    effectiveUntil,
    source,
    entries,
    items: hits.slice(0, limit),
  };
}

function tellLimits(limits: StageLimits) {
  return Object.fromEntries(
    STAGES.flatMap((stage) => {
      const limit = limits[stage];
      return limit ? [[stage, { ...limit, zh: tellLimit(limit, 'zh'), en: tellLimit(limit, 'en') }]] : [];
    }),
  );
}

function problemOf(compiled: CompiledCatalogue, item: Item, problem: Problem) {
  const {
    straightThroughFrom: _,
    limits,
    ...terms
  } = mergeTerms(compiled.defaults, [problem.terms, item.terms]);
  const { number, name, nameEn, fileWhen, closeWhen } = problem;
  return {
    code: `${item.code}.${number}`,
    number,
    name,
    nameEn,
    fileWhen,
    closeWhen,
    ...terms,
    limits: tellLimits(limits),
  };
}

function ruleOf({ id, subjectCode, areaPath, condition, responsible }: Rule) {
  const unit =
    'unitId' in responsible
      ? { unitKind: null, unitLevel: null, unitId: responsible.unitId }
      : { unitKind: responsible.unitKind, unitLevel: responsible.unitLevel, unitId: null };
  const { problems, season } = condition;
  return {
    id,
    subjectCode,
    areaPath,
    ...unit,
    responsible: responsibleWords({ responsible }),
    condition: { ...(problems ? { problems: [...problems] } : {}), ...(season ? { season } : {}) },
  };
}

/** Throws Refused `catalogue.not_in_force`, `catalogue.item_unknown`. */
export async function readItem(tx: Tx, districtId: string, itemCode: string) {
  const compiled = await catalogueInForce(tx, districtId);
  if (isRefusal(compiled)) return orRefuse(compiled);
  const item = compiled.item(itemCode);
  if (!item) return throwRefusal('catalogue.item_unknown', { itemCode });
  const top = compiled.entry(item.classCode);
  const { code, list, classCode, name, nameEn, aliases, duplicateRadiusMetres, duplicateDays } = item;
  return {
    catalogueId: compiled.id,
    code,
    list,
    classCode,
    name,
    nameEn,
    duplicateRadiusMetres,
    duplicateDays,
    className: top?.name ?? '',
    classNameEn: top?.nameEn ?? '',
    aliases: [...aliases],
    problems: item.problems.map((problem) => problemOf(compiled, item, problem)),
    rules: compiled
      .subjects(code)
      .flatMap(({ byArea }) => [...(byArea?.values() ?? [])].flat())
      .map(ruleOf),
  };
}

/** Both lists in force with the words by which they are searched. Throws Refused `catalogue.not_in_force`. */
export async function readWords(tx: Tx, districtId: string) {
  const compiled = orRefuse(await catalogueInForce(tx, districtId));
  const items = compiled.items().map(({ terms: _, problems, aliases, keywords, ...item }) => ({
    ...item,
    aliases: [...aliases],
    keywords: [...keywords],
    problems: problems.map(({ number, name, nameEn, fileWhen }) => ({
      code: `${item.code}.${number}`,
      number,
      name,
      nameEn,
      fileWhen,
    })),
  }));
  return { catalogueId: compiled.id, entries: compiled.entries().map((entry) => ({ ...entry })), items };
}
