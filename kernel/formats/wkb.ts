// Well-known binary, as a GeoPackage keeps its shapes: to GeoJSON and, for areas, back. Heights and
// measures are left out; a length is never believed.
import type { MultiPolygonRings } from '../geo.ts';

type Position = [number, number];

export interface ReadGeometry {
  readonly type: string;
  readonly coordinates?: unknown;
}

const KINDS = ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'] as const;
const MULTI_FROM = 4;
const [HAS_Z, HAS_M, HAS_SRS] = [0x80000000, 0x40000000, 0x20000000];

class Reader {
  readonly #view: DataView;
  #at = 0;
  #isLittle = true;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #uint(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, this.#isLittle);
  }

  #count(leastBytes: number): number {
    const count = this.#uint();
    if (count * leastBytes > this.#view.byteLength - this.#at) throw new RangeError('more than there is');
    return count;
  }

  #position(numbers: number): Position {
    const at = this.#at;
    this.#at += numbers * 8;
    return [this.#view.getFloat64(at, this.#isLittle), this.#view.getFloat64(at + 8, this.#isLittle)];
  }

  #line(numbers: number): Position[] {
    return Array.from({ length: this.#count(numbers * 8) }, () => this.#position(numbers));
  }

  geometry(): ReadGeometry {
    this.#isLittle = this.#view.getUint8(this.#at) === 1;
    this.#at += 1;
    const type = this.#uint();
    if (type & HAS_SRS) this.#at += 4;
    const plain = type & 0x1fffffff;
    const thousands = Math.floor(plain / 1000);
    const hasZ = (type & HAS_Z) !== 0 || thousands === 1 || thousands === 3;
    const hasM = (type & HAS_M) !== 0 || thousands === 2 || thousands === 3;
    const numbers = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
    const kind = plain % 1000;
    const name = KINDS[kind - 1];
    if (!name) return { type: kind === 7 ? 'GeometryCollection' : `shape ${kind}` };
    if (kind >= MULTI_FROM) {
      const parts = Array.from({ length: this.#count(5) }, () => this.geometry());
      return { type: name, coordinates: parts.map(({ coordinates }) => coordinates) };
    }
    if (kind === 1) return { type: name, coordinates: this.#position(numbers) };
    if (kind === 2) return { type: name, coordinates: this.#line(numbers) };
    const rings = Array.from({ length: this.#count(4) }, () => this.#line(numbers));
    return { type: name, coordinates: rings };
  }
}

const HEAD_BYTES = 8;
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];
const IS_EMPTY = 0x10;

/** A shape as a GeoPackage wraps it; null for an empty one, undefined for bytes that are none. */
export function readPackaged(bytes: Uint8Array): ReadGeometry | null | undefined {
  if (bytes.length < HEAD_BYTES || bytes[0] !== 0x47 || bytes[1] !== 0x50) return undefined;
  const flags = bytes[3] ?? 0;
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (envelope === undefined) return undefined;
  if ((flags & IS_EMPTY) !== 0) return null;
  try {
    return new Reader(bytes.subarray(HEAD_BYTES + envelope)).geometry();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Areas in degrees of WGS 84, wrapped for a GeoPackage with their box. */
export function writePackaged(boundary: MultiPolygonRings): Uint8Array {
  const sizes = boundary.map((part) => 9 + part.reduce((sum, ring) => sum + 4 + ring.length * 16, 0));
  const bytes = new Uint8Array(HEAD_BYTES + 32 + 9 + sizes.reduce((sum, size) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  bytes.set([0x47, 0x50, 0, 0x03]);
  view.setInt32(4, 4326, true);
  const all = boundary.flat(2);
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  for (const [n, edge] of [least(xs), most(xs), least(ys), most(ys)].entries()) {
    view.setFloat64(HEAD_BYTES + n * 8, edge, true);
  }
  let at = HEAD_BYTES + 32;
  const head = (kind: number, count: number) => {
    view.setUint8(at, 1);
    view.setUint32(at + 1, kind, true);
    view.setUint32(at + 5, count, true);
    at += 9;
  };
  head(6, boundary.length);
  for (const part of boundary) {
    head(3, part.length);
    for (const ring of part) {
      view.setUint32(at, ring.length, true);
      at += 4;
      for (const [x, y] of ring) {
        view.setFloat64(at, x, true);
        view.setFloat64(at + 8, y, true);
        at += 16;
      }
    }
  }
  return bytes;
}
