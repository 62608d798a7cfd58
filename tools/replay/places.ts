// Gives a report without a place one inside the district, always the same for the same key: a grid by the
// key, then a point that lies in one of its parts.
import { createHash } from 'node:crypto';
import type { MultiPolygonRings, Point, PolygonRings, Ring } from '../../kernel/geo.ts';

const TRIES_PER_GRID = 200;
const E7 = 10_000_000;

/** Numbers from 0 to 1 that follow from the key alone. */
function* numbersOf(key: string): Generator<number> {
  for (let block = 0; ; block += 1) {
    const bytes = createHash('sha256').update(`${key} ${block}`).digest();
    for (let at = 0; at < 32; at += 4) yield bytes.readUInt32BE(at) / 2 ** 32;
  }
}

function isInRing(ring: Ring, { lon, lat }: Point): boolean {
  let isInside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi = 0, yi = 0] = ring[i] ?? [];
    const [xj = 0, yj = 0] = ring[j] ?? [];
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) isInside = !isInside;
  }
  return isInside;
}

const isIn = ([outer = [], ...holes]: PolygonRings, point: Point): boolean =>
  isInRing(outer, point) && !holes.some((hole) => isInRing(hole, point));

function boxOf(ring: Ring) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return { west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) };
}

const rounded = (degrees: number): number => Math.round(degrees * E7) / E7;

/** Undefined only for a district without grids. */
export function placeFor(key: string, grids: readonly MultiPolygonRings[]): Point | undefined {
  const numbers = numbersOf(key);
  const next = (): number => numbers.next().value as number;
  for (let tries = 0; tries < grids.length; tries += 1) {
    const parts = grids[Math.floor(next() * grids.length)] ?? [];
    const part = parts[Math.floor(next() * parts.length)];
    if (!part?.[0]) continue;
    const { west, east, south, north } = boxOf(part[0]);
    for (let at = 0; at < TRIES_PER_GRID; at += 1) {
      const point = {
        lon: rounded(west + next() * (east - west)),
        lat: rounded(south + next() * (north - south)),
      };
      if (isIn(part, point)) return point;
    }
  }
  return undefined;
}
