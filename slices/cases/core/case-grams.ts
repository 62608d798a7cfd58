// What a case is found by: every pair of neighbouring characters of its words and every four digits that
// stand together, each as one number, and the tails of its number. A text that holds a word holds all the
// word's grams, so that the index gives every case that may match, and the words themselves say which do.
// The numbers are stored, so they never change.

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

function* digitsOf(word: string): Generator<number> {
  for (const [run] of word.matchAll(/[0-9]{4,}/g)) {
    for (let at = 0; at + DIGITS_TOGETHER <= run.length; at++) {
      yield DIGITS_SPACE + Number(run.slice(at, at + DIGITS_TOGETHER));
    }
  }
}

const gramsOfWord = (word: string): number[] => [...pairsOf(word), ...digitsOf(word)];

const tailGram = (digits: string): number => digits.length * TAIL_SPACE + Number(digits);

function* tailsOf(number: string): Generator<number> {
  for (let length = TAIL_FROM; length <= TAIL_TO; length++) yield tailGram(number.slice(-length));
}

/** Each once. */
export function gramsOfCase({ number, description, address, itemName, itemNameEn }: Worded): number[] {
  const texts = [description, address, itemName, itemNameEn];
  const words = texts.flatMap((text) => (text === null ? [] : wordsIn(text)));
  return [...new Set([...words.flatMap(gramsOfWord), ...tailsOf(number)])];
}

/** What a search asks for. */
export interface Sought {
  /** All of them must be there, each somewhere. */
  readonly words: readonly string[];
  readonly grams: readonly number[];
  /** The end of a number, where it may be one. */
  readonly tail: { readonly digits: string; readonly gram: number } | null;
}

export function soughtIn(text: string): Sought {
  const words = wordsIn(text);
  const digits = text.replace(/[\s-]/g, '');
  const isTail = /^\d{4,22}$/.test(digits);
  return {
    words,
    grams: [...new Set(words.flatMap(gramsOfWord))],
    tail: isTail ? { digits, gram: tailGram(digits.slice(-TAIL_TO)) } : null,
  };
}

/** Single characters stand in half of all cases and in no index: looking for one would read a district. */
export function isTooShort(text: string): boolean {
  const { words, grams, tail } = soughtIn(text);
  return words.length > 0 && grams.length === 0 && tail === null;
}
