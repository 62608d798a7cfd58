// Gives each edge the corners of its neighbours that lie on it. Sources often draw a long edge straight
// through while a neighbour has a corner on it; rounding, and still more the change of coordinate system
// (a straight line in GCJ-02 is not straight in WGS 84: 6 cm per km), would tear such a border apart into
// gaps and overlaps of many m². Works in the source's own system, before anything is converted.
import Flatbush from 'flatbush';
import type { MultiPolygonRings, PolygonRings, Ring } from '../../../kernel/geo.ts';
import { fromE7, toE7 } from './exact-geometry.ts';

/** A corner within this many 1e-7 degrees (9 cm) lies on the edge: the rounding of six decimals, below the
 *  finest class of positional accuracy (0.5 m). Wider gaps stay for the check to find. */
const ON_EDGE_E7 = 8;

interface Corners {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly index: Flatbush;
}

function cornersOf(areas: readonly MultiPolygonRings[]): Corners | undefined {
  const distinct = new Map<string, readonly [number, number]>();
  for (const ring of areas.flat(2)) {
    for (const [lon, lat] of ring) distinct.set(`${toE7(lon)},${toE7(lat)}`, [toE7(lon), toE7(lat)]);
  }
  if (distinct.size === 0) return undefined;
  const index = new Flatbush(distinct.size);
  const xs = new Float64Array(distinct.size);
  const ys = new Float64Array(distinct.size);
  let at = 0;
  for (const [x, y] of distinct.values()) {
    xs[at] = x;
    ys[at] = y;
    index.add(x, y, x, y);
    at++;
  }
  index.finish();
  return { xs, ys, index };
}

/** The corners on the edge, from its start to its end, both excluded. */
function cornersOn(corners: Corners, x1: number, y1: number, x2: number, y2: number): [number, number][] {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const near = corners.index.search(
    Math.min(x1, x2) - ON_EDGE_E7,
    Math.min(y1, y2) - ON_EDGE_E7,
    Math.max(x1, x2) + ON_EDGE_E7,
    Math.max(y1, y2) + ON_EDGE_E7,
  );
  const on: { readonly along: number; readonly x: number; readonly y: number }[] = [];
  for (const number of near) {
    const x = corners.xs[number] as number;
    const y = corners.ys[number] as number;
    const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
    const aside = Math.abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length;
    if (aside <= ON_EDGE_E7 && along > ON_EDGE_E7 && along < length - ON_EDGE_E7) on.push({ along, x, y });
  }
  return on
    .sort((a, b) => a.along - b.along || a.x - b.x || a.y - b.y)
    .map(({ x, y }) => [fromE7(x), fromE7(y)]);
}

function shareRing(corners: Corners, ring: Ring): Ring {
  const own = new Set(ring.map(([lon, lat]) => `${toE7(lon)},${toE7(lat)}`));
  const shared: (readonly [number, number])[] = [];
  for (const [i, position] of ring.entries()) {
    shared.push(position);
    const next = ring[i + 1];
    if (!next) continue;
    const on = cornersOn(corners, toE7(position[0]), toE7(position[1]), toE7(next[0]), toE7(next[1]));
    // A ring that touches itself is the drawer's affair: its own corners are not put into its other edges.
    shared.push(...on.filter(([lon, lat]) => !own.has(`${toE7(lon)},${toE7(lat)}`)));
  }
  return shared;
}

/** The same areas in the same order. Never moves or removes a corner. */
export function shareCorners(areas: readonly MultiPolygonRings[]): MultiPolygonRings[] {
  const corners = cornersOf(areas);
  if (!corners) return [...areas];
  return areas.map((parts) =>
    parts.map((rings): PolygonRings => rings.map((ring) => shareRing(corners, ring))),
  );
}
