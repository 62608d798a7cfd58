// Whatever is split, merged, claimed, drawn or moved, and in whatever order: the grids and nobody's land fill
// the district to the last whole unit, and none lies over another.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { insertCorner, moveCorners, removeCorner } from './adjust-border.ts';
import { exactShape } from './exact-geometry.ts';
import { LocateIndex } from './locate-index.ts';
import { claimLand, drawArea, mergeAreas } from './merge-areas.ts';
import { boxOf, type Mesh, nobodysLand, toBoundary, toGround, traceLand } from './mesh.ts';
import { clashOf, edgesNear, faultAfter, isSliver } from './mesh-check.ts';
import { type Corner, eachGroundEdge, type Ground, sideOf, twiceGround } from './mesh-edges.ts';
import { latticeMesh, latticePath, sequence } from './mesh-town.ts';
import { splitByLine, splitByShare } from './split-area.ts';

const total = (grounds: readonly Ground[]): bigint =>
  grounds.reduce((sum, ground) => sum + twiceGround(ground), 0n);

/** Every promise of a mesh, by the definition and not by the code that keeps it. */
function expectTiling(mesh: Mesh, seed: number): void {
  const { ground: land, orphans } = traceLand(mesh);
  expect(orphans).toEqual([]);
  const grids = [...mesh.grids.values()];
  expect(total([...grids, land])).toBe(twiceGround(mesh.outline));
  const edges = edgesNear([mesh.outline, ...grids], boxOf(mesh.outline.flat(2)));
  for (const [i, edge] of edges.entries()) {
    for (const other of edges.slice(i + 1)) expect(clashOf(edge, other)).toBeUndefined();
  }
  const next = sequence(seed);
  const { minX, minY, maxX, maxY } = boxOf(mesh.outline.flat(2));
  const index = new LocateIndex(
    [...mesh.grids].map(([path, ground]) => ({
      code: path,
      value: path,
      shape: exactShape(toBoundary(ground)),
    })),
  );
  for (let i = 0; i < 60; i++) {
    const at: Corner = [minX + next(maxX - minX), minY + next(maxY - minY)];
    const sides = [...mesh.grids].map(([path, ground]) => [path, sideOf(ground.flat(), ...at)] as const);
    const holders = sides.filter(([, side]) => side >= 0).map(([path]) => path);
    const isInLand = sideOf(land.flat(), ...at) > 0;
    if (sides.every(([, side]) => side !== 0) && sideOf(land.flat(), ...at) !== 0) {
      expect(holders.length + (isInLand ? 1 : 0)).toBe(1);
    }
    expect(index.find(...at)).toBe(holders.sort()[0]);
  }
}

type Act = (mesh: Mesh, next: (below: number) => number, fresh: string) => Mesh | Refusal;

const pick = <T>(list: readonly T[], next: (below: number) => number): T => list[next(list.length)] as T;
const somePath: (mesh: Mesh, next: (below: number) => number) => string = (mesh, next) =>
  pick([...mesh.grids.keys()], next);
const someCorner = (mesh: Mesh, next: (below: number) => number): Corner =>
  pick(pick(pick(mesh.grids.get(somePath(mesh, next)) as Ground, next), next), next);

const ACTS: Readonly<Record<string, Act>> = {
  split: (mesh, next, newPath) => {
    const path = somePath(mesh, next);
    const { minX, minY, maxX, maxY } = boxOf((mesh.grids.get(path) ?? []).flat(2));
    const [w, h] = [maxX - minX, maxY - minY];
    const line: Corner[] = [
      [minX - 50, minY + next(h)],
      [minX + next(w), minY + next(h)],
      [maxX + 50, minY + next(h)],
    ];
    const turned = line.map(
      ([x, y]): Corner => (next(2) === 1 ? [x, y] : [x, Math.min(maxY, Math.max(minY, y))]),
    );
    return splitByLine(mesh, { path, newPath }, turned, next(2) * 40);
  },
  merge: (mesh, next) => {
    const keep = somePath(mesh, next);
    const siblings = [...mesh.grids.keys()].filter((path) => path.slice(0, 14) === keep.slice(0, 14));
    return mergeAreas(mesh, [pick(siblings, next)], keep);
  },
  move: (mesh, next) => {
    const from = someCorner(mesh, next);
    const reach = pick([3, 300, 4_000], next);
    return moveCorners(mesh, [
      { from, to: [from[0] + next(reach) - (reach >> 1), from[1] + next(reach) - 1] },
    ]);
  },
  insert: (mesh, next) => {
    const loop = pick(pick(mesh.grids.get(somePath(mesh, next)) as Ground, next), next);
    const i = next(loop.length);
    const [a, b] = [loop[i] as Corner, loop[(i + 1) % loop.length] as Corner];
    const at: Corner = [
      Math.round((a[0] + b[0]) / 2) + next(200) - 100,
      Math.round((a[1] + b[1]) / 2) + next(200),
    ];
    return insertCorner(mesh, [a, b], at);
  },
  remove: (mesh, next) => removeCorner(mesh, someCorner(mesh, next)),
  claim: (mesh, next, newPath) => {
    const part = nobodysLand(mesh)[0];
    const corner = part?.[0]?.[0] ?? someCorner(mesh, next);
    return claimLand(mesh, corner, next(2) === 0 ? newPath : somePath(mesh, next));
  },
  draw: (mesh, next, newPath) => {
    const [x, y] = someCorner(mesh, next);
    const [w, h] = [2_000 + next(6_000), 2_000 + next(6_000)];
    const ring: Corner[] = [
      [x - next(3_000), y - 1_000],
      [x + w, y - next(900)],
      [x + w - next(900), y + h],
      [x - 500, y + h - next(500)],
    ];
    return drawArea(mesh, ring, { newPath, from: [...mesh.grids.keys()] }, next(2) * 60);
  },
};

