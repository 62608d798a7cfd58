// What counts as a fault of a tiling, and how it is told.
import { describe, expect, test } from 'vitest';
import { squareMetresPerE7 } from './exact-geometry.ts';
import { type FoundPlace, SMALLEST_E7, tellFinding, type TilingFinding, toFinding } from './tiling.ts';

const place = (change: Partial<FoundPlace>): FoundPlace => ({
  kind: 'gap',
  level: 'grid',
  x: 1_060_000_000,
  y: 300_000_000,
  areaE7: 1_000_000,
  areas: [{ path: '500151.001.001.001', name: '西网格' }],
  parent: { path: '500151.001.001', name: '社区' },
  ...change,
});

describe('findings', () => {
  test('more than 1 m² counts, up to 1 m² is drawing inaccuracy, at any latitude', () => {
    for (const lat of [3, 18, 30, 53]) {
      const y = lat * 1e7;
      const unit = squareMetresPerE7(lat);
      expect(toFinding(place({ y, areaE7: 1.001 / unit }))?.squareMetres).toBe(1);
      expect(toFinding(place({ y, areaE7: 0.999 / unit }))).toBeUndefined();
      // What the database leaves out as too small would never have counted.
      expect(SMALLEST_E7 * unit).toBeLessThan(1);
    }
  });

  test('a boundary that crosses itself counts whatever its size', () => {
    expect(toFinding(place({ kind: 'invalid_ring', areaE7: 0 }))).toMatchObject({
      kind: 'invalid_ring',
      squareMetres: 0,
    });
  });

  test('a square of 0.001 degrees at 30° north has the known 10,698 m²', () => {
    // 96.486 m × 110.852 m on the WGS 84 ellipsoid.
    expect(10_000 * 10_000 * squareMetresPerE7(30)).toBeCloseTo(96.486 * 110.852, -1);
  });

  test.each(['invalid_ring', 'overlap', 'gap', 'stray'] as const)(
    '%s names its place and areas in both languages',
    (kind) => {
      const finding = toFinding(place({ kind })) as TilingFinding;
      for (const lang of ['zh', 'en'] as const) {
        const words = tellFinding(finding, lang);
        expect(words).toContain('106.0000000, 30.0000000');
        expect(words).toContain('西网格');
        if (kind !== 'invalid_ring') expect(words).toContain(String(finding.squareMetres));
      }
    },
  );
});
