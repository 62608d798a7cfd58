// The index in memory answers exactly what the definition says, for any tiling and at any corner.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { covers, exactShape, fromE7 } from './exact-geometry.ts';
import { LocateIndex } from './locate-index.ts';

const degrees = (ring: [number, number][]): MultiPolygonRings => [
  [ring.map(([x, y]) => [fromE7(x), fromE7(y)] as const)],
];

/** Cells over a lattice whose corners are pushed about: neighbours share corners and slanted edges. */
function tiling(columns: number, rows: number, jitter: (i: number) => number) {
  const origin = { x: 1_065_000_000, y: 298_000_000 };
  const corner = (c: number, r: number): [number, number] => {
    const i = r * (columns + 1) + c;
    return [origin.x + c * 9_001 + jitter(i * 2), origin.y + r * 7_003 + jitter(i * 2 + 1)];
  };
  const cells: { code: string; corners: [number, number][] }[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const ring = [corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1), corner(c, r)];
      cells.push({ code: `500151001001${String(r * columns + c + 1).padStart(3, '0')}`, corners: ring });
    }
  }
  return cells;
}

/** A small repeatable sequence for corners, so that a failing seed can be named. */
const noise = (seed: number) => (i: number) => (Math.imul(i + seed, 2_654_435_761) >>> 8) % 2_500;

describe('locating in memory', () => {
  test('every point falls in the lowest-coded grid that covers it, at corners and on edges too', () => {
    let onBoundary = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(1_000_000),
        (c, r, seed) => {
          const cells = tiling(c, r, noise(seed));
          const grids = cells.map((cell) => ({
            code: cell.code,
            shape: exactShape(degrees(cell.corners)),
            value: cell.code,
          }));
          const index = new LocateIndex(grids);
          const points = cells.flatMap(({ corners }) => [
            ...corners,
            ...corners
              .slice(1)
              .map(([x, y], i): [number, number] => [
                Math.round((x + (corners[i] as [number, number])[0]) / 2),
                Math.round((y + (corners[i] as [number, number])[1]) / 2),
              ]),
            ...corners.map(([x, y], i): [number, number] => [
              x + ((seed + i * 3) % 3) - 1,
              y + ((seed + i) % 3) - 1,
            ]),
          ]);
          for (const [x, y] of points) {
            const covering = grids.filter((grid) => covers(grid.shape, x, y)).map((grid) => grid.code);
            if (covering.length > 1) onBoundary++;
            expect(index.find(x, y)).toBe(covering[0]);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(onBoundary).toBeGreaterThan(1_000);
  });

  test('a grid with a hole does not hold what lies in the hole, yet holds its rim', () => {
    const square = (from: number, to: number): [number, number][] => [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
      [from, from],
    ];
    const ring = (list: [number, number][]) => list.map(([x, y]) => [fromE7(x), fromE7(y)] as const);
    const shape = exactShape([[ring(square(0, 3_000)), ring(square(1_000, 2_000))]]);
    const index = new LocateIndex([{ code: '1', shape, value: 'frame' }]);
    expect(index.find(500, 500)).toBe('frame');
    expect(index.find(1_500, 1_500)).toBeUndefined();
    expect(index.find(1_000, 1_500)).toBe('frame');
    expect(index.find(3_000, 3_000)).toBe('frame');
    expect(index.find(3_001, 3_000)).toBeUndefined();
  });

  test('a whole-number point exactly on a slanted edge belongs to both sides, so to the lower code', () => {
    const a = exactShape(
      degrees([
        [1_200_000_000, 300_000_000],
        [1_200_030_003, 300_010_001],
        [1_200_000_000, 300_020_000],
        [1_200_000_000, 300_000_000],
      ]),
    );
    const b = exactShape(
      degrees([
        [1_200_000_000, 300_000_000],
        [1_200_030_003, 299_990_000],
        [1_200_030_003, 300_010_001],
        [1_200_000_000, 300_000_000],
      ]),
    );
    const index = new LocateIndex([
      { code: '2', shape: b, value: 'b' },
      { code: '1', shape: a, value: 'a' },
    ]);
    // 30003 = 3 × 10001, 10001 = 1 × 10001: the lattice points in between lie exactly on the edge.
    for (let k = 0; k <= 10_001; k += 137)
      expect(index.find(1_200_000_000 + 3 * k, 300_000_000 + k)).toBe('a');
    expect(index.find(1_200_000_000 + 3 * 500, 300_000_000 + 499)).toBe('b');
  });

  test('of 400,000 points over 1,200 grids each is in one grid or outside of all', () => {
    const cells = tiling(40, 30, noise(7));
    const index = new LocateIndex(
      cells.map((c) => ({ code: c.code, shape: exactShape(degrees(c.corners)), value: c.code })),
    );
    const points = Array.from(
      { length: 400_000 },
      (_, i) =>
        [
          1_065_000_000 + ((Math.imul(i, 2_654_435_761) >>> 0) % 360_000),
          298_000_000 + ((Math.imul(i, 2_246_822_519) >>> 0) % 210_000),
        ] as const,
    );
    const perGrid = new Map<string, number>();
    for (const [x, y] of points) {
      const code = index.find(x, y);
      if (code !== undefined) perGrid.set(code, (perGrid.get(code) ?? 0) + 1);
    }
    const found = [...perGrid.values()].reduce((sum, count) => sum + count, 0);
    expect(found).toBeGreaterThan(300_000);
    expect(perGrid.size).toBe(cells.length);
  });
});