describe('the workshop keeps the tiling exact', () => {
  test('through thousands of steps of every kind, in any order', () => {
    const done: Record<string, number> = {};
    const refused: Record<string, number> = {};
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.constantFrom(...Object.keys(ACTS)), { minLength: 20, maxLength: 40 }),
        (seed, kinds) => {
          const next = sequence(seed);
          let mesh = latticeMesh(3 + next(2), 3, seed, [4, next(9)]);
          const outline = twiceGround(mesh.outline);
          for (const [i, kind] of kinds.entries()) {
            const before = JSON.stringify([...mesh.grids]);
            const newPath = `500151.001.001.${String(100 + i)}`;
            const after = (ACTS[kind] as Act)(mesh, next, newPath);
            expect(JSON.stringify([...mesh.grids])).toBe(before);
            if (isRefusal(after)) {
              refused[after.code] = (refused[after.code] ?? 0) + 1;
              continue;
            }
            done[kind] = (done[kind] ?? 0) + 1;
            const grids = [...after.grids.values()];
            expect(total([...grids, nobodysLand(after)])).toBe(twiceGround(after.outline));
            mesh = after;
          }
          expectTiling(mesh, seed);
          expect([...mesh.grids.values()].flat().filter(isSliver)).toEqual([]);
          // A rounded cut moves the district's own edge by half a unit at most.
          const moved = twiceGround(mesh.outline) - outline;
          expect(Number(moved < 0n ? -moved : moved)).toBeLessThan(2 * 40 * 40_000);
        },
      ),
      { numRuns: 100 },
    );
    expect(Object.values(done).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1_000);
    // The fuzz was not empty: every kind of act stood, and both kinds of border held.
    for (const kind of Object.keys(ACTS)) expect(done[kind], kind).toBeGreaterThan(3);
    expect(refused['areas.border_crosses']).toBeGreaterThan(0);
    expect(refused['areas.border_of_district']).toBeGreaterThan(3);
  });

  test('what is written to the store and read again is the same mesh', () => {
    const mesh = latticeMesh(3, 3, 5);
    for (const ground of mesh.grids.values()) expect(toGround(toBoundary(ground))).toEqual(ground);
  });
});

const A = latticePath(0);
const square = (mesh: Mesh, path: string) => boxOf((mesh.grids.get(path) ?? []).flat(2));
const orThrow = (mesh: Mesh | Refusal): Mesh => {
  if (isRefusal(mesh)) throw new Error(`${mesh.code} ${JSON.stringify(mesh.data)}`);
  return mesh;
};
const FRESH = '500151.001.001.100';

