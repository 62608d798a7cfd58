// The things in the street of the demo district: along every road at its spacing, in parks, at homes. Each
// lies strictly inside one grid and has a 16-digit code (6 + 2 + 2 + 6). Pure; units are named by specialty.
import type { Position } from './bend.ts';
import { toEarth, toPlane } from './bend.ts';
import type { DemoArea, DemoPlaces, DemoRoad } from './district.ts';
import {
  CLASSES,
  GRID_THINGS,
  PARK_THINGS,
  RIVER_THINGS,
  ROAD_THINGS,
  type Thing,
} from './component-classes.ts';
import type { Vertex } from './mesh.ts';
import { between, chance, pickWeighted, type Rand, stream } from './random.ts';

export interface DemoComponent {
  readonly code: string;
  readonly classCode: string;
  readonly name: string;
  readonly className: string;
  readonly lon: number;
  readonly lat: number;
  readonly gridPath: string;
  /** Road and house number or the park's name: how people say where it is. */
  readonly address: string;
  readonly specialty: string;
  readonly condition: 'intact' | 'broken' | 'lost' | 'abandoned' | 'occupied';
}

interface Spot {
  readonly at: Vertex;
  readonly gridPath: string;
  readonly address: string;
}

/** Even-odd rule on the plane. */
export function isInside([x, y]: Vertex, ring: readonly Vertex[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax, ay] = ring[i] ?? [0, 0];
    const [bx, by] = ring[j] ?? [0, 0];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Points along a line every `spacing` metres or so, `offset` metres to its left. */
function* alongLine(line: readonly Position[], spacing: number, offset: number, rand: Rand) {
  let wait = spacing * between(rand, 0.15, 1);
  let gone = 0;
  for (let i = 1; i < line.length; i += 1) {
    const [ax, ay] = toPlane(line[i - 1] ?? [0, 0]);
    const [bx, by] = toPlane(line[i] ?? [0, 0]);
    const length = Math.hypot(bx - ax, by - ay);
    const [dx, dy] = [(bx - ax) / length, (by - ay) / length];
    let t = wait;
    for (; t < length; t += spacing * between(rand, 0.85, 1.2)) {
      yield { at: [ax + dx * t - dy * offset, ay + dy * t + dx * offset] as Vertex, metres: gone + t };
    }
    wait = t - length;
    gone += length;
  }
}

class Register {
  readonly list: DemoComponent[] = [];
  private readonly last = new Map<string, number>();
  private readonly district: string;
  private readonly rand: Rand;

  constructor(district: string, rand: Rand) {
    this.district = district;
    this.rand = rand;
  }

  add(classCode: string, spot: Spot, where: string): void {
    const known = CLASSES.get(classCode);
    if (!known) throw new Error(`no class ${classCode}`);
    const sequence = (this.last.get(classCode) ?? 0) + 1;
    this.last.set(classCode, sequence);
    const [lon, lat] = toEarth(spot.at);
    this.list.push({
      code: `${this.district}${classCode}${String(sequence).padStart(6, '0')}`,
      classCode,
      className: known.name,
      name: `${where}${known.name}${sequence}号`,
      lon,
      lat,
      gridPath: spot.gridPath,
      address: spot.address,
      specialty: known.specialty,
      condition: pickWeighted(this.rand, [
        ['intact', 962],
        ['broken', 25],
        ['lost', 3],
        ['abandoned', 4],
        ['occupied', 6],
      ] as const),
    });
  }
}

/** The tables hold a full census's spacing; a demonstration carries a little more than half of it. */
const THINNED = 1.75;

type Rings = ReadonlyMap<string, readonly Vertex[]>;

function placeAlong(
  road: DemoRoad,
  things: readonly Thing[],
  rings: Rings,
  rand: Rand,
  register: Register,
): void {
  let houseNumber = 1;
  for (const { line, gridPath } of road.frontages) {
    const ring = rings.get(gridPath) ?? [];
    for (const [classCode, spacing, offset] of things) {
      for (const { at, metres } of alongLine(line, spacing * THINNED, offset, rand)) {
        if (!isInside(at, ring)) continue;
        const number = houseNumber + 2 * Math.floor(metres / 30);
        register.add(classCode, { at, gridPath, address: `${road.name}${number}号附近` }, road.name);
      }
    }
    houseNumber = (houseNumber + 18) % 400;
  }
}

/** Points well inside a ring, or none where the ring is too thin. */
function* scatter(ring: readonly Vertex[], count: number, rand: Rand): Generator<Vertex> {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const box = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)] as const;
  let found = 0;
  for (let tries = 0; found < count && tries < count * 20; tries += 1) {
    const at: Vertex = [between(rand, box[0], box[1]), between(rand, box[2], box[3])];
    const isWellInside =
      isInside(at, ring) &&
      [
        [9, 0],
        [-9, 0],
        [0, 9],
        [0, -9],
      ].every(([dx = 0, dy = 0]) => isInside([at[0] + dx, at[1] + dy], ring));
    if (!isWellInside) continue;
    found += 1;
    yield at;
  }
}

function placeInside(
  area: DemoArea,
  things: readonly (readonly [string, number])[],
  where: string,
  rings: Rings,
  rand: Rand,
  register: Register,
): void {
  for (const [classCode, count] of things) {
    const whole = Math.floor(count) + (chance(rand, count % 1) ? 1 : 0);
    for (const at of scatter(rings.get(area.path) ?? [], whole, rand)) {
      register.add(classCode, { at, gridPath: area.path, address: `${where}内` }, where);
    }
  }
}

export function makeComponents(seed: number, places: DemoPlaces): DemoComponent[] {
  const rand = stream(seed, 'components');
  const register = new Register(places.code, rand);
  const grids = places.areas.filter((area) => area.level === 'grid');
  const rings: Rings = new Map(grids.map((grid) => [grid.path, grid.ring.slice(0, -1).map(toPlane)]));
  for (const road of places.roads) {
    placeAlong(road, road.kind === 'river' ? RIVER_THINGS : ROAD_THINGS[road.kind], rings, rand, register);
  }
  const parks = new Map(places.parks.map((park) => [park.gridPath, park.name]));
  for (const grid of grids) {
    const park = parks.get(grid.path);
    if (park !== undefined) placeInside(grid, PARK_THINGS, park, rings, rand, register);
    else placeInside(grid, GRID_THINGS, grid.name.replace(/第.*/, ''), rings, rand, register);
  }
  return register.list;
}
