// What an indicator is, as data: an id, its words, what is divided by what, for whom, what counts as good,
// and since when. Nothing here knows a certain indicator; a city edits the data, never code. Pure.
import type { CountName } from './counts.ts';

/** How a count is taken: cases (each once), how often it happened in them, or the time it took. */
export type Measure = 'cases' | 'times' | 'ms';

export interface Term {
  readonly count: CountName;
  readonly measure: Measure;
}

export const GRAINS = ['area', 'unit', 'person', 'item'] as const;
export type Grain = (typeof GRAINS)[number];

export const BANDS = ['A', 'B', 'C', 'D', 'E'] as const;
export type Band = (typeof BANDS)[number];

/** The worst value that is still of band A, B, C and D; whatever is worse is E. */
export type Limits = readonly [a: number, b: number, c: number, d: number];

export const SHOWN_AS = ['rate', 'mean', 'points', 'p50', 'p90'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

export interface Indicator {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly grains: readonly Grain[];
  readonly top: Term;
  readonly bottom: Term;
  /** Taken from the bottom: what a variant leaves out. */
  readonly less?: Term;
  /** rate: top over bottom, in per cent · mean: a time for each case · points: 1 to 5 for each rating · p50,
   *  p90: of the times, shortest first, the one at half, at nine tenths of the cases (nearest rank: a time
   *  that a case really took). */
  readonly shownAs: ShownAs;
  readonly isHigherBetter: boolean;
  /** Left out: told, never judged. */
  readonly limits?: Limits;
  readonly source: string;
  readonly validFrom: string;
  /** The last day, or null while it holds. */
  readonly validTo: string | null;
}

/** How much each indicator weighs for one kind of subject, and what a band is worth. */
export interface Scheme {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly grain: Grain;
  /** Kinds of unit that are judged by it; none for areas. */
  readonly unitKinds: readonly string[];
  readonly weights: Readonly<Record<string, number>>;
  readonly points: Readonly<Record<Band, number>>;
  /** The fewest points that are still of band A, B, C and D. */
  readonly limits: Limits;
  /** Where the weights come from; left out: the house's proposal. */
  readonly source?: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

interface Dated {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Those in force on the day. */
export const inForce = <T extends Dated>(all: readonly T[], day: string): readonly T[] =>
  all.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo));