describe('splitting', () => {
  test('the larger half keeps the code, or the one that is pointed at', () => {
    const mesh = latticeMesh(3, 3, 1);
    const { minX, minY, maxX, maxY } = square(mesh, A);
    const y = minY + Math.round((maxY - minY) / 4);
    const line: Corner[] = [
      [minX - 100, y],
      [maxX + 2_000, y],
    ];
    const split = orThrow(splitByLine(mesh, { path: A, newPath: FRESH }, line, 0));
    expect(square(split, A).minY).toBeGreaterThanOrEqual(y - 1);
    const told = orThrow(
      splitByLine(mesh, { path: A, newPath: FRESH, keepAt: [minX + 50, minY + 50] }, line, 0),
    );
    expect(square(told, A).minY).toBe(minY);
    expect(twiceGround(told.grids.get(A) ?? [])).toBe(twiceGround(split.grids.get(FRESH) ?? []));
    const away: Corner = [maxX + 90_000, minY];
    expect(splitByLine(mesh, { path: A, newPath: FRESH, keepAt: away }, line, 0)).toMatchObject({
      code: 'areas.keeps_neither',
    });
  });

  test('the cut is in the neighbour’s ring and in the outline, and in no border farther off', () => {
    const mesh = latticeMesh(3, 3, 1);
    const { minX, minY, maxX, maxY } = square(mesh, A);
    const y = Math.round((minY + maxY) / 2);
    const line: Corner[] = [
      [minX - 100, y],
      [maxX + 90_000, y + 7],
    ];
    const split = orThrow(splitByLine(mesh, { path: A, newPath: FRESH }, line, 0));
    const count = (path: string) => split.grids.get(path)?.flat(2).length;
    expect([count(latticePath(1)), count(latticePath(2)), split.outline.flat(2).length]).toEqual([5, 4, 13]);
  });

  test('a road that ends inside, one that only touches and one that cuts it in four are told apart', () => {
    const mesh = latticeMesh(1, 1, 1);
    const { minX, minY, maxX, maxY } = square(mesh, A);
    const [x, y] = [Math.round((minX + maxX) / 2), Math.round((minY + maxY) / 2)];
    const cut = (line: Corner[], reach = 0) => splitByLine(mesh, { path: A, newPath: FRESH }, line, reach);
    expect(
      cut([
        [minX - 9, y],
        [x, y],
      ]),
    ).toMatchObject({ code: 'areas.line_cuts_nothing' });
    expect(
      cut(
        [
          [minX, maxY + 20],
          [maxX, maxY + 20],
        ],
        30,
      ),
    ).toMatchObject({
      code: 'areas.line_cuts_nothing',
    });
    const zigzag: Corner[] = [
      [minX + 99, minY - 9],
      [minX + 999, maxY + 9],
      [minX + 1_999, minY - 9],
    ];
    expect(cut(zigzag)).toMatchObject({ code: 'areas.line_cuts_more', data: { pieces: 3 } });
    const eight: Corner[] = [
      [minX - 9, y],
      [x, y + 900],
      [x, y - 900],
      [minX - 9, y + 300],
    ];
    expect(cut(eight)).toMatchObject({ code: 'areas.line_tangled' });
    expect(
      cut([
        [minX - 9, minY + 20],
        [maxX + 9, minY + 20],
      ]),
    ).toMatchObject({ code: 'areas.sliver' });
    expect(splitByLine(mesh, { path: 'x', newPath: FRESH }, zigzag, 0)).toMatchObject({
      code: 'areas.grid_unknown',
    });
  });

  test('by homes: each half has exactly its share of them, whatever the shape', () => {
    let shared = 0;
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 12, max: 80 }), (seed, count) => {
        const next = sequence(seed);
        const mesh = orThrow(
          mergeAreas(latticeMesh(3, 3, seed), [latticePath(0), latticePath(3)], latticePath(0)),
        );
        const path = latticePath(next(2) * 4);
        const { minX, minY, maxX, maxY } = square(mesh, path);
        const homes = Array.from(
          { length: count },
          (): Corner => [minX + next(maxX - minX), minY + next(maxY - minY)],
        );
        const held = (ground: Ground) => homes.filter((at) => sideOf(ground.flat(), ...at) > 0).length;
        const all = held(mesh.grids.get(path) ?? []);
        const split = splitByShare(mesh, { path, newPath: FRESH }, homes, 0.3);
        if (isRefusal(split)) return expect(split.code).toBe('areas.no_share');
        shared += 1;
        const [kept, fresh] = [split.grids.get(path) ?? [], split.grids.get(FRESH) ?? []];
        expect([held(kept), held(fresh)]).toEqual([Math.round(all * 0.3), all - Math.round(all * 0.3)]);
        expectTiling(split, seed);
      }),
      { numRuns: 60 },
    );
    expect(shared).toBeGreaterThan(45);
    expect(splitByShare(latticeMesh(2, 2), { path: A, newPath: FRESH }, [], 0.5)).toMatchObject({
      code: 'areas.no_share',
    });
  });
});

