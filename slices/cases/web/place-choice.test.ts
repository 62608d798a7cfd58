// A place named by keys: numbers as people write them, and a point that lies within a crooked grid.
import { expect, test } from 'vitest';
import { acceptBody, NO_CHANGE, proposalQuery } from './decision-draft.ts';
import { insideOf, pointIn } from './place-choice.ts';

test('a pair of numbers is a place, with either comma and with spaces', () => {
  const place = { lon: 119.92, lat: 38.62 };
  for (const text of ['119.92, 38.62', '119.92，38.62', ' 119.92 38.62 '])
    expect(pointIn(text)).toEqual(place);
  for (const text of ['', '119.92', '38.62, 119.92', 'abc', '119,92, 38,62'])
    expect(pointIn(text)).toBeUndefined();
});

test('the point inside of a grid like a U lies on one of its legs', () => {
  const u = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [8, 10],
        [8, 2],
        [3, 2],
        [3, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  };
  const inside = insideOf(u);
  expect(inside?.lon).toBeCloseTo(1.5);
  expect(inside?.lat).toBeGreaterThan(2);
});

test('a chosen grid goes as a grid, a point as a point, and an address only with one of them', () => {
  const grid = { path: '990101.001.001.001', name: '一格', inside: { lon: 1, lat: 2 } };
  expect(acceptBody({ ...NO_CHANGE, grid, address: '河边' })).toEqual({
    areaPath: '990101.001.001.001',
    address: '河边',
  });
  expect(proposalQuery({ ...NO_CHANGE, grid })).toEqual({ lon: 1, lat: 2 });
  expect(acceptBody({ ...NO_CHANGE, grid, point: { lon: 3, lat: 4 } })).toEqual({
    point: { lon: 3, lat: 4 },
  });
  expect(acceptBody({ ...NO_CHANGE, address: '河边' })).toEqual({});
});
