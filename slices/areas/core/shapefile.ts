// A Shapefile of areas (.shp with .dbf) as GeoJSON in the coordinates of the file, and areas as a Shapefile.
// Read whole or not at all: what it holds is judged by the import like any GeoJSON.
import type { MultiPolygonRings, PolygonRings, Ring } from '../../../kernel/geo.ts';
import { type Decode, type Encode, readTable, type TableRow, writeTable } from './shapefile-table.ts';

const HEAD = 100;
const RECORD_HEAD = 8;
const FILE_CODE = 9994;
const VERSION = 1000;
const POLYGON = 5;
/** With heights, with measures: what lies behind the positions is left out. */
const POLYGONS: ReadonlySet<number> = new Set([POLYGON, 15, 25]);
const NOTHING = 0;

export type ShapeFault = 'damaged' | 'not_polygons' | 'rows_differ' | 'table_missing';

export interface ShapeFeature {
  readonly type: 'Feature';
  readonly properties: TableRow;
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygonRings } | null;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Positive where the ring runs against the clock. */
function turnOf(ring: Ring): number {
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
function partsOf(rings: readonly Ring[]): MultiPolygonRings {
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

function readShape(view: DataView, at: number, until: number): MultiPolygonRings | null | ShapeFault {
  if (at + 4 > until) return 'damaged';
  const type = view.getInt32(at, true);
  if (type === NOTHING) return null;
  if (!POLYGONS.has(type)) return 'not_polygons';
  if (at + 44 > until) return 'damaged';
  const [parts, points] = [view.getInt32(at + 36, true), view.getInt32(at + 40, true)];
  const first = at + 44 + parts * 4;
  if (parts < 0 || points < 0 || first + points * 16 > until) return 'damaged';
  const starts = Array.from({ length: parts }, (_, n) => view.getInt32(at + 44 + n * 4, true));
  const rings = starts.map((start, n): [number, number][] => {
    const end = Math.min(starts[n + 1] ?? points, points);
    return Array.from({ length: Math.max(0, end - Math.max(0, start)) }, (_, i) => {
      const point = first + (Math.max(0, start) + i) * 16;
      return [view.getFloat64(point, true), view.getFloat64(point + 8, true)];
    });
  });
  return partsOf(rings);
}

function readShapes(bytes: Uint8Array): (MultiPolygonRings | null)[] | ShapeFault {
  if (bytes.length < HEAD) return 'damaged';
  const view = viewOf(bytes);
  if (view.getInt32(0) !== FILE_CODE) return 'damaged';
  const shapes: (MultiPolygonRings | null)[] = [];
  const end = Math.min(bytes.length, view.getInt32(24) * 2);
  for (let at = HEAD; at < end; ) {
    if (at + RECORD_HEAD > end) return 'damaged';
    const until = at + RECORD_HEAD + view.getInt32(at + 4) * 2;
    if (until > end || until <= at) return 'damaged';
    const shape = readShape(view, at + RECORD_HEAD, until);
    if (typeof shape === 'string') return shape;
    shapes.push(shape);
    at = until;
  }
  return shapes;
}

export interface ShapeParts {
  readonly shp: Uint8Array;
  readonly dbf: Uint8Array | undefined;
}

export function readShapefile({ shp, dbf }: ShapeParts, decode: Decode): ShapeFeature[] | ShapeFault {
  if (!dbf) return 'table_missing';
  const shapes = readShapes(shp);
  if (typeof shapes === 'string') return shapes;
  const rows = readTable(dbf, decode);
  if (!rows) return 'damaged';
  if (rows.length !== shapes.length) return 'rows_differ';
  return shapes.map((shape, n) => ({
    type: 'Feature',
    properties: rows[n] ?? {},
    geometry: shape && { type: 'MultiPolygon', coordinates: shape },
  }));
}

export const WGS84_PRJ =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],' +
  'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

const turned = (ring: Ring, isOuter: boolean): Ring =>
  turnOf(ring) <= 0 === isOuter ? ring : [...ring].reverse();

type Box = readonly [number, number, number, number];
function boxOf(rings: readonly Ring[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of rings.flat()) {
    [west, south] = [Math.min(west, x), Math.min(south, y)];
    [east, north] = [Math.max(east, x), Math.max(north, y)];
  }
  return [west, south, east, north];
}

const ringsIn = (boundary: MultiPolygonRings): Ring[] =>
  boundary.flatMap((part) => part.map((ring, n) => turned(ring, n === 0)));

const recordBytes = (rings: readonly Ring[]): number => 44 + rings.length * 4 + rings.flat().length * 16;

function writeHead(view: DataView, bytes: number, [west, south, east, north]: Box): void {
  view.setInt32(0, FILE_CODE);
  view.setInt32(24, bytes / 2);
  view.setInt32(28, VERSION, true);
  view.setInt32(32, POLYGON, true);
  for (const [n, edge] of [west, south, east, north].entries()) view.setFloat64(36 + n * 8, edge, true);
}

function writeRecord(view: DataView, at: number, rings: readonly Ring[]): void {
  view.setInt32(at, POLYGON, true);
  for (const [n, edge] of boxOf(rings).entries()) view.setFloat64(at + 4 + n * 8, edge, true);
  view.setInt32(at + 36, rings.length, true);
  view.setInt32(at + 40, rings.flat().length, true);
  let first = 0;
  for (const [n, ring] of rings.entries()) {
    view.setInt32(at + 44 + n * 4, first, true);
    first += ring.length;
  }
  for (const [n, [x, y]] of rings.flat().entries()) {
    const point = at + 44 + rings.length * 4 + n * 16;
    view.setFloat64(point, x, true);
    view.setFloat64(point + 8, y, true);
  }
}

function writeShapes(shapes: readonly (readonly Ring[])[]): { shp: Uint8Array; shx: Uint8Array } {
  const sizes = shapes.map(recordBytes);
  const all = HEAD + sizes.reduce((sum, size) => sum + RECORD_HEAD + size, 0);
  const [shp, shx] = [new Uint8Array(all), new Uint8Array(HEAD + shapes.length * RECORD_HEAD)];
  const [view, index] = [viewOf(shp), viewOf(shx)];
  const box = boxOf(shapes.flat());
  writeHead(view, shp.length, box);
  writeHead(index, shx.length, box);
  let at = HEAD;
  for (const [n, rings] of shapes.entries()) {
    const words = (sizes[n] ?? 0) / 2;
    index.setInt32(HEAD + n * RECORD_HEAD, at / 2);
    index.setInt32(HEAD + n * RECORD_HEAD + 4, words);
    view.setInt32(at, n + 1);
    view.setInt32(at + 4, words);
    writeRecord(view, at + RECORD_HEAD, rings);
    at += RECORD_HEAD + words * 2;
  }
  return { shp, shx };
}

export interface ShapeArea {
  readonly cells: readonly string[];
  readonly boundary: MultiPolygonRings;
}

/** The files by their endings, in WGS 84 and UTF-8. Column names have ten letters at most. */
export function writeShapefile(columns: readonly string[], areas: readonly ShapeArea[], encode: Encode) {
  const { shp, shx } = writeShapes(areas.map(({ boundary }) => ringsIn(boundary)));
  const dbf = writeTable(
    columns,
    areas.map(({ cells }) => cells),
    encode,
  );
  return { shp, shx, dbf, prj: encode(WGS84_PRJ), cpg: encode('UTF-8') };
}