describe('merging and claiming', () => {
  test('grids of one community that share a border become one; others are refused by name', () => {
    const mesh = latticeMesh(2, 2, 3);
    const [a, b, c] = [0, 1, 2].map(latticePath) as [string, string, string];
    const merged = orThrow(mergeAreas(mesh, [a], c));
    expect([...merged.grids.keys()].sort()).toEqual([c, b, latticePath(3)].sort());
    const wide = latticeMesh(3, 3, 3);
    expect(mergeAreas(wide, [latticePath(4)], b)).toMatchObject({ code: 'areas.other_community' });
    expect(mergeAreas(wide, [c], a)).toMatchObject({ code: 'areas.not_neighbours', data: { path: c } });
    expect(mergeAreas(mesh, ['x'], a)).toMatchObject({ code: 'areas.grid_unknown' });
  });

  test('a ring of grids around another becomes a grid with a hole', () => {
    const mesh = latticeMesh(3, 3, 2);
    const grids = new Map([...mesh.grids].map(([path, ground]) => [path.replace('.002.', '.001.'), ground]));
    const paths = [...grids.keys()].sort();
    const middle = paths[4] as string;
    const ring = orThrow(
      mergeAreas(
        { ...mesh, grids },
        paths.filter((path) => path !== middle),
        paths[0] as string,
      ),
    );
    expect(ring.grids.get(paths[0] as string)?.map((part) => part.length)).toEqual([2]);
    expectTiling(ring, 2);
  });

  test('nobody’s land is found with its place, and goes to a neighbour or becomes a grid', () => {
    const mesh = latticeMesh(3, 3, 4, [4]);
    const [place, ...rest] = nobodysLand(mesh);
    expect(rest).toEqual([]);
    const { minX, minY, maxX, maxY } = boxOf(place?.flat() ?? []);
    const at: Corner = [Math.round((minX + maxX) / 2), Math.round((minY + maxY) / 2)];
    const given = orThrow(claimLand(mesh, at, latticePath(1)));
    expect([given.grids.size, nobodysLand(given)]).toEqual([8, []]);
    const made = orThrow(claimLand(mesh, at, FRESH));
    expect([made.grids.size, nobodysLand(made)]).toEqual([9, []]);
    expect(claimLand(made, at, latticePath(1))).toMatchObject({ code: 'areas.no_land_here' });
    expect(claimLand(mesh, at, latticePath(0))).toMatchObject({ code: 'areas.not_neighbours' });
  });

  test('a drawn ring takes nobody’s land and what it is told to take, and swallows no grid whole', () => {
    const mesh = latticeMesh(3, 3, 4, [4]);
    const { minX, minY, maxX, maxY } = boxOf(mesh.outline.flat(2));
    const all: Corner[] = [
      [minX - 9, minY - 9],
      [maxX + 9, minY - 9],
      [maxX + 9, maxY + 9],
      [minX - 9, maxY + 9],
    ];
    const land = orThrow(drawArea(mesh, all, { newPath: FRESH, from: [] }, 0));
    expect([land.grids.size, nobodysLand(land)]).toEqual([9, []]);
    expect(drawArea(mesh, all, { newPath: FRESH, from: [A] }, 0)).toMatchObject({
      code: 'areas.nothing_left',
    });
    expect(drawArea(land, all, { newPath: 'x', from: [] }, 0)).toMatchObject({ code: 'areas.nothing_drawn' });
    expect(drawArea(mesh, all, { newPath: FRESH, from: ['x'] }, 0)).toMatchObject({
      code: 'areas.grid_unknown',
    });
  });
});

test('a grid inside another cannot be put down in a third', () => {
  const mesh = latticeMesh(5, 3, 8);
  const numbers = [0, 1, 2, 5, 7, 10, 11, 12];
  const own = (number: number) => `500151.001.001.${String(number + 1).padStart(3, '0')}`;
  const grids = new Map([...mesh.grids.values()].map((ground, i) => [own(i), ground]));
  const ring = orThrow(mergeAreas({ ...mesh, grids }, numbers.map(own), own(0)));
  const wide = orThrow(mergeAreas(ring, [8, 9, 13, 14].map(own), own(8)));
  const inner = wide.grids.get(own(6))?.[0]?.[0] as readonly Corner[];
  const { minX, minY } = square(wide, own(8));
  const { minX: fromX, minY: fromY } = square(wide, own(6));
  const away = inner.map((from) => {
    const to: Corner = [minX + 4_000 + ((from[0] - fromX) >> 2), minY + 4_000 + ((from[1] - fromY) >> 2)];
    return { from, to };
  });
  expect(moveCorners(wide, away)).toMatchObject({ code: 'areas.border_crosses' });
  const smaller = inner.map((from) => ({ from, to: [from[0], fromY + ((from[1] - fromY) >> 1)] as const }));
  expectTiling(orThrow(moveCorners(wide, smaller)), 8);
});

