// Numbers run as a page is read, and no number that was ever in force is given again.
import { expect, test } from 'vitest';
import { latticeMesh } from './mesh-town.ts';
import { freePaths, readingOrder, renumber } from './renumber.ts';
import type { Mesh } from './mesh.ts';
import type { Corner } from './mesh-edges.ts';
import { snapCorner, snapLine, unitsOf } from './snap.ts';

const COMMUNITY = '500151.001.001';
const path = (number: number) => `${COMMUNITY}.${String(number).padStart(3, '0')}`;

/** A lattice whose paths are all of one community: number 1 lies in the south-west, 9 in the north-east. */
function town(): Mesh {
  const mesh = latticeMesh(3, 3, 11);
  return { ...mesh, grids: new Map([...mesh.grids.values()].map((ground, i) => [path(i + 1), ground])) };
}

test('rows from north to south, each from west to east, though no row is straight', () => {
  expect(readingOrder(town(), [1, 2, 3, 4, 5, 6, 7, 8, 9].map(path))).toEqual(
    [7, 8, 9, 4, 5, 6, 1, 2, 3].map(path),
  );
});

test('grids once in force keep their numbers; the new ones take those never used', () => {
  const used = new Set([path(1), path(3), path(5), path(12)]);
  expect([...(renumber(town(), COMMUNITY, used) as ReadonlyMap<string, string>)]).toEqual([
    [path(7), path(2)],
    [path(8), path(4)],
    [path(9), path(6)],
    [path(4), path(7)],
    [path(6), path(8)],
    [path(2), path(9)],
  ]);
});

test('nothing new to number, and no number left, are told', () => {
  const all = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9].map(path));
  expect(renumber(town(), COMMUNITY, all)).toMatchObject({ code: 'areas.nothing_to_number' });
  const full = new Set(Array.from({ length: 999 }, (_, i) => path(i + 1)));
  expect(freePaths(COMMUNITY, 1, full)).toMatchObject({ code: 'areas.no_code_left' });
  expect(freePaths(COMMUNITY, 2, new Set([path(1)]))).toEqual([path(2), path(3)]);
});

test('a drawn place goes to the corner in reach, else onto the border, else it stays', () => {
  const edge: readonly [Corner, Corner] = [
    [1_000, 1_000],
    [1_000, 9_000],
  ];
  expect(snapCorner([edge], [1_030, 1_020], 50)).toEqual([1_000, 1_000]);
  expect(snapCorner([edge], [1_030, 5_000], 50)).toEqual([1_000, 5_000]);
  expect(snapCorner([edge], [1_090, 5_000], 50)).toEqual([1_090, 5_000]);
  expect(
    snapLine(
      [edge],
      [
        [1_002, 999],
        [999, 1_003],
        [4_000, 4_000],
      ],
      50,
    ),
  ).toEqual([
    [1_000, 1_000],
    [4_000, 4_000],
  ]);
  // A metre is some 90 units of latitude: 111 km to the degree.
  expect(unitsOf(1, 300_000_000)).toBeGreaterThan(85);
  expect(unitsOf(1, 300_000_000)).toBeLessThan(95);
});
