// A version as a planar mesh: grids that share corners, inside the district's outline. The grid is the only
// thing drawn; communities and streets are their grids united, and what no grid holds is nobody's land. Pure:
// an act makes a new mesh or is refused, never changes the one it was given.
import type { MultiPolygonRings, Ring } from '../../../kernel/geo.ts';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import { fromE7, squareMetresPerE7, toE7 } from './exact-geometry.ts';
import {
  type Corner,
  cornerKey,
  eachGroundEdge,
  Edges,
  type Ground,
  type Loop,
  type Part,
  runsAgainstClock,
  trace,
  type Traced,
  twiceGround,
} from './mesh-edges.ts';

export interface Mesh {
  readonly outline: Ground;
  /** By path. */
  readonly grids: ReadonlyMap<string, Ground>;
}

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function boxOf(corners: readonly Corner[]): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const corner of corners) {
    const x = corner[0];
    const y = corner[1];
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { minX, minY, maxX, maxY };
}

export const meets = (a: Box, b: Box): boolean =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;

/** A refusal that names its place. */
export const refuseAt = <Code extends string>(
  code: Code,
  [x, y]: Corner,
  data: Readonly<Record<string, unknown>> = {},
): Refusal<Code> => {
  const [lon, lat] = [fromE7(x), fromE7(y)];
  return refuse(code, { ...data, at: { lon, lat }, place: `${lon.toFixed(6)}, ${lat.toFixed(6)}` });
};

/** From closed rings in degrees, as stored. Turned so that ground lies on the left. */
export function toGround(boundary: MultiPolygonRings): Ground {
  return groundOfUnits(
    boundary.map((part) => part.map((ring) => ring.map(([lon, lat]) => [toE7(lon), toE7(lat)] as const))),
  );
}

/** From closed rings in whole units, turned whichever way. */
export function groundOfUnits(rings: MultiPolygonRings): Ground {
  const loopOf = (ring: Ring, isOuter: boolean): Loop => {
    const loop = ring.slice(0, -1);
    return runsAgainstClock(loop) === isOuter ? loop : [...loop].reverse();
  };
  return rings.map((part) => part.map((ring, i) => loopOf(ring, i === 0)));
}

/** A place inside the part: halfway across a level that meets no corner; it may lie between whole units. */
export function innerPlace(part: Part): readonly [number, number] | undefined {
  const ys = [...new Set(part.flat().map(([, y]) => y))].sort((a, b) => a - b);
  let widest: { readonly low: number; readonly high: number } | undefined;
  for (const [i, low] of ys.entries()) {
    const high = ys[i + 1];
    if (high !== undefined && (!widest || high - low > widest.high - widest.low)) widest = { low, high };
  }
  if (!widest) return undefined;
  const y = (widest.low + widest.high) / 2;
  const crossings: number[] = [];
  eachGroundEdge([part], ([x1, y1], [x2, y2]) => {
    if (y1 > y !== y2 > y) crossings.push(x1 + ((y - y1) * (x2 - x1)) / (y2 - y1));
  });
  crossings.sort((a, b) => a - b);
  const [west, east] = crossings;
  return west === undefined || east === undefined ? undefined : [(west + east) / 2, y];
}

/** To closed rings in degrees, to be stored. */
export const toBoundary = (ground: Ground): MultiPolygonRings =>
  ground.map((part) =>
    part.map((loop) => [...loop, ...loop.slice(0, 1)].map(([x, y]) => [fromE7(x), fromE7(y)] as const)),
  );

export function squareMetresOf(ground: Ground): number {
  const { minY, maxY } = boxOf(ground.flat(2));
  const units = Number(twiceGround(ground)) / 2;
  return units === 0 ? 0 : units * squareMetresPerE7(fromE7((minY + maxY) / 2));
}

/** What no grid holds, and where grids lie over each other or outside of the district (orphans). */
export function traceLand(mesh: Mesh): Traced {
  const edges = new Edges();
  eachGroundEdge(mesh.outline, (from, to) => edges.add(from, to));
  for (const ground of mesh.grids.values()) eachGroundEdge(ground, (from, to) => edges.add(to, from));
  return trace(edges);
}

/** Ground in the district that is in no grid; each part is one place. */
export const nobodysLand = (mesh: Mesh): Ground => traceLand(mesh).ground;

/** Corners that come to lie between two others, for whoever holds that border. */
export class NewCorners {
  readonly #between = new Map<string, Corner[]>();

  static #key(a: Corner, b: Corner): string {
    const [first, second] = [cornerKey(a), cornerKey(b)];
    return first < second ? `${first} ${second}` : `${second} ${first}`;
  }

  get size(): number {
    return this.#between.size;
  }

  put(a: Corner, b: Corner, corner: Corner): void {
    const key = NewCorners.#key(a, b);
    const known = this.#between.get(key);
    if (!known) this.#between.set(key, [corner]);
    else if (!known.some((one) => one[0] === corner[0] && one[1] === corner[1])) known.push(corner);
  }

  /** In the order of the way from a to b. */
  between(a: Corner, b: Corner): readonly Corner[] {
    const known = this.#between.get(NewCorners.#key(a, b));
    if (!known) return [];
    const along = ([x, y]: Corner) => (x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1]);
    return [...known].sort((one, other) => along(one) - along(other));
  }
}

/** The same loop object where nothing came in. */
export function withCorners(loop: Loop, fresh: NewCorners): Loop {
  const wider: Corner[] = [];
  for (const [i, corner] of loop.entries()) {
    wider.push(corner, ...fresh.between(corner, loop[(i + 1) % loop.length] as Corner));
  }
  return wider.length === loop.length ? loop : wider;
}

/** Every loop changed by the same rule: whoever shares a border, the outline too, gets the same change. */
export function mapLoops(mesh: Mesh, near: Box, change: (loop: Loop) => Loop): Mesh {
  const mapGround = (ground: Ground): Ground => {
    const changed = ground.map((part) => {
      if (!meets(boxOf(part[0] ?? []), near)) return part;
      const loops = part.map(change);
      return loops.every((loop, i) => loop === part[i]) ? part : loops;
    });
    return changed.every((part, i) => part === ground[i]) ? ground : changed;
  };
  const grids = new Map([...mesh.grids].map(([path, ground]) => [path, mapGround(ground)]));
  return { outline: mapGround(mesh.outline), grids };
}

/** Paths whose ground is another than before, new and gone ones included. */
export function changedPaths(before: Mesh, after: Mesh): string[] {
  const paths = new Set([...before.grids.keys(), ...after.grids.keys()]);
  return [...paths].filter((path) => before.grids.get(path) !== after.grids.get(path)).sort();
}

/** The mesh with some grids' ground set; undefined takes a grid away. */
export function withGrids(mesh: Mesh, ground: ReadonlyMap<string, Ground | undefined>): Mesh {
  const grids = new Map(mesh.grids);
  for (const [path, one] of ground) {
    if (one) grids.set(path, one);
    else grids.delete(path);
  }
  return { ...mesh, grids };
}

export const groundOf = (mesh: Mesh, path: string): Ground | Refusal<'areas.grid_unknown'> =>
  mesh.grids.get(path) ?? refuse('areas.grid_unknown', { path });
