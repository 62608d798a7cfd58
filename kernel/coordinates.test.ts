// Vendors' coordinates come back to where they were, and the shift has the size that is known of it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceMetres } from './geo.ts';
import { type Crs, CRS_NAMES, fromWgs84, isCrs, toWgs84 } from './coordinates.ts';

const inChina = fc.record({
  lon: fc.double({ min: 73.6, max: 135.1, noNaN: true }),
  lat: fc.double({ min: 18.1, max: 53.6, noNaN: true }),
});

describe('coordinates of map vendors', () => {
  test.each(CRS_NAMES)('a place anywhere in China given in %s comes back within a centimetre', (crs: Crs) => {
    fc.assert(
      fc.property(inChina, (point) => {
        expect(distanceMetres(toWgs84(fromWgs84(point, crs), crs), point)).toBeLessThan(0.01);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the published example in Beijing is shifted to the published place', () => {
    const shifted = fromWgs84({ lon: 116.404, lat: 39.915 }, 'GCJ02');
    expect(shifted.lon).toBeCloseTo(116.410_244_499_16938, 8);
    expect(shifted.lat).toBeCloseTo(39.916_404_281_501_64, 8);
  });

  test('a vendor point 116.404, 39.915 is the known BD-09 point', () => {
    const wgs = toWgs84({ lon: 116.404, lat: 39.915 }, 'GCJ02');
    const bd = fromWgs84(wgs, 'BD09');
    expect(bd.lon).toBeCloseTo(116.410_369_493_710_29, 7);
    expect(bd.lat).toBeCloseTo(39.921_336_993_510_22, 7);
  });

  test('in Hangzhou the shift is some 500 m, east and south', () => {
    const place = { lon: 120.17, lat: 30.29 };
    const shifted = fromWgs84(place, 'GCJ02');
    expect(distanceMetres(place, shifted)).toBeGreaterThan(400);
    expect(distanceMetres(place, shifted)).toBeLessThan(650);
    expect(shifted.lon).toBeGreaterThan(place.lon);
    expect(shifted.lat).toBeLessThan(place.lat);
  });

  test('outside China nothing is shifted', () => {
    expect(fromWgs84({ lon: -71.06, lat: 42.36 }, 'GCJ02')).toEqual({ lon: -71.06, lat: 42.36 });
  });

  test('only the three known labels are labels', () => {
    expect(isCrs('GCJ02')).toBe(true);
    expect(isCrs('EPSG:4326')).toBe(false);
    expect(isCrs(undefined)).toBe(false);
  });
});
