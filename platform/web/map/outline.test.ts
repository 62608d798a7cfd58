// A line drawn around places keeps its shape with few corners, and comes through an address as it was.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fewCorners, MOST_CORNERS, outlineGeoJson, outlineWords, readOutline, wrongCornerIn,
} from './outline.ts';

const point = fc.record({
  lon: fc.double({ min: 73, max: 135, noNaN: true }),
  lat: fc.double({ min: 18, max: 53, noNaN: true }),
});

test('a thousand places of a finger become at most a hundred corners that still go round', () => {
  const way = Array.from({ length: 1_000 }, (_, at) => ({
    lon: 120 + Math.cos(at / 159) * 0.01,
    lat: 31 + Math.sin(at / 159) * 0.01,
  }));
  const corners = fewCorners(way);
  expect(corners.length).toBeGreaterThan(12);
  expect(corners.length).toBeLessThanOrEqual(MOST_CORNERS);
  for (const { lon, lat } of corners) expect(Math.hypot(lon - 120, lat - 31)).toBeCloseTo(0.01, 5);
});

test('whatever is drawn, its corners are few and among those drawn', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 300 }), (way) => {
      const corners = fewCorners(way, 20);
      expect(corners.length).toBeLessThanOrEqual(20);
      const drawn = new Set(way.map(({ lon, lat }) => `${lon.toFixed(6)} ${lat.toFixed(6)}`));
      for (const { lon, lat } of corners) expect(drawn).toContain(`${lon.toFixed(6)} ${lat.toFixed(6)}`);
    }),
  );
});

test('an outline comes through an address as it was; typed by hand it may stand in lines', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 100 }), (corners) => {
      expect(readOutline(outlineWords(corners))).toEqual(corners);
    }),
  );
  expect(readOutline('120.1，31.2\n120.3 31.2\n120.2, 31.4\n')).toHaveLength(3);
  for (const wrong of ['', '120,31;121,31', '120,31;121;122,32', '1,2;3,95;5,6', 'a,b;c,d;e,f'])
    expect(readOutline(wrong)).toBeUndefined();
});

test('the first line that is no corner is told, and whether it is only turned round', () => {
  expect(wrongCornerIn('120.1,31.2\n\n120.3 31.2')).toBeUndefined();
  expect(wrongCornerIn('120.1,31.2\nabc\n')).toEqual({ line: 2, words: 'abc', isSwapped: false });
  expect(wrongCornerIn('31.2,120.1')).toEqual({ line: 1, words: '31.2,120.1', isSwapped: true });
  expect(wrongCornerIn('1,2,3')).toMatchObject({ isSwapped: false });
});

test('two corners are a line, three close, and a cut stays open', () => {
  const kinds = (n: number) =>
    outlineGeoJson(Array.from({ length: n }, (_, at) => ({ lon: at, lat: at * at }))).features.map(
      ({ geometry }) => geometry.type,
    );
  expect(kinds(1)).toEqual(['Point']);
  expect(kinds(2)).toEqual(['LineString', 'Point', 'Point']);
  expect(kinds(3)).toEqual(['Polygon', 'Point', 'Point', 'Point']);
  const cut = outlineGeoJson([0, 1, 2].map((at) => ({ lon: at, lat: at * at })), true);
  expect(cut.features[0]?.geometry.type).toBe('LineString');
  expect(readOutline('120.1,31.2\n120.3,31.2', 2)).toHaveLength(2);
});
