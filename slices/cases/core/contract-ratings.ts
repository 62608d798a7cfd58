// What goes in and out of the doors of ratings: what waits to be rated by whoever asks, and single ratings
// for whoever must look into them. It leaves no other way (docs/decisions/0024-ratings-from-below.md).
import { type Static, Type } from '@sinclair/typebox';
import { CaseListItem, orNull, UnitRef } from './contract.ts';

/** More than these nobody rates at once; what ends soonest comes first, and what is left is said. */
export const MOST_TO_RATE = 100;
/** What was missed: so many, of so many days. */
export const MISSED = { most: 50, days: 30 } as const;

/** As whom one rates. */
const As = { asZh: Type.String(), asEn: Type.String() };

export const ToRateItem = Type.Object({
  of: CaseListItem, ...As,
  /** From then on it can't be rated any more. */
  until: Type.String({ format: 'date-time' }),
});
export type ToRateItem = Static<typeof ToRateItem>;

const Listed = { items: Type.Array(ToRateItem), isMore: Type.Boolean() };
export const ToRateList = Type.Object({
  ...Listed,
  /** Whose window has ended lately without a rating from this place, the last first. */
  missed: Type.Object(Listed),
});
export type ToRateList = Static<typeof ToRateList>;

export const SeenRatings = Type.Object({
  ratings: Type.Array(Type.Object({
    ...As,
    /** Null: the reporter, by the public code. */
    name: orNull(Type.String()), unit: orNull(UnitRef), score: Type.Integer(), isSatisfied: Type.Boolean(),
    /** What was said of the head of the unit. */
    headScore: orNull(Type.Integer()), words: orNull(Type.String()), at: Type.String({ format: 'date-time' }),
  })),
});
export type SeenRatings = Static<typeof SeenRatings>;

/** Told once, some days before the window ends, to whoever has not rated. Not a step of the case. */
export const RATING_DUE = 'case.rating_due';
