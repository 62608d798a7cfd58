// The ground of the demo district as map features: its roads, the river with its width, parks with ponds,
// rows of houses. Pure: the same seed gives the same ground. Nobody lives in these houses.
import { type Position, toEarth, toPlane } from './bend.ts';
import { isInside } from './components.ts';
import type { DemoArea, DemoPlaces, DemoRoad } from './district.ts';
import type { Vertex } from './mesh.ts';
import { between, chance, type Rand, stream } from './random.ts';

export interface DemoFeature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, string | number>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

const RIVER_HALF_METRES = 34;
const RANKS = { arterial: 1, secondary: 2, branch: 3 } as const;

const feature = (properties: DemoFeature['properties'], type: string, coordinates: unknown): DemoFeature => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});

const shape = (properties: DemoFeature['properties'], ring: readonly Vertex[]): DemoFeature => {
  const positions = ring.map(toEarth);
  return feature(properties, 'Polygon', [[...positions, positions[0] as Position]]);
};

/** The line with its width, as a closed ring: up one bank and down the other. */
function banks(line: readonly Position[], halfMetres: number): Position[] {
  const points = line.map(toPlane);
  const left: Vertex[] = [];
  const right: Vertex[] = [];
  for (const [index, [x, y]] of points.entries()) {
    const [px, py] = points[index - 1] ?? [x, y];
    const [nx, ny] = points[index + 1] ?? [x, y];
    const length = Math.hypot(nx - px, ny - py) || 1;
    const [ux, uy] = [(nx - px) / length, (ny - py) / length];
    left.push([x - uy * halfMetres, y + ux * halfMetres]);
    right.unshift([x + uy * halfMetres, y - ux * halfMetres]);
  }
  const ring = [...left, ...right].map(toEarth);
  return [...ring, ring[0] as Position];
}

function roadFeature({ name, nameEn, kind, lines }: DemoRoad): DemoFeature {
  if (kind !== 'river') {
    return feature({ class: 'road', rank: RANKS[kind], name, nameEn }, 'MultiLineString', lines);
  }
  const parts = lines.map((line) => [banks(line, RIVER_HALF_METRES)]);
  return feature({ class: 'water', name, nameEn }, 'MultiPolygon', parts);
}

const planeRing = (area: DemoArea): Vertex[] => area.ring.slice(0, -1).map(toPlane);

function middleOf(ring: readonly Vertex[]): Vertex {
  const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length;
  return [mean(0), mean(1)];
}

/** The green a little inside its grid, and a pond in its middle. */
function parkFeatures(name: string, ring: readonly Vertex[], rand: Rand): DemoFeature[] {
  const [cx, cy] = middleOf(ring);
  const green = ring.map(([x, y]): Vertex => [cx + (x - cx) * 0.84, cy + (y - cy) * 0.84]);
  const [long, short] = [between(rand, 38, 60), between(rand, 22, 34)];
  const pond = Array.from({ length: 18 }, (_, i): Vertex => {
    const turn = (2 * Math.PI * i) / 18;
    return [cx + long * Math.cos(turn), cy + short * Math.sin(turn)];
  });
  return [shape({ class: 'green', name }, green), shape({ class: 'water' }, pond)];
}

/** The way in which the longest side of the ring runs: houses stand along it. */
function longestSide(ring: readonly Vertex[]): Vertex {
  let best: Vertex = [1, 0];
  let longest = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nx, ny] = ring[(index + 1) % ring.length] ?? [x, y];
    const length = Math.hypot(nx - x, ny - y);
    if (length <= longest) continue;
    longest = length;
    best = [(nx - x) / length, (ny - y) / length];
  }
  return best;
}

/** Between houses of a row, and between rows, in metres. */
const ALONG = 78;
const ACROSS = 46;
const CLEAR_METRES = 11;

function* houses(ring: readonly Vertex[], rand: Rand): Generator<DemoFeature> {
  const [ux, uy] = longestSide(ring);
  const [cx, cy] = middleOf(ring);
  const at = (along: number, across: number): Vertex => [
    cx + ux * along - uy * across,
    cy + uy * along + ux * across,
  ];
  const reach = Math.max(...ring.map(([x, y]) => Math.hypot(x - cx, y - cy)));
  for (let across = -reach; across < reach; across += ACROSS) {
    for (let along = -reach; along < reach; along += ALONG) {
      if (!chance(rand, 0.74)) continue;
      const [a, c] = [along + between(rand, -6, 6), across + between(rand, -3, 3)];
      const [halfLong, halfDeep] = [between(rand, 13, 29), between(rand, 6, 9)];
      const corners = (by: number): Vertex[] => [
        at(a - halfLong - by, c - halfDeep - by),
        at(a + halfLong + by, c - halfDeep - by),
        at(a + halfLong + by, c + halfDeep + by),
        at(a - halfLong - by, c + halfDeep + by),
      ];
      if (corners(CLEAR_METRES).every((corner) => isInside(corner, ring))) {
        yield shape({ class: 'building' }, corners(0));
      }
    }
  }
}

/** True within the width of the river, where nobody builds. */
function isWet([x, y]: Vertex, river: readonly Vertex[]): boolean {
  return river.some(([rx, ry]) => Math.hypot(rx - x, ry - y) < RIVER_HALF_METRES + 45);
}

export function makeBaseMap(seed: number, places: DemoPlaces): DemoFeature[] {
  const rand = stream(seed, 'base map');
  const parks = new Map(places.parks.map(({ gridPath, name }) => [gridPath, name]));
  const river = places.roads
    .filter(({ kind }) => kind === 'river')
    .flatMap(({ lines }) => lines.flat().map(toPlane));
  const built = places.areas
    .filter(({ level }) => level === 'grid')
    .flatMap((grid) => {
      const ring = planeRing(grid);
      const park = parks.get(grid.path);
      if (park !== undefined) return parkFeatures(park, ring, rand);
      return [...houses(ring, rand)].filter(({ geometry }) => {
        const [first] = (geometry.coordinates as Position[][])[0] ?? [];
        return first !== undefined && !isWet(toPlane(first), river);
      });
    });
  return [...places.roads.map(roadFeature), ...built];
}
