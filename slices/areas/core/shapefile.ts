// A Shapefile of areas (.shp with .dbf) as GeoJSON in the coordinates of the file, and areas as a Shapefile.
// Read whole or not at all: what it holds is judged by the import like any GeoJSON.
import {
  areaOfRings,
  readShape,
  readShpHead,
  SHP_HEAD_BYTES as HEAD,
  SHP_RECORD_HEAD_BYTES as RECORD_HEAD,
  shapeBytes,
  turnOf,
} from '../../../kernel/formats/shape-record.ts';
import type { Decode, Encode } from '../../../kernel/formats/shape-table.ts';
import type { MultiPolygonRings, Ring } from '../../../kernel/geo.ts';
import { readTable, type TableRow, writeTable } from './shapefile-table.ts';

const FILE_CODE = 9994;
const VERSION = 1000;
const POLYGON = 5;

export type ShapeFault = 'damaged' | 'not_polygons' | 'rows_differ' | 'table_missing';

export interface ShapeFeature {
  readonly type: 'Feature';
  readonly properties: TableRow;
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygonRings } | null;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function readShapes(bytes: Uint8Array): (MultiPolygonRings | null)[] | ShapeFault {
  const head = readShpHead(bytes);
  if (!head) return 'damaged';
  const shapes: (MultiPolygonRings | null)[] = [];
  const end = Math.min(bytes.length, head.bytes);
  for (let at = HEAD; at < end; ) {
    const from = at + RECORD_HEAD;
    if (from > end) return 'damaged';
    const until = from + shapeBytes(bytes.subarray(at, from));
    if (until > end || until <= from) return 'damaged';
    const shape = readShape(bytes.subarray(from, until));
    if (shape === 'damaged') return shape;
    if (shape.kind !== 'none' && shape.kind !== 'area') return 'not_polygons';
    shapes.push(shape.kind === 'none' ? null : areaOfRings(shape.parts));
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
  return shapes.flatMap((shape, n): ShapeFeature[] => {
    const properties = rows[n];
    const geometry = shape && { type: 'MultiPolygon' as const, coordinates: shape };
    return properties ? [{ type: 'Feature', properties, geometry }] : [];
  });
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
