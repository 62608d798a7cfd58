// A border drawn straight past a neighbour's corner takes that corner up, and nothing else changes.
import { expect, test } from 'vitest';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { shareCorners } from './share-corners.ts';

const area = (ring: [number, number][]): MultiPolygonRings => [[ring]];
const long: [number, number][] = [
  [106, 30],
  [106.01, 30],
  [106.01, 30.02],
  [106, 30.02],
  [106, 30],
];

test('a corner on the edge, or within the rounding of six decimals, is taken up in order', () => {
  const low = area([
    [106.01, 30],
    [106.02, 30],
    [106.02, 30.01],
    [106.0100004, 30.01],
    [106.01, 30],
  ]);
  const high = area([
    [106.0100004, 30.01],
    [106.02, 30.01],
    [106.02, 30.02],
    [106.01, 30.02],
    [106.01, 30.015],
    [106.0100004, 30.01],
  ]);
  const [first, second] = shareCorners([area(long), low, high]);
  expect(first).toEqual([
    [
      [
        [106, 30],
        [106.01, 30],
        [106.0100004, 30.01],
        [106.01, 30.015],
        [106.01, 30.02],
        [106, 30.02],
        [106, 30],
      ],
    ],
  ]);
  expect(second).toEqual(low);
});

test('a corner half a metre away is a gap for the check to find, and stays', () => {
  const far = area([
    [106.010005, 30.01],
    [106.02, 30],
    [106.02, 30.02],
    [106.010005, 30.01],
  ]);
  expect(shareCorners([area(long), far])).toEqual([area(long), far]);
});

test('areas without a boundary stay without one', () => {
  expect(shareCorners([[], []])).toEqual([[], []]);
});
