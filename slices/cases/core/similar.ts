// Which past cases are like one that waits to be decided: the same kind of matter, near, in like words, not
// long ago. A proposal to learn from, never a decision: the weights are plain numbers below.
import { distanceMetres, type Point } from '../../../kernel/geo.ts';
import { DAY } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';

export interface Past {
  readonly itemCode: string | null;
  readonly description: string;
  readonly point: Point | null;
  readonly areaPath: string;
  readonly endedAt: Instant;
}

export type Asked = Omit<Past, 'endedAt'>;

const WEIGHTS = { words: 0.45, near: 0.35, fresh: 0.2 } as const;
const NEAR_METRES = 1_000;
const FRESH_MS = 365 * DAY;
/** Less in common than this is chance, where nothing else ties the two. */
const LIKE_WORDS = 0.2;
const MOST = 5;

const plain = (words: string): string => words.toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, '');

function pairsOf(words: string): ReadonlySet<string> {
  const letters = [...plain(words)];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

/** 0 to 1: the share of pairs of characters that two texts have in common. It needs no dictionary, so it
 *  does for Chinese as for any other language. */
export function likeness(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)];
  if (one.size === 0 || other.size === 0) return 0;
  let both = 0;
  for (const pair of one) if (other.has(pair)) both += 1;
  return (2 * both) / (one.size + other.size);
}

export interface Ranked<P> {
  readonly of: P;
  readonly distanceMetres: number | null;
  readonly score: number;
}

function rank<P extends Past>(asked: Asked, of: P, now: Instant): Ranked<P> | undefined {
  const distance = asked.point && of.point ? Math.round(distanceMetres(asked.point, of.point)) : null;
  const words = likeness(asked.description, of.description);
  const isSamePlace = distance === null ? asked.areaPath === of.areaPath : distance <= NEAR_METRES;
  const isSameItem = asked.itemCode !== null && asked.itemCode === of.itemCode;
  if (words < LIKE_WORDS && !(isSamePlace && isSameItem)) return undefined;
  const near = distance === null ? Number(isSamePlace) / 2 : Math.max(0, 1 - distance / NEAR_METRES);
  const fresh = Math.max(0, 1 - (now - of.endedAt) / FRESH_MS);
  const score = WEIGHTS.words * words + WEIGHTS.near * near + WEIGHTS.fresh * fresh;
  return { of, distanceMetres: distance, score };
}

/** Best first; of two alike the later one. */
export function mostSimilar<P extends Past>(asked: Asked, past: readonly P[], now: Instant): Ranked<P>[] {
  return past.flatMap((one) => rank(asked, one, now) ?? [])
    .sort((a, b) => b.score - a.score || b.of.endedAt - a.of.endedAt).slice(0, MOST);
}
