// What a series over time is, as data: words, unit, how it adds up, and whether it is counted from the cases
// or told by somebody. Nothing here knows a certain indicator. Pure.
import type { Term } from '../../evaluation/core/indicator.ts';

/** sum: a number of things in a period; shorter periods add up to longer ones · level: how many there are,
 *  which holds until it is told anew (residents) · rate: per cent, which never adds up. */
export const SHAPES = ['sum', 'level', 'rate'] as const;
export type Shape = (typeof SHAPES)[number];

export interface SeriesIndicator {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly unitZh: string;
  readonly unitEn: string;
  readonly shape: Shape;
  /** Told, never judged by itself: what is good is the scheme's word. */
  readonly isHigherBetter: boolean;
  /** Counted from the cases; left out, somebody tells it. A rate is `top` over `bottom`. */
  readonly counted?: { readonly top: Term; readonly bottom?: Term };
  /** Where its words or its rule come from. */
  readonly source: string;
}

/** So many decimals a rate is counted with, and a change is told with. */
export const DECIMALS = 2;
