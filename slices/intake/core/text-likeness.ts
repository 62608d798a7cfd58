// How alike two descriptions are, 0–1: the cosine of what their words are made of. Chinese is cut into
// pairs of neighbouring characters, Latin into words, so that no dictionary is needed and a phone can do it
// offline.

const CHINESE_RUN = /[\u3400-\u9fff]+/g;
const LATIN_RUN = /[a-z0-9]+/g;
/** Beyond this a description says nothing new about what the matter is. */
const MOST_CHARACTERS = 2_000;

/** What the text is made of, with how often. */
export function shingles(text: string): ReadonlyMap<string, number> {
  const plain = text.slice(0, MOST_CHARACTERS).normalize('NFKC').toLowerCase();
  const counts = new Map<string, number>();
  const add = (piece: string) => counts.set(piece, (counts.get(piece) ?? 0) + 1);
  for (const [run] of plain.matchAll(CHINESE_RUN)) {
    if (run.length === 1) add(run);
    for (let at = 0; at + 1 < run.length; at += 1) add(run.slice(at, at + 2));
  }
  for (const [word] of plain.matchAll(LATIN_RUN)) add(word);
  return counts;
}

const lengthOf = (counts: ReadonlyMap<string, number>): number =>
  Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0));

export function likenessOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const lengths = lengthOf(a) * lengthOf(b);
  if (lengths === 0) return 0;
  let shared = 0;
  for (const [piece, count] of a) shared += count * (b.get(piece) ?? 0);
  return Math.min(1, shared / lengths);
}

/** 1 for the same words, 0 where nothing is shared or nothing is said. */
export const textLikeness = (a: string, b: string): number => likenessOf(shingles(a), shingles(b));
