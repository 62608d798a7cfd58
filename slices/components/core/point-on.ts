// A point that lies on a geometry, for lists, maps and finding the grid: the point itself, half-way along a
// line, well inside a polygon (also where its middle falls into a hole). The longest or widest part decides.
import type { Point } from '../../../kernel/geo.ts';
import type { Geometry, Position } from './component.ts';

type Rings = readonly (readonly Position[])[];

const toPoint = ([lon, lat]: Position): Point => ({ lon, lat });
const lengthOf = (a: Position, b: Position): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

const lineLength = (line: readonly Position[]): number =>
  line.slice(1).reduce((sum, position, index) => sum + lengthOf(line[index] ?? position, position), 0);

function halfWay(line: readonly Position[]): Point {
  let left = lineLength(line) / 2;
  for (const [index, to] of line.entries()) {
    const from = line[index - 1];
    if (from === undefined) continue;
    const length = lengthOf(from, to);
    if (length >= left && length > 0) {
      const share = left / length;
      return { lon: from[0] + (to[0] - from[0]) * share, lat: from[1] + (to[1] - from[1]) * share };
    }
    left -= length;
  }
  return toPoint(line[0] ?? [0, 0]);
}

/** Where the parallel of a latitude enters and leaves the polygon, from west to east. */
function crossings(rings: Rings, lat: number): number[] {
  const lons: number[] = [];
  for (const ring of rings) {
    for (const [index, to] of ring.entries()) {
      const from = ring[index - 1];
      if (from === undefined || from[1] > lat === to[1] > lat) continue;
      lons.push(from[0] + ((lat - from[1]) / (to[1] - from[1])) * (to[0] - from[0]));
    }
  }
  return lons.sort((a, b) => a - b);
}

/** The middle of the widest stretch inside on a parallel that meets no corner, half-way up. */
function inside(rings: Rings): { point: Point; width: number } {
  const lats = [...new Set((rings[0] ?? []).map((position) => position[1]))].sort((a, b) => a - b);
  const middle = Math.max(1, Math.floor(lats.length / 2));
  const lat = ((lats[middle - 1] ?? 0) + (lats[middle] ?? lats[middle - 1] ?? 0)) / 2;
  const lons = crossings(rings, lat);
  let best = { point: toPoint(rings[0]?.[0] ?? [0, 0]), width: 0 };
  for (let index = 0; index + 1 < lons.length; index += 2) {
    const west = lons[index] ?? 0;
    const east = lons[index + 1] ?? west;
    if (east - west > best.width) best = { point: { lon: (west + east) / 2, lat }, width: east - west };
  }
  return best;
}

function largest<T>(parts: readonly T[], size: (part: T) => number): T | undefined {
  return parts.reduce<T | undefined>(
    (best, part) => (best === undefined || size(part) > size(best) ? part : best),
    undefined,
  );
}

export function pointOn(geometry: Geometry): Point {
  switch (geometry.type) {
    case 'Point':
      return toPoint(geometry.coordinates);
    case 'MultiPoint':
      return toPoint(geometry.coordinates[0] ?? [0, 0]);
    case 'LineString':
      return halfWay(geometry.coordinates);
    case 'MultiLineString':
      return halfWay(largest(geometry.coordinates, lineLength) ?? []);
    case 'Polygon':
      return inside(geometry.coordinates).point;
    case 'MultiPolygon':
      return inside(largest(geometry.coordinates, (rings) => inside(rings).width) ?? []).point;
  }
}
