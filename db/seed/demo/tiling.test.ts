// The demo district's places and things, tested hard for what every later slice relies on: exact tiling,
// one grid for every point, positions inside grids, names and codes that never repeat.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Position, toPlane } from './bend.ts';
import { makeBaseMap } from './base-map.ts';
import { isInside } from './components.ts';
import { makeDemoDistrict } from './demo.ts';
import { type DemoArea, makePlaces, ringSquareMetres } from './district.ts';
import type { Vertex } from './mesh.ts';
import { demoSignIns } from './people.ts';

const demo = makeDemoDistrict();
const { areas } = demo.places;
const at = (level: DemoArea['level'], list = areas) => list.filter((area) => area.level === level);
const plane = (area: DemoArea): Vertex[] => area.ring.slice(0, -1).map(toPlane);
const edgesOf = (area: DemoArea) => area.ring.slice(1).map((to, i) => [`${area.ring[i]}`, `${to}`] as const);

/** Directed edges of the areas that no neighbour runs the other way. */
function openEdges(list: readonly DemoArea[]): Set<string> {
  const open = new Set<string>();
  for (const area of list) {
    for (const [from, to] of edgesOf(area)) {
      if (!open.delete(`${to}>${from}`)) open.add(`${from}>${to}`);
    }
  }
  return open;
}

const crosses = (a: Vertex, b: Vertex, c: Vertex, d: Vertex): boolean => {
  const side = (p: Vertex, q: Vertex, r: Vertex) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
};

test('the district is big enough to be worked in', () => {
  expect(at('street').length).toBeGreaterThanOrEqual(4);
  expect(at('community').length).toBeGreaterThanOrEqual(24);
  expect(at('grid').length).toBeGreaterThanOrEqual(220);
  expect(demo.components.length).toBeGreaterThanOrEqual(20_000);
  expect(demo.people.filter((person) => person.login !== undefined).length).toBeGreaterThanOrEqual(60);
});

test.each([12, 6, 8, 9, 11, 101, 2026])(
  'with seed %i every level is the exact union of its grids',
  (seed) => {
    const list = makePlaces(seed).areas;
    const grids = at('grid', list);
    for (const level of ['district', 'street', 'community'] as const) {
      for (const area of at(level, list)) {
        const own = grids.filter((grid) => grid.path.startsWith(area.path));
        expect(new Set(edgesOf(area).map(([from, to]) => `${from}>${to}`)), area.name).toEqual(
          openEdges(own),
        );
        const sum = own.reduce((total, grid) => total + ringSquareMetres(grid.ring), 0);
        expect(Math.abs(sum - ringSquareMetres(area.ring)), area.name).toBeLessThan(0.01);
      }
    }
  },
);

