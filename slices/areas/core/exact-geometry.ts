// Geometry without rounding errors. Coordinates are kept as whole numbers of 1e-7 degrees ("e7", about a
// centimetre). Differences of such numbers are exact, and so are products of two differences as long as an
// edge spans less than 9.4 degrees (94,906,265² < 2^53); import refuses longer edges. PostGIS computes the
// same expressions on the same whole numbers (column boundary_e7), which is why both sides always agree.
import { distanceMetres, type MultiPolygonRings, type Point } from '../../../kernel/geo.ts';

export const E7 = 10_000_000;
/** Longest span of one edge, per axis, that keeps every product exact (and the shape a district's). */
export const MAX_EDGE_E7 = 90_000_000;

export const toE7 = (degrees: number): number => Math.round(degrees * E7);
export const fromE7 = (e7: number): number => e7 / E7;

/** Rings laid out flat: x,y,x,y…; ring i takes positions [ringStarts[i], ringStarts[i+1]) of `xy` / 2.
 *  Rings are closed. Outer rings and holes are not told apart: inside is an odd number of crossings. */
export interface ExactShape {
  readonly xy: Int32Array;
  readonly ringStarts: readonly number[];
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function exactShape(boundary: MultiPolygonRings): ExactShape {
  const rings = boundary.flat();
  const count = rings.reduce((sum, ring) => sum + ring.length, 0);
  const xy = new Int32Array(count * 2);
  const ringStarts: number[] = [];
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let at = 0;
  for (const ring of rings) {
    ringStarts.push(at);
    for (const [lon, lat] of ring) {
      const x = toE7(lon);
      const y = toE7(lat);
      xy[at * 2] = x;
      xy[at * 2 + 1] = y;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
      at++;
    }
  }
  ringStarts.push(at);
  return { xy, ringStarts, minX, minY, maxX, maxY };
}

/** Calls `visit` for every edge of the shape. */
export function eachEdge(
  shape: ExactShape,
  visit: (x1: number, y1: number, x2: number, y2: number) => void,
): void {
  const { xy, ringStarts } = shape;
  for (let ring = 0; ring + 1 < ringStarts.length; ring++) {
    const end = (ringStarts[ring + 1] ?? 0) - 1;
    for (let i = ringStarts[ring] ?? 0; i < end; i++) {
      visit(xy[i * 2] as number, xy[i * 2 + 1] as number, xy[i * 2 + 2] as number, xy[i * 2 + 3] as number);
    }
  }
}

/** Whether the whole-number point lies inside the shape or on its boundary. Exact: never off by rounding. */
export function covers(shape: ExactShape, x: number, y: number): boolean {
  if (x < shape.minX || x > shape.maxX || y < shape.minY || y > shape.maxY) return false;
  const { xy, ringStarts } = shape;
  let isInside = false;
  for (let ring = 0; ring + 1 < ringStarts.length; ring++) {
    const end = ((ringStarts[ring + 1] as number) - 1) * 2;
    let at = (ringStarts[ring] as number) * 2;
    let x1 = xy[at] as number;
    let y1 = xy[at + 1] as number;
    for (; at < end; at += 2) {
      const x2 = xy[at + 2] as number;
      const y2 = xy[at + 3] as number;
      if (y1 > y === y2 > y) {
        // The edge does not cross the point's latitude; it may still hold the point: a corner, or flat.
        if (y1 === y && (x1 === x || (y2 === y && x1 > x !== x2 > x))) return true;
      } else if (x1 > x && x2 > x) {
        isInside = !isInside;
      } else if (x1 >= x || x2 >= x) {
        const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
        if (side === 0) return true;
        if (side > 0 === y2 > y1) isInside = !isInside;
      }
      x1 = x2;
      y1 = y2;
    }
  }
  return isInside;
}

/** A point inside the shape, in the widest stretch of a middle latitude; undefined for a sliver. */
export function interiorPoint(shape: ExactShape): { readonly x: number; readonly y: number } | undefined {
  const y = Math.floor((shape.minY + shape.maxY) / 2);
  const crossings: number[] = [];
  eachEdge(shape, (x1, y1, x2, y2) => {
    // Half a unit above y, so that no corner is met.
    if (y1 > y !== y2 > y) crossings.push(x1 + ((y + 0.5 - y1) * (x2 - x1)) / (y2 - y1));
  });
  crossings.sort((a, b) => a - b);
  let best: { readonly x: number; readonly y: number } | undefined;
  let widest = 0;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [west, east] = [crossings[i] as number, crossings[i + 1] as number];
    const x = Math.round((west + east) / 2);
    if (east - west > widest && covers(shape, x, y)) {
      best = { x, y };
      widest = east - west;
    }
  }
  return best;
}

/** Metres from the point to the nearest place of the shape's boundary (good to about 0.5 %). */
export function metresToBoundary(shape: ExactShape, point: Point): number {
  const px = point.lon * E7;
  const py = point.lat * E7;
  const squeeze = Math.cos((point.lat * Math.PI) / 180);
  let best = Infinity;
  let nearest = point;
  eachEdge(shape, (x1, y1, x2, y2) => {
    const dx = (x2 - x1) * squeeze;
    const dy = y2 - y1;
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : ((px - x1) * squeeze * dx + (py - y1) * dy) / length;
    const t = Math.max(0, Math.min(1, along));
    const nx = x1 + (x2 - x1) * t;
    const ny = y1 + (y2 - y1) * t;
    const gap = ((px - nx) * squeeze) ** 2 + (py - ny) ** 2;
    if (gap < best) {
      best = gap;
      nearest = { lon: nx / E7, lat: ny / E7 };
    }
  });
  return distanceMetres(point, nearest);
}

/** Square metres of one square e7 unit at a latitude, on the WGS 84 ellipsoid. */
export function squareMetresPerE7(lat: number): number {
  const major = 6_378_137;
  const eccentricitySquared = 0.006_694_379_990_14;
  const radians = Math.PI / 180;
  const w = 1 - eccentricitySquared * Math.sin(lat * radians) ** 2;
  const meridian = (major * (1 - eccentricitySquared)) / (w * Math.sqrt(w));
  const parallel = (major / Math.sqrt(w)) * Math.cos(lat * radians);
  return (meridian * parallel * radians * radians) / (E7 * E7);
}
