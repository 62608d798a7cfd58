// What a map sets apart is told by the data that it is given, and by nothing else.
import { expect, test } from 'vitest';
import type { Areas } from './map-data.ts';
import { hasMarks, markData, markOf } from './marks.ts';

const square = (path: string, west: number): Areas['features'][number] => ({
  type: 'Feature',
  properties: { path, name: path },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 0],
        [west + 1, 0],
        [west + 1, 1],
        [west, 0],
      ],
    ],
  },
});
const areas: Areas = { type: 'FeatureCollection', features: [square('a', 0), square('b', 1)] };

test('chosen areas are drawn once more, in no case one that is not there', () => {
  const { chosen } = markData(areas, { chosen: ['b', 'gone'] });
  expect(chosen.features.map(({ properties }) => properties.path)).toEqual(['b']);
  expect(markData(undefined, { chosen: ['b'] }).chosen.features).toEqual([]);
});

test('a corner knows its place in the list, and ground its kind', () => {
  const ground = markOf('nobody', { type: 'Point', coordinates: [1, 2] });
  const marked = { type: 'FeatureCollection' as const, features: [ground] };
  const data = markData(areas, {
    marked,
    spots: [
      { lon: 1, lat: 2 },
      { lon: 3, lat: 4 },
    ],
  });
  expect(data.spots.features.map(({ properties }) => properties?.['at'])).toEqual([0, 1]);
  expect(data.marked.features[0]?.properties.kind).toBe('nobody');
});

test('a map that sets nothing apart has no layers for it', () => {
  expect([hasMarks({}), hasMarks({ chosen: [] }), hasMarks({ spots: [] })]).toEqual([false, true, true]);
});
