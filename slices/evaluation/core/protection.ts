// Counts that are told in sums alone, so that nobody who is rated can find out who rated how: how many
// ratings, by how many raters, over what, and when (docs/decisions/0024-ratings-from-below.md). Pure.
//
// A figure is released by whole pieces: one unit, one month that is over, one kind of rater. A piece with too
// few ratings, or from too few raters, is left out of every figure for ever; longer periods are sums of whole
// pieces. So whatever one takes from whatever else, what is left is a sum of whole pieces again.
import type { CountName } from './counts.ts';
import type { SumRow } from './evaluate.ts';
import type { Period } from './period.ts';

export const RELEASE = {
  ratings: 5,
  raters: 3,
  /** After the month's last day: what happened on it has been counted by then. */
  daysAfter: 1,
} as const;

export interface ProtectedKind {
  /** How many ratings, and the points that they gave. */
  readonly ratings: CountName;
  readonly points: CountName;
  /** Whoever rates does so for an area: so many letters of where a case lies tell the raters apart. */
  readonly raterLetters: number;
}

export const PROTECTED_KINDS: readonly ProtectedKind[] = [
  { ratings: 'ratings_by_grid', points: 'points_by_grid', raterLetters: 18 },
  { ratings: 'ratings_by_community', points: 'points_by_community', raterLetters: 14 },
  { ratings: 'ratings_by_street', points: 'points_by_street', raterLetters: 10 },
  { ratings: 'head_ratings_by_community', points: 'head_points_by_community', raterLetters: 14 },
  { ratings: 'head_ratings_by_street', points: 'head_points_by_street', raterLetters: 10 },
];

export const PROTECTED: readonly CountName[] = PROTECTED_KINDS.flatMap(({ ratings, points }) => [
  ratings,
  points,
]);
export const isProtected = (count: CountName): boolean => PROTECTED.includes(count);

/** All ratings of one unit by one kind of rater in one month. */
export interface Piece {
  readonly unitId: string;
  readonly ratings: CountName;
  /** The first of the month. */
  readonly month: string;
  readonly count: number;
  readonly points: number;
  readonly raters: number;
}

const isEnough = ({ count, raters }: Piece): boolean => count >= RELEASE.ratings && raters >= RELEASE.raters;

/** Periods that hold whole months. */
export const holdsMonths = ({ kind }: Period): boolean => kind !== 'day' && kind !== 'week';

/** The sums that may be told of a period, by unit, of pieces whose month is over. */
export function released(pieces: readonly Piece[]): readonly SumRow[] {
  const sums = new Map<string, { unitId: string; name: CountName; times: number }>();
  const add = (unitId: string, name: CountName, times: number): void => {
    const key = `${unitId} ${name}`;
    sums.set(key, { unitId, name, times: (sums.get(key)?.times ?? 0) + times });
  };
  for (const piece of pieces.filter(isEnough)) {
    const kind = PROTECTED_KINDS.find(({ ratings }) => ratings === piece.ratings);
    if (!kind) continue;
    add(piece.unitId, kind.ratings, piece.count);
    add(piece.unitId, kind.points, piece.points);
  }
  return [...sums.values()].map(({ unitId, name, times }) => ({
    key: unitId,
    name,
    cases: times,
    times,
    ms: 0,
    exemptCases: 0,
    exemptTimes: 0,
    exemptMs: 0,
  }));
}
