// Names found by a few letters: as they are written, by their pinyin, or by its first letters. The pinyin
// comes with the name. Better fits come first, and among equals the shorter name.

export interface Named<T> {
  readonly of: T;
  /** Everything it may be called, in small letters: Chinese, English, code. */
  readonly names: readonly string[];
  /** 桂花派遣员 → guihuapaiqianyuan */
  readonly pinyin: string;
  /** → ghpqy */
  readonly initials: string;
}

const LETTERS = /^[a-z0-9]+$/;

/** How well it fits; undefined: not at all. Lower is better. */
export function fitOf({ names, pinyin, initials }: Named<unknown>, words: string): number | undefined {
  if (names.includes(words)) return 0;
  if (names.some((name) => name.startsWith(words))) return 1;
  if (LETTERS.test(words)) {
    if (initials === words) return 2;
    if (initials.startsWith(words)) return 3;
    if (pinyin.startsWith(words)) return 4;
  }
  if (names.some((name) => name.includes(words))) return 5;
  // Two letters occur somewhere in nearly every name.
  if (words.length > 2 && LETTERS.test(words)) {
    if (initials.includes(words)) return 6;
    if (pinyin.includes(words)) return 7;
  }
  return undefined;
}

/** The best `most` of those that `may` be shown, which is asked of the fitting ones alone, best first, until
 *  there are enough. */
export function matchNames<T>(
  all: readonly Named<T>[], text: string, most: number, may: (of: T) => boolean = () => true,
): readonly T[] {
  const words = text.trim().toLowerCase();
  if (words === '') return [];
  const found: { readonly named: Named<T>; readonly fit: number }[] = [];
  for (const named of all) {
    const fit = fitOf(named, words);
    if (fit !== undefined) found.push({ named, fit });
  }
  const length = ({ names }: Named<T>): number => names[0]?.length ?? 0;
  found.sort((a, b) => a.fit - b.fit || length(a.named) - length(b.named));
  const shown: T[] = [];
  for (const { named: { of } } of found) {
    if (shown.length >= most) break;
    if (may(of)) shown.push(of);
  }
  return shown;
}
