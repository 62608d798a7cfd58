// What goes out for a map of cases: every case of a view as a point with its lamp, and nothing else of it.
import { type Static, Type } from '@sinclair/typebox';
import { orNull, words } from './contract.ts';

/** More are not drawn: they would be a surface of dots, and minutes on a slow line. */
export const MOST_POINTS = 20_000;

export const CasePoints = Type.Object({
  asOf: Type.String({ format: 'date-time' }),
  /** How many cases the view holds, those without a place too; with `isMore` a lower bound. */
  total: Type.Integer(), isMore: Type.Boolean(),
  points: Type.Array(Type.Object({
    id: Type.String(), lon: Type.Number(), lat: Type.Number(),
    /** Null: the case has ended. */
    lamp: orNull(words(['green', 'yellow', 'orange', 'red', 'paused'])),
  })),
});
export type CasePoints = Static<typeof CasePoints>;
