// The first letters of how Chinese words are spoken: 受理派遣 → slpq. From the order in which the browser
// sorts Chinese by pinyin, so that no dictionary is shipped. A letter that is spoken in two ways gets the
// commoner one: names that need the other say so themselves.

/** The first character of each letter in the order of pinyin; i, u and v begin no syllable. */
const FIRST: readonly (readonly [string, string])[] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '哒'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '讥'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '仨'],
  ['t', '他'],
  ['w', '哇'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '匝'],
];

const HAN = /\p{Script=Han}/u;
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin');
const known = new Map<string, string>();

function initialOf(character: string): string {
  if (!HAN.test(character)) return /[a-z0-9]/i.test(character) ? character.toLowerCase() : '';
  const before = known.get(character);
  if (before !== undefined) return before;
  const found = FIRST.findLast(([, first]) => collator.compare(first, character) <= 0)?.[0] ?? '';
  known.set(character, found);
  return found;
}

export const initialsOf = (words: string): string => [...words].map(initialOf).join('');
