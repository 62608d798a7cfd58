// The shapes of a Shapefile, one after the other, as GeoJSON geometries. Heights and measures are left out.
import { systemRefused, Taker, unreadable } from './byte-source.ts';

const HEAD_BYTES = 100;
const RECORD_HEAD_BYTES = 8;
const FILE_CODE = 9994;
const MOST_RECORD_BYTES = 20_000_000;
const POINTS = new Set([1, 11, 21]);
const LINES = new Set([3, 13, 23]);
const POLYGONS = new Set([5, 15, 25]);
const MULTIPOINTS = new Set([8, 18, 28]);

type Position = [number, number];

const positionAt = (bytes: Buffer, at: number): Position => [
  bytes.readDoubleLE(at),
  bytes.readDoubleLE(at + 8),
];

function positions(bytes: Buffer, from: number, count: number): Position[] {
  return Array.from({ length: count }, (_, index) => positionAt(bytes, from + index * 16));
}

/** The parts of a line or polygon. */
function partsOf(bytes: Buffer): Position[][] {
  const [parts, points] = [bytes.readInt32LE(36), bytes.readInt32LE(40)];
  const first = 44 + parts * 4;
  if (parts < 0 || points < 0 || first + points * 16 > bytes.length)
    throw unreadable('the .shp is damaged');
  const starts = Array.from({ length: parts }, (_, index) => bytes.readInt32LE(44 + index * 4));
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? points;
    return positions(bytes, first + start * 16, Math.max(0, end - start));
  });
}

const turnOf = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + (nextX - x) * (nextY + y);
  }, 0);

function isIn([x, y]: Position, ring: readonly Position[]): boolean {
  let isInside = false;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
  }
  return isInside;
}

/** Outer rings run clockwise in a Shapefile, holes the other way round; a hole belongs to the ring around
 *  it. */
function polygonOf(rings: Position[][]) {
  const outer = rings.filter((ring) => turnOf(ring) >= 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => turnOf(ring) < 0)) {
    const around = outer.find(([ring]) => hole[0] && ring && isIn(hole[0], ring));
    if (around) around.push(hole);
    else outer.push([hole]);
  }
  const [only] = outer;
  return outer.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: outer };
}

function geometryOf(bytes: Buffer): unknown {
  const kind = bytes.readInt32LE(0);
  if (kind === 0) return { type: 'none' };
  if (POINTS.has(kind)) return { type: 'Point', coordinates: positionAt(bytes, 4) };
  if (MULTIPOINTS.has(kind)) {
    return { type: 'MultiPoint', coordinates: positions(bytes, 40, Math.max(0, bytes.readInt32LE(36))) };
  }
  if (POLYGONS.has(kind)) return polygonOf(partsOf(bytes));
  if (!LINES.has(kind)) return { type: `shape ${kind}` };
  const parts = partsOf(bytes);
  return parts.length === 1
    ? { type: 'LineString', coordinates: parts[0] }
    : { type: 'MultiLineString', coordinates: parts };
}

/** No longitude is beyond 180: such numbers are metres of a projection that nobody has named. */
function checkExtent(head: Buffer): void {
  const [west, south, east, north] = [36, 44, 52, 60].map((at) => head.readDoubleLE(at));
  const widest = Math.max(...[west, south, east, north].map((value) => Math.abs(value ?? 0)));
  if (widest > 360) throw systemRefused({ fault: 'unnamed', name: `${west} … ${east}, ${south} … ${north}` });
}

/** Throws Refused `component.file_unreadable`, `component.file_projected`. */
export async function* readShp(
  stretches: AsyncIterable<Uint8Array>,
  isNamed: boolean,
): AsyncGenerator<unknown> {
  const taker = new Taker(stretches);
  try {
    const head = await taker.take(HEAD_BYTES);
    if (head?.readInt32BE(0) !== FILE_CODE) throw unreadable('the .shp is not one');
    if (!isNamed) checkExtent(head);
    for (;;) {
      const recordHead = await taker.take(RECORD_HEAD_BYTES);
      if (!recordHead) return;
      const bytes = recordHead.readInt32BE(4) * 2;
      if (bytes < 4 || bytes > MOST_RECORD_BYTES) throw unreadable('the .shp is damaged');
      const record = await taker.take(bytes);
      if (!record) throw unreadable('the .shp ends in the middle of a record');
      yield geometryOf(record);
    }
  } catch (error) {
    if (error instanceof RangeError) throw unreadable('the .shp is damaged');
    throw error;
  } finally {
    await taker.end();
  }
}
