// One record of a Shapefile's .shp, whoever reads it and whether the file is held or flows by. Heights and
// measures lie behind the positions and are left out.
import type { MultiPolygonRings, PolygonRings, Ring } from '../geo.ts';

type Position = [number, number];

export type Shape =
  | { readonly kind: 'none' }
  | { readonly kind: 'point'; readonly at: Position }
  | { readonly kind: 'points'; readonly at: Position[] }
  | { readonly kind: 'line' | 'area'; readonly parts: Position[][] }
  | { readonly kind: 'other'; readonly type: number };

export const SHP_HEAD_BYTES = 100;
export const SHP_RECORD_HEAD_BYTES = 8;
const FILE_CODE = 9994;
const POSITION_BYTES = 16;
const PART_BYTES = 4;
/** Each with its plain form, with heights, with measures. */
const [POINTS, LINES, AREAS, MULTIPOINTS] = [
  [1, 11, 21],
  [3, 13, 23],
  [5, 15, 25],
  [8, 18, 28],
];

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export interface ShpHead {
  readonly bytes: number;
  /** West, south, east, north. */
  readonly box: readonly number[];
}

/** Undefined for what is no .shp. */
export function readShpHead(head: Uint8Array): ShpHead | undefined {
  if (head.length < SHP_HEAD_BYTES) return undefined;
  const view = viewOf(head);
  if (view.getInt32(0) !== FILE_CODE) return undefined;
  return { bytes: view.getInt32(24) * 2, box: [36, 44, 52, 60].map((at) => view.getFloat64(at, true)) };
}

/** How long the record is that follows these eight bytes. */
export const shapeBytes = (recordHead: Uint8Array): number => viewOf(recordHead).getInt32(4) * 2;

function positionsAt(view: DataView, from: number, count: number): Position[] | 'damaged' {
  if (count < 0 || from + count * POSITION_BYTES > view.byteLength) return 'damaged';
  return Array.from({ length: count }, (_, n): Position => {
    const at = from + n * POSITION_BYTES;
    return [view.getFloat64(at, true), view.getFloat64(at + 8, true)];
  });
}

function partsAt(view: DataView): Position[][] | 'damaged' {
  if (view.byteLength < 44) return 'damaged';
  const [parts, points] = [view.getInt32(36, true), view.getInt32(40, true)];
  const first = 44 + parts * PART_BYTES;
  if (parts < 0 || points < 0 || first + points * POSITION_BYTES > view.byteLength) return 'damaged';
  const starts = Array.from({ length: parts }, (_, n) => view.getInt32(44 + n * PART_BYTES, true));
  const all: Position[][] = [];
  for (const [n, start] of starts.entries()) {
    const end = starts[n + 1] ?? points;
    if (start < 0 || end < start || end > points) return 'damaged';
    const part = positionsAt(view, first + start * POSITION_BYTES, end - start);
    if (part === 'damaged') return part;
    all.push(part);
  }
  return all;
}

/** The content of one record, without its head. */
export function readShape(record: Uint8Array): Shape | 'damaged' {
  if (record.length < 4) return 'damaged';
  const view = viewOf(record);
  const type = view.getInt32(0, true);
  if (type === 0) return { kind: 'none' };
  if (POINTS?.includes(type)) {
    const found = positionsAt(view, 4, 1);
    const at = found === 'damaged' ? undefined : found[0];
    return at ? { kind: 'point', at } : 'damaged';
  }
  if (MULTIPOINTS?.includes(type)) {
    const at = record.length < 40 ? 'damaged' : positionsAt(view, 40, view.getInt32(36, true));
    return at === 'damaged' ? at : { kind: 'points', at };
  }
  const isLine = LINES?.includes(type);
  if (!isLine && !AREAS?.includes(type)) return { kind: 'other', type };
  const parts = partsAt(view);
  return parts === 'damaged' ? parts : { kind: isLine ? 'line' : 'area', parts };
}

/** Positive where the ring runs against the clock. */
export function turnOf(ring: Ring): number {
  let sum = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
    sum += x * nextY - nextX * y;
  }
  return sum;
}

function isInside(ring: Ring, [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (const [i, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Outer rings run with the clock, holes against it; each hole goes to the smallest outer ring around it. */
export function areaOfRings(rings: readonly Ring[]): MultiPolygonRings {
  const outers = rings.filter((ring) => turnOf(ring) <= 0).map((ring) => ({ ring, holes: [] as Ring[] }));
  if (outers.length === 0) return rings.map((ring): PolygonRings => [ring]);
  const bySize = [...outers].sort((a, b) => Math.abs(turnOf(a.ring)) - Math.abs(turnOf(b.ring)));
  for (const ring of rings) {
    if (turnOf(ring) <= 0) continue;
    const home = bySize.find((outer) => ring.some((at) => isInside(outer.ring, at)));
    if (home) home.holes.push(ring);
    else outers.push({ ring, holes: [] });
  }
  return outers.map(({ ring, holes }): PolygonRings => [ring, ...holes]);
}
