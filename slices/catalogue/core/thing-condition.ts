// What an accepted case says of the thing that it is about: the condition that the lists name for its
// item or problem, or none. Where the lists are silent the words of the item decide, or nothing does: a
// lamp with a poster on it is whole. Only items of things are read by their words; a matter of another
// kind speaks only if told to.
import { type Condition, CONDITION_WORDS, readCondition } from '../../components/core/condition.ts';
import type { Item, Problem, Terms } from './catalogue.ts';

/** What a cell or a form says; a case never makes a thing whole by being accepted. */
export const THING_CONDITIONS = ['damaged', 'lost', 'occupied', 'abandoned', 'none'] as const;
export type ThingCondition = (typeof THING_CONDITIONS)[number];

export const THING_CONDITION_WORDS: Readonly<
  Record<ThingCondition, { readonly zh: string; readonly en: string }>
> = {
  damaged: CONDITION_WORDS.damaged,
  lost: CONDITION_WORDS.lost,
  occupied: CONDITION_WORDS.occupied,
  abandoned: CONDITION_WORDS.abandoned,
  none: { zh: '不变', en: 'none' },
};

const NONE: readonly string[] = ['不变', '无', 'none'];

/** Undefined for any other word. */
export function readThingCondition(text: string): ThingCondition | undefined {
  if (NONE.includes(text.trim().toLowerCase())) return 'none';
  const condition = readCondition(text);
  return condition === 'intact' ? undefined : condition;
}

/** The first of these words that a name holds tells. */
const BY_WORDS: readonly (readonly [Condition, RegExp])[] = [
  ['lost', /缺失|丢失|被盗|失窃|遗失|missing|stolen|lost/i],
  ['occupied', /占用|侵占|占压|圈占|埋压|挪作|挪用|occupied|encroach|misused/i],
  ['abandoned', /废弃|弃用|abandoned/i],
  [
    'damaged',
    new RegExp(
      '破损|损坏|毁坏|残缺|缺件|断裂|断枝|开裂|塌陷|坍塌|倒塌|沉降|凸起|倾斜|倾倒|倒伏|脱落|松动|松脱|变形|移位|锈蚀|' +
        '裸露|外露|泄漏|漏|失效|失灵|不能使用|不亮|全灭|枯死|危险|damaged|broken|cracked|collapsed|leak|' +
        'loose|out of order|not working|unsafe|leaning|rusty',
      'i',
    ),
  ],
];

function tellByWords(text: string): Condition | null {
  const found = BY_WORDS.flatMap(([condition, words]) => {
    const at = text.search(words);
    return at < 0 ? [] : [{ condition, at }];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.condition ?? null;
}

/** Asked for every pair of item and grid by a proof: read once for each item or problem. */
const known = new WeakMap<Item | Problem, Condition | null>();

export function conditionByWords(item: Item, problem: Problem | undefined): Condition | null {
  if (item.list !== 'component') return null;
  const from = problem ?? item;
  const kept = known.get(from);
  if (kept !== undefined) return kept;
  const told = tellByWords(from.name);
  known.set(from, told);
  return told;
}

/** What a case of this item and problem says; `said` is what the terms came to. */
export function thingConditionOf(
  said: Terms['thingCondition'],
  item: Item,
  problem: Problem | undefined,
): Condition | null {
  if (said === undefined) return conditionByWords(item, problem);
  return said === 'none' ? null : said;
}
