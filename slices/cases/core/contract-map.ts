// What goes out for a map of cases: every case of a view as a point with its lamp, and nothing else of it;
// all of them at first, then what has changed. Packed and unpacked in points.ts.
import { type Static, Type } from '@sinclair/typebox';
import { ViewQuery } from './contract-lists.ts';

/** More are not drawn: they would be a surface of dots, and minutes on a slow line. */
export const MOST_POINTS = 20_000;

export const PointsQuery = Type.Object({
  ...ViewQuery.properties,
  since: Type.Optional(Type.String({
    maxLength: 40, description: 'the version of an answer to the same question, whose changes are wanted',
  })),
});
export type PointsQuery = Static<typeof PointsQuery>;

export const CasePoints = Type.Object({
  asOf: Type.String({ format: 'date-time' }),
  version: Type.String({ description: 'to be sent as `since` with the next question' }),
  isWhole: Type.Boolean({
    description: 'all points, which take the place of what was there; else what has changed since `since`. ' +
      'Whole too where that version is not known any more',
  }),
  /** How many cases the view holds, those without a place too; with `isMore` a lower bound. */
  total: Type.Integer(), isMore: Type.Boolean(),
  ids: Type.String({ description: '32 hexadecimal digits for each point, one after the other' }),
  lons: Type.Array(Type.Integer(), { description: 'millionths of a degree' }),
  lats: Type.Array(Type.Integer(), { description: 'millionths of a degree' }),
  lamps: Type.String({
    description: 'a letter for each point: green, yellow, orange, red, paused by its first; - has ended',
  }),
  gone: Type.String({ description: 'points that are no longer there, as in `ids`' }),
});
export type CasePoints = Static<typeof CasePoints>;
