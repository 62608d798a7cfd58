// How well a name fits what was typed: every word of it must be found, as the beginning of a word, inside
// one, as initials, or as letters in order. Pure; higher is better, undefined is no fit.
import { initialsOf } from './initials.ts';

export interface Named {
  /** In every language the reader may type. */
  readonly names: readonly string[];
  /** Where the initials are spoken otherwise than they are sorted. */
  readonly initials?: string;
}

const isInOrder = (word: string, name: string): boolean => {
  let at = 0;
  for (const letter of name) if (letter === word[at]) at += 1;
  return at === word.length;
};

function fitOfWord(word: string, name: string, initials: string): number {
  if (name.startsWith(word)) return 100;
  if (name.split(/[\s·,，、()（）/-]+/).some((part) => part.startsWith(word))) return 80;
  if (initials.startsWith(word)) return 70;
  if (name.includes(word)) return 60;
  if (word.length > 1 && initials.includes(word)) return 50;
  return word.length > 2 && /^[a-z]+$/.test(word) && isInOrder(word, name) ? 20 : 0;
}

export function fitOf(text: string, { names, initials }: Named): number | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const forms = names.map((name) => ({ name: name.toLowerCase(), initials: initials ?? initialsOf(name) }));
  let sum = 0;
  for (const word of words) {
    const best = Math.max(0, ...forms.map((form) => fitOfWord(word, form.name, form.initials)));
    if (best === 0) return undefined;
    sum += best;
  }
  return words.length === 0 ? 0 : sum / words.length;
}

/** Those that fit, best first; of equal ones the order stays. */
export const fitting = <T extends Named>(text: string, all: readonly T[]): readonly T[] =>
  all
    .flatMap((one) => {
      const fit = fitOf(text, one);
      return fit === undefined ? [] : [{ one, fit }];
    })
    .sort((a, b) => b.fit - a.fit)
    .map(({ one }) => one);