test('every edge belongs to exactly two grids or to the border of the district', () => {
  const uses = new Map<string, number>();
  for (const grid of at('grid')) {
    for (const [from, to] of edgesOf(grid)) {
      const key = from < to ? `${from} ${to}` : `${to} ${from}`;
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
  }
  const border = new Set(
    at('district')
      .flatMap(edgesOf)
      .map(([f, t]) => (f < t ? `${f} ${t}` : `${t} ${f}`)),
  );
  for (const [edge, count] of uses) expect(count, edge).toBe(border.has(edge) ? 1 : 2);
});

test('no corner of one grid lies on a neighbour’s edge without being its corner too', () => {
  const grids = at('grid').map((grid) => ({
    grid,
    ring: plane(grid),
    corners: new Set(grid.ring.map(String)),
  }));
  const corners = new Map(
    at('grid').flatMap((grid) => grid.ring.map((p: Position) => [String(p), toPlane(p)] as const)),
  );
  let nearest = Number.POSITIVE_INFINITY;
  for (const [key, [x, y]] of corners) {
    for (const { ring, corners: own } of grids) {
      if (own.has(key)) continue;
      ring.forEach(([ax, ay], i) => {
        const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
        if (Math.min(ax, bx) > x + 1 || Math.max(ax, bx) < x - 1) return;
        const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
        const t = Math.max(0, Math.min(1, along));
        nearest = Math.min(nearest, Math.hypot(ax + (bx - ax) * t - x, ay + (by - ay) * t - y));
      });
    }
  }
  expect(nearest).toBeGreaterThan(0.5);
});

test('no grid crosses itself, none is a sliver, all run counter-clockwise', () => {
  for (const grid of at('grid')) {
    const ring = plane(grid);
    expect(new Set(grid.ring.slice(1).map(String)).size, grid.name).toBe(ring.length);
    const area = ringSquareMetres(grid.ring);
    expect(area, grid.name).toBeGreaterThan(15_000);
    const around = ring.reduce((sum, [x, y], i) => {
      const [px, py] = ring.at(i - 1) ?? [x, y];
      return sum + Math.hypot(x - px, y - py);
    }, 0);
    expect((4 * Math.PI * area) / around ** 2, `${grid.name} is compact`).toBeGreaterThan(0.15);
    for (let i = 0; i < ring.length; i += 1) {
      for (let j = i + 2; j < ring.length; j += 1) {
        const [a, b] = [ring[i] as Vertex, ring[(i + 1) % ring.length] as Vertex];
        const [c, d] = [ring[j] as Vertex, ring[(j + 1) % ring.length] as Vertex];
        expect(crosses(a, b, c, d), grid.name).toBe(false);
      }
    }
  }
});

test('any point of the district lies in exactly one grid, and any point outside in none', () => {
  const grids = at('grid').map(plane);
  const district = at('district').map(plane)[0] ?? [];
  let within = 0;
  fc.assert(
    fc.property(
      fc.double({ min: -6_500, max: 6_500, noNaN: true }),
      fc.double({ min: -5_500, max: 5_500, noNaN: true }),
      (x, y) => {
        const isIn = isInside([x, y], district);
        within += isIn ? 1 : 0;
        return grids.filter((ring) => isInside([x, y], ring)).length === (isIn ? 1 : 0);
      },
    ),
    { numRuns: 5_000 },
  );
  expect(within).toBeGreaterThan(500);
});

test('every thing stands inside its grid and has a code of its own', () => {
  const rings = new Map(at('grid').map((grid) => [grid.path, plane(grid)]));
  const codes = new Set<string>();
  for (const thing of demo.components) {
    expect(thing.code).toMatch(/^990101\d{10}$/);
    expect(thing.code.slice(6, 10)).toBe(thing.classCode);
    codes.add(thing.code);
    expect(isInside(toPlane([thing.lon, thing.lat]), rings.get(thing.gridPath) ?? []), thing.name).toBe(true);
  }
  expect(codes.size).toBe(demo.components.length);
});

test('areas, roads, units and logins are each named once', () => {
  const once = (names: readonly string[]) => expect(new Set(names).size).toBe(names.length);
  once(areas.map((area) => area.path));
  once(areas.map((area) => area.name));
  once(demo.places.roads.map((road) => road.name));
  once(demo.units.map((unit) => unit.code));
  once(demo.units.map((unit) => unit.name));
  once(demo.people.map((person) => person.key));
  once(demo.people.flatMap((person) => person.login ?? []));
  once(demo.places.parks.map((park) => park.gridPath));
});

test('every sign-in that is shown exists, and every grid has its head and three kinds of member', () => {
  expect(demoSignIns(demo.people, demo.units)).toHaveLength(23);
  for (const role of ['grid_head', 'guide', 'assistant', 'participant']) {
    expect(demo.people.filter((person) => person.role === role)).toHaveLength(at('grid').length);
  }
});

test('the same seed makes the same district, another seed another', () => {
  expect(makePlaces(3)).toEqual(makePlaces(3));
  expect(makePlaces(3).areas[0]?.ring).not.toEqual(makePlaces(4).areas[0]?.ring);
});

test('the ground has every road, the river with its width, the parks, and houses in one grid each', () => {
  const ground = makeBaseMap(demo.seed, demo.places);
  const of = (name: string) => ground.filter(({ properties }) => properties.class === name);
  expect(of('road')).toHaveLength(demo.places.roads.filter(({ kind }) => kind !== 'river').length);
  expect(
    of('water').some(({ properties, geometry }) => properties.name && geometry.type === 'MultiPolygon'),
  ).toBe(true);
  expect(of('green')).toHaveLength(demo.places.parks.length);
  const houses = of('building').map(({ geometry }) => (geometry.coordinates as Position[][])[0] ?? []);
  expect(houses.length).toBeGreaterThan(5_000);
  const grids = at('grid').map(plane);
  for (const house of houses.filter((_, index) => index % 50 === 0)) {
    const home = grids.filter((ring) => house.every((corner) => isInside(toPlane(corner), ring)));
    expect(home).toHaveLength(1);
  }
});
