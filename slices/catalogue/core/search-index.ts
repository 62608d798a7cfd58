// Which items do a person's words mean? Terms (names, aliases, keywords) found in the words count by how few
// items share them; shared pairs of characters count a little. Built once per catalogue; never learns.
import type { Item, Problem } from './catalogue.ts';
import { matchText } from './tidy-text.ts';

/** What of an item is searched; a phone keeps no more of it. */
export interface SearchedItem extends Pick<Item, 'code' | 'name' | 'nameEn' | 'aliases' | 'keywords'> {
  readonly problems: readonly Pick<Problem, 'name' | 'fileWhen'>[];
}

export interface ItemHit<I extends SearchedItem = Item> {
  readonly item: I;
  /** 0–1: how surely the words mean this item. */
  readonly score: number;
  /** The terms found, longest first: shown as the reason. */
  readonly matched: readonly string[];
}

interface Posting {
  readonly index: number;
  readonly weight: number;
}

export interface SearchIndex<I extends SearchedItem = Item> {
  readonly items: readonly I[];
  /** Term → the items that have it, grouped by the term's first character for scanning a text. */
  readonly termsByStart: ReadonlyMap<string, readonly string[]>;
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  readonly pairs: ReadonlyMap<string, readonly Posting[]>;
}

const WEIGHTS = { name: 1, alias: 1, keyword: 0.8, problem: 0.5 } as const;
const PAIR_WEIGHT = 0.12;
/** One English word says more than two characters of a longer Chinese one. */
const WORD_WEIGHT = 0.4;

/** Two neighbouring Chinese characters, or one Latin word. */
function* pairsOf(text: string): Generator<string> {
  for (const [word] of text.matchAll(/[a-z]{3,}/g)) yield word;
  for (let i = 0; i + 1 < text.length; i += 1) {
    const pair = text.slice(i, i + 2);
    if (/^[\u4e00-\u9fff]{2}$/.test(pair)) yield pair;
  }
}

function put(map: Map<string, Map<number, number>>, term: string, index: number, weight: number): void {
  if (term === '') return;
  const at = map.get(term) ?? new Map<number, number>();
  map.set(term, at);
  at.set(index, Math.max(at.get(index) ?? 0, weight));
}

const frozen = (map: Map<string, Map<number, number>>): Map<string, Posting[]> =>
  new Map([...map].map(([term, at]) => [term, [...at].map(([index, weight]) => ({ index, weight }))]));

export function buildSearchIndex<I extends SearchedItem>(items: readonly I[]): SearchIndex<I> {
  const terms = new Map<string, Map<number, number>>();
  const pairs = new Map<string, Map<number, number>>();
  items.forEach((item, index) => {
    put(terms, matchText(item.name), index, WEIGHTS.name);
    put(terms, matchText(item.nameEn), index, WEIGHTS.name);
    for (const alias of item.aliases) put(terms, matchText(alias), index, WEIGHTS.alias);
    for (const word of item.keywords) put(terms, matchText(word), index, WEIGHTS.keyword);
    for (const problem of item.problems) {
      put(terms, matchText(problem.name), index, WEIGHTS.problem);
      for (const pair of pairsOf(matchText(problem.fileWhen))) put(pairs, pair, index, PAIR_WEIGHT / 2);
    }
    for (const pair of pairsOf(matchText([item.name, ...item.aliases].join(' '))))
      put(pairs, pair, index, PAIR_WEIGHT);
    for (const word of pairsOf(matchText(item.nameEn))) put(pairs, word, index, WORD_WEIGHT);
  });
  const termsByStart = new Map<string, string[]>();
  for (const term of terms.keys()) {
    const start = term.slice(0, 1);
    const list = termsByStart.get(start);
    if (list) list.push(term);
    else termsByStart.set(start, [term]);
  }
  return { items, termsByStart, postings: frozen(terms), pairs: frozen(pairs) };
}

/** Rarer among the items means more: one item 1, half of all items near 0.2. */
const rarity = (shared: number, items: number): number =>
  Math.max(0.1, Math.log(1 + items / shared) / Math.log(1 + items));

/** Longer terms say more: 2 characters 1, 4 characters about 1.6; a single character half. */
const lengthWeight = (term: string): number => (term.length < 2 ? 0.5 : Math.log2(term.length) ** 0.7);

function termsIn(index: SearchIndex<SearchedItem>, text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i < text.length; i += 1) {
    for (const term of index.termsByStart.get(text.charAt(i)) ?? []) {
      if (text.startsWith(term, i)) found.set(term, 1);
    }
  }
  // A short query is looked up the other way round: 井盖 finds every kind of cover.
  if (text.length > 0 && text.length <= (/^[a-z ]+$/.test(text) ? 40 : 8)) {
    for (const term of index.postings.keys()) {
      if (term.length > text.length && term.includes(text)) found.set(term, text.length / term.length);
    }
  }
  return found;
}

interface Evidence {
  score: number;
  matched: string[];
}

/** A term inside a longer one that the same item has too says nothing new (井盖 inside 雨水井盖). */
function addTerms(index: SearchIndex<SearchedItem>, text: string, evidence: Map<number, Evidence>): void {
  const found = [...termsIn(index, text)].sort(([a], [b]) => b.length - a.length);
  for (const [term, share] of found) {
    const postings = index.postings.get(term) ?? [];
    const gain = share * lengthWeight(term) * rarity(postings.length, index.items.length);
    for (const { index: at, weight } of postings) {
      const here = evidence.get(at) ?? { score: 0, matched: [] };
      if (here.matched.some((longer) => longer.includes(term))) continue;
      evidence.set(at, { score: here.score + gain * weight, matched: [...here.matched, term] });
    }
  }
}

function addPairs(index: SearchIndex<SearchedItem>, text: string, evidence: Map<number, Evidence>): void {
  for (const pair of new Set(pairsOf(text))) {
    const postings = index.pairs.get(pair) ?? [];
    for (const { index: at, weight } of postings) {
      const here = evidence.get(at) ?? { score: 0, matched: [] };
      here.score += weight * rarity(postings.length, index.items.length);
      evidence.set(at, here);
    }
  }
}

/** Evidence of about one rare name gives 0.8; two agreeing terms 0.95. */
const SCALE = 0.62;

/** Best first; `limit` at most. Text without any likeness gives an empty list. */
export function searchItems<I extends SearchedItem>(
  index: SearchIndex<I>,
  words: string,
  limit = 10,
): ItemHit<I>[] {
  const text = matchText(words).slice(0, 2_000);
  const evidence = new Map<number, Evidence>();
  addTerms(index, text, evidence);
  addPairs(index, text, evidence);
  const hits: ItemHit<I>[] = [];
  for (const [at, { score, matched }] of evidence) {
    const item = index.items[at];
    if (item && score > 0.05) hits.push({ item, score: 1 - Math.exp(-score / SCALE), matched });
  }
  return hits.sort((a, b) => b.score - a.score || (a.item.code < b.item.code ? -1 : 1)).slice(0, limit);
}
