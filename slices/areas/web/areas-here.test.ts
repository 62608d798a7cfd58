// The grid of a point, told by the phone: in a kept grid, elsewhere in the district, or outside.
import { expect, test } from 'vitest';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { exactShape } from '../core/exact-geometry.ts';
import type { AreaNode } from './area-tree.ts';
import { areasHereOf, homesOf, leavesOf } from './areas-here.ts';

const box = (west: number, east: number): MultiPolygonRings => [
  [
    [
      [west, 29],
      [east, 29],
      [east, 29.1],
      [west, 29.1],
      [west, 29],
    ],
  ],
];
const grid = (code: string, west: number, east: number) => ({
  properties: { path: code, code },
  geometry: { coordinates: box(west, east) },
});

test('a point is in its grid, elsewhere in the district, or outside with its distance', () => {
  const areas = areasHereOf([exactShape(box(106, 106.3))], [grid('a', 106, 106.1), grid('b', 106.1, 106.2)]);
  expect(areas.find({ lon: 106.05, lat: 29.05 })).toEqual({ kind: 'grid', areaPath: 'a' });
  // On the border of both: the lower code, as the server says.
  expect(areas.find({ lon: 106.1, lat: 29.05 })).toEqual({ kind: 'grid', areaPath: 'a' });
  expect(areas.find({ lon: 106.25, lat: 29.05 })).toEqual({ kind: 'elsewhere' });
  const outside = areas.find({ lon: 106.31, lat: 29.05 });
  expect(outside.kind).toBe('outside');
  expect(outside.kind === 'outside' && outside.distanceMetres).toBeCloseTo(972, -1);
});

test('without the district’s edge nothing is called outside', () => {
  expect(areasHereOf([], []).find({ lon: 0, lat: 0 })).toEqual({ kind: 'elsewhere' });
});

const node = (path: string, children: readonly AreaNode[] = []): AreaNode => ({
  path,
  name: path,
  nameEn: null,
  level: path.split('.').length === 4 ? 'grid' : 'street',
  areaM2: 1,
  children,
});

test('a phone keeps the street of each post, the whole of a small district, none of a large one', () => {
  const grids = (count: number) => Array.from({ length: count }, (_, n) => node(`500151.001.001.${n}`));
  const small = node('500151', [node('500151.001', grids(3))]);
  expect(leavesOf(small)).toHaveLength(3);
  expect(homesOf(small, ['500151.001.002.003', '500151.001.004'])).toEqual(['500151.001']);
  expect(homesOf(small, ['500151'])).toEqual(['500151']);
  expect(homesOf(node('500151', [node('500151.001', grids(301))]), ['500151'])).toEqual([]);
});
