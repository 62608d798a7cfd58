// What a case is found by: every pair of neighbouring characters of its words, every four digits that stand
// together, every shorter number as a whole, each as one number, and the tails of its own number. A text that
// holds a word holds all the word's grams, so that the index gives every case that may match, and the words
// themselves say which do. The numbers are stored, so they never change; the first of a case says by which
// edition of this file the others were made.

/** What of a case is looked through for words. */
export interface Worded {
  readonly number: string;
  readonly description: string;
  readonly address: string | null;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
}

/** Above every pair: 2^32 holds two characters of sixteen bits. */
const TAIL_SPACE = 2 ** 40;
const TAIL_FROM = 4;
const TAIL_TO = 8;

/** In small letters; words between spaces stand alone. */
const wordsIn = (text: string): string[] => text.toLowerCase().split(/\s+/).filter((word) => word !== '');

function* pairsOf(word: string): Generator<number> {
  for (let at = 0; at + 1 < word.length; at++) yield word.charCodeAt(at) * 65_536 + word.charCodeAt(at + 1);
}

/** Above every tail. Pairs of digits stand in nearly every case: by them alone a number finds all of them. */
const DIGITS_SPACE = 12 * TAIL_SPACE;
const DIGITS_TOGETHER = 4;
/** Above those: numbers too short for four together, such as that of a house. */
const SHORT_SPACE = 13 * TAIL_SPACE;
/** Above all others, so that whatever was made before there were editions is below it. */
const EDITION_SPACE = 14 * TAIL_SPACE;
/** Whoever gives a case more grams than before raises it: cases of older editions are then made anew
 *  (server/reindex-words.ts). None may be taken away, for servers of the edition before still look for it. */
const EDITION = 3;
/** The first gram of every case that was made by this edition. */
export const EDITION_GRAM = EDITION_SPACE + EDITION;

interface Run {
  readonly digits: string;
  readonly from: number;
  /** The place behind its last digit. */
  readonly end: number;
}

const runsOf = (word: string): Run[] => [...word.matchAll(/[0-9]+/g)].map(({ 0: digits, index }) =>
  ({ digits, from: index, end: index + digits.length }));

function gramsOfRun({ digits }: Run): number[] {
  const { length } = digits;
  if (length < DIGITS_TOGETHER) return [SHORT_SPACE + length * 10_000 + Number(digits)];
  return Array.from({ length: length - DIGITS_TOGETHER + 1 }, (_, at) =>
    DIGITS_SPACE + Number(digits.slice(at, at + DIGITS_TOGETHER)));
}

const gramsOfWord = (word: string): number[] => [...pairsOf(word), ...runsOf(word).flatMap(gramsOfRun)];

/** Of a word that is looked for: a short number at its edge may go on in what is found. */
const isTelling = (word: string) => ({ digits, from, end }: Run): boolean =>
  digits.length >= DIGITS_TOGETHER || (from > 0 && end < word.length);

/** The fewest that find it. Where a number tells, every other pair is enough: a street stands in a tenth of
 *  all cases, as a pair with a digit does, and each costs as much as all the rest. */
function soughtOfWord(word: string): number[] {
  const runs = runsOf(word).filter(isTelling(word));
  if (runs.length === 0) return [...pairsOf(word)];
  const pairs: number[] = [];
  let next = 0;
  for (const [at, pair] of [...pairsOf(word)].entries()) {
    if (at < next || runs.some(({ from, end }) => at + 1 >= from && at < end)) continue;
    pairs.push(pair);
    next = at + 2;
  }
  return [...pairs, ...runs.flatMap(gramsOfRun)];
}

const tailGram = (digits: string): number => digits.length * TAIL_SPACE + Number(digits);

function* tailsOf(number: string): Generator<number> {
  for (let length = TAIL_FROM; length <= TAIL_TO; length++) yield tailGram(number.slice(-length));
}

/** Each once, and by which edition before all others. */
export function gramsOfCase({ number, description, address, itemName, itemNameEn }: Worded): number[] {
  const texts = [description, address, itemName, itemNameEn];
  const words = texts.flatMap((text) => (text === null ? [] : wordsIn(text)));
  return [EDITION_GRAM, ...new Set([...words.flatMap(gramsOfWord), ...tailsOf(number)])];
}

/** What a search asks for. */
export interface Sought {
  /** All of them must be there, each somewhere. */
  readonly words: readonly string[];
  readonly grams: readonly number[];
  /** What finds it also among cases of older editions: more of them, and each stands in more cases. */
  readonly gramsOfAnyEdition: readonly number[];
  /** The end of a number, where it may be one. */
  readonly tail: { readonly digits: string; readonly gram: number } | null;
}

export function soughtIn(text: string): Sought {
  const words = wordsIn(text);
  const digits = text.replace(/[\s-]/g, '');
  const isTail = /^\d{4,22}$/.test(digits);
  return {
    words,
    grams: [...new Set(words.flatMap(soughtOfWord))],
    gramsOfAnyEdition: [...new Set(words.flatMap((word) => [...pairsOf(word)]))],
    tail: isTail ? { digits, gram: tailGram(digits.slice(-TAIL_TO)) } : null,
  };
}

/** Single characters stand in half of all cases and in no index: looking for one would read a district. */
export function isTooShort(text: string): boolean {
  const { words, grams, tail } = soughtIn(text);
  return words.length > 0 && grams.length === 0 && tail === null;
}
