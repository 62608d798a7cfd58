// Which grids a run marks on the map, how, and what a press on one opens.
import { expect, test } from 'vitest';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { FIGURES } from '../core/contract.ts';
import { figureOf, kindOf, marksOf } from './moves-map.tsx';
import type { Sum } from './use-whatif.ts';

const sumOf = (key: string, told: Partial<Sum>): Sum => {
  const none = Object.fromEntries(FIGURES.map((figure) => [figure, 0])) as Record<
    (typeof FIGURES)[number],
    number
  >;
  return { key, name: key, nameEn: key, ...none, ...told };
};

const gridsOf = (paths: readonly string[], west: number): Areas => ({
  type: 'FeatureCollection',
  features: paths.map((path) => ({
    type: 'Feature',
    properties: { path, name: path },
    geometry: { type: 'Polygon', coordinates: [[[west, 1], [west + 1, 1], [west, 2], [west, 1]]] },
  })),
});

test('more that come, more that go, and what only has other times differ', () => {
  expect(kindOf(sumOf('a', { came: 2, went: 1 }))).toBe('new');
  expect(kindOf(sumOf('a', { came: 1, went: 2 }))).toBe('gone');
  expect(kindOf(sumOf('a', { turnedLate: 3 }))).toBe('moved');
});

test('a grid is drawn as the drafted version has it, one that it has no more as it is', () => {
  const now = gridsOf(['a', 'b'], 10);
  const drafted = gridsOf(['a', 'c'], 20);
  const moved = ['a', 'b', 'c', 'nowhere'].map((key) => sumOf(key, { came: 1 }));
  const west = marksOf(moved, now, drafted).features.map(({ geometry }) =>
    geometry.type === 'Polygon' ? geometry.coordinates[0]?.[0]?.[0] : undefined,
  );
  expect(west).toEqual([20, 10, 20]);
  expect(marksOf(moved, now, undefined).features).toHaveLength(2);
});

test('a press opens what came first of all, and else what left, then what turned', () => {
  expect(figureOf(sumOf('a', { came: 1, went: 4, turnedLate: 2 }))).toBe('came');
  expect(figureOf(sumOf('a', { went: 4, turnedLate: 2 }))).toBe('went');
  expect(figureOf(sumOf('a', { turnedLate: 2 }))).toBe('turnedLate');
  expect(figureOf(sumOf('a', { turnedInTime: 1 }))).toBe('turnedInTime');
});
