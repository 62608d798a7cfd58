// Places given to reports that have none: inside the district, and the same on every run.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MultiPolygonRings } from '../../kernel/geo.ts';
import { placeFor } from './places.ts';

const square = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
/** One grid of two parts, one with a hole, one triangle. */
const GRIDS: readonly MultiPolygonRings[] = [
  [[square(0, 0, 1)], [square(5, 5, 1)]],
  [[square(2, 0, 1), square(2.25, 0.25, 0.5)]],
  [
    [
      [
        [4, 0],
        [5, 0],
        [4, 1],
        [4, 0],
      ],
    ],
  ],
];

const isInside = (lon: number, lat: number): boolean =>
  (lon >= 0 && lon <= 1 && lat >= 0 && lat <= 1) ||
  (lon >= 5 && lon <= 6 && lat >= 5 && lat <= 6) ||
  (lon >= 2 && lon <= 3 && lat >= 0 && lat <= 1 && !(lon > 2.25 && lon < 2.75 && lat > 0.25 && lat < 0.75)) ||
  (lon >= 4 && lat >= 0 && lon - 4 + lat <= 1);

test('any key is given a place inside some grid, never in a hole, and always the same', () => {
  const grids = new Set<number>();
  fc.assert(
    fc.property(fc.string(), (key) => {
      const place = placeFor(key, GRIDS);
      if (!place) throw new Error('no place');
      grids.add(Math.floor(place.lon));
      expect(isInside(place.lon, place.lat)).toBe(true);
      expect(placeFor(key, GRIDS)).toEqual(place);
    }),
    { numRuns: 500 },
  );
  expect(grids.size).toBe(4);
});

test('a district without grids gives no place', () => {
  expect(placeFor('a', [])).toBeUndefined();
});