describe('a strip less than a metre wide', () => {
  const [X, Y] = [1_060_000_000, 300_000_000];
  const XS = [0, 10_000, 10_040, 19_960, 20_000];
  const between = (from: number, to: number): Ground => {
    const xs = XS.filter((x) => x >= from && x <= to).map((x) => X + x);
    const above = [...xs].reverse().map((x): Corner => [x, Y + 10_000]);
    return [[[...xs.map((x): Corner => [x, Y]), ...above]]];
  };
  const meshOf = (...grids: [from: number, to: number][]): Mesh => ({
    outline: between(0, 20_000),
    grids: new Map(grids.map(([from, to], i) => [latticePath(i), between(from, to)])),
  });
  const before = meshOf([0, 10_000], [10_040, 20_000], [10_000, 10_040]);

  test('is refused in one place though another went in the same act', () => {
    const after = meshOf([0, 10_040], [10_040, 19_960], [19_960, 20_000]);
    expect(faultAfter(before, after)).toMatchObject({ code: 'areas.sliver' });
  });

  test('that was there before stays, though a corner is put into its border', () => {
    const [bottom, top]: Corner[] = [[X + 10_000, Y], [X + 10_000, Y + 10_000]];
    const bent = insertCorner(before, [bottom as Corner, top as Corner], [X + 10_005, Y + 5_000]);
    expect(orThrow(bent).grids.get(latticePath(2))?.flat(2)).toHaveLength(5);
  });
});

describe('adjusting a border', () => {
  const mesh = latticeMesh(3, 3, 6);
  const inner = mesh.grids.get(latticePath(4))?.[0]?.[0] as readonly Corner[];
  const [first, second] = inner as [Corner, Corner];

  test('a moved corner moves in all four grids that hold it', () => {
    const to: Corner = [first[0] + 500, first[1] - 400];
    const moved = orThrow(moveCorners(mesh, [{ from: first, to }]));
    const holders = [...moved.grids.values()].filter((g) => g.flat(2).some((c) => c[0] === to[0]));
    expect(holders).toHaveLength(4);
    expectTiling(moved, 6);
  });

  test('two corners may take each other’s turn, one alone may not take another’s place', () => {
    expect(moveCorners(mesh, [{ from: first, to: second }])).toMatchObject({ code: 'areas.corner_taken' });
    const on: Corner = [second[0] + 300, second[1] + 5];
    expect(
      isRefusal(
        moveCorners(mesh, [
          { from: first, to: [second[0] - 900, second[1]] },
          { from: second, to: on },
        ]),
      ),
    ).toBe(false);
  });

  test('a corner of the district, an unknown one, a meeting of three and a tangle are refused', () => {
    const rim = mesh.outline[0]?.[0]?.[0] as Corner;
    const to: Corner = [rim[0] + 5, rim[1]];
    expect(moveCorners(mesh, [{ from: rim, to }])).toMatchObject({ code: 'areas.border_of_district' });
    expect(moveCorners(mesh, [{ from: [1, 2], to }])).toMatchObject({ code: 'areas.corner_unknown' });
    expect(removeCorner(mesh, first)).toMatchObject({ code: 'areas.corner_of_three' });
    expect(moveCorners(mesh, [{ from: first, to: [first[0] + 14_000, first[1] + 100] }])).toMatchObject({
      code: 'areas.border_crosses',
    });
    expect(insertCorner(mesh, [first, rim], to)).toMatchObject({ code: 'areas.border_unknown' });
    let edge: readonly [Corner, Corner] = [rim, rim];
    eachGroundEdge(mesh.outline, (from, next) => {
      edge = [from, next];
    });
    expect(insertCorner(mesh, edge, to)).toMatchObject({ code: 'areas.border_of_district' });
  });

  test('a corner put in and taken out again leaves the mesh as it was', () => {
    const at: Corner = [Math.round((first[0] + second[0]) / 2), Math.round((first[1] + second[1]) / 2) + 300];
    const bent = orThrow(insertCorner(mesh, [first, second], at));
    expect(twiceGround(bent.grids.get(latticePath(4)) ?? [])).not.toBe(
      twiceGround(mesh.grids.get(latticePath(4)) ?? []),
    );
    expect([...orThrow(removeCorner(bent, at)).grids]).toEqual([...mesh.grids]);
    expect(insertCorner(bent, [first, at], second)).toMatchObject({ code: 'areas.corner_taken' });
  });
});
