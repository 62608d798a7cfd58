// Writes a vector tile (MVT 2.1, protocol buffers) from features in units of the tile. Our own, because half
// of the time of a tile of two thousand things went into the general library's look-up of its words.
import type { GeoJSONVTFeature } from '@maplibre/geojson-vt';

const VERSION = 2;
const [VARINT, EIGHT_BYTES, BYTES] = [0, 1, 2];
const [MOVE_TO, LINE_TO, CLOSE_PATH] = [1, 2, 7];
const POLYGON = 3;
const SMALL = 48;

/** A stretch of bytes that grows. */
class Bytes {
  #bytes: Buffer;
  length = 0;

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  #room(wanted: number): void {
    if (this.length + wanted <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.length + wanted));
    this.#bytes.copy(grown, 0, 0, this.length);
    this.#bytes = grown;
  }

  varint(value: number): void {
    this.#room(10);
    let left = value;
    while (left >= 0x80) {
      this.#bytes[this.length++] = (left % 0x80) | 0x80;
      left = Math.floor(left / 0x80);
    }
    this.#bytes[this.length++] = left;
  }

  field(number: number, wire: number): void {
    this.varint(number * 8 + wire);
  }

  number(number: number, value: number): void {
    this.field(number, VARINT);
    this.varint(value);
  }

  text(number: number, value: string): void {
    this.field(number, BYTES);
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.#room(length);
    this.length += this.#bytes.write(value, this.length);
  }

  double(number: number, value: number): void {
    this.field(number, EIGHT_BYTES);
    this.#room(8);
    this.length = this.#bytes.writeDoubleLE(value, this.length);
  }

  within(number: number, other: Bytes): void {
    this.field(number, BYTES);
    this.varint(other.length);
    this.#room(other.length);
    if (other.length > SMALL) other.#bytes.copy(this.#bytes, this.length, 0, other.length);
    // A call out of the language for a dozen bytes costs more than they do.
    else for (let at = 0; at < other.length; at += 1) this.#bytes[this.length + at] = other.#bytes[at] ?? 0;
    this.length += other.length;
  }

  taken(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }
}

type Value = string | number | boolean;
type Ring = readonly (readonly number[])[];

/** Short for small numbers, of either sign. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const command = (name: number, times: number): number => times * 8 + name;

function writeNumber(into: Bytes, value: number): void {
  if (!Number.isSafeInteger(value)) into.double(3, value);
  else if (value < 0) into.number(6, zigzag(value));
  else into.number(5, value);
}

function writeValue(into: Bytes, value: Value): void {
  if (typeof value === 'string') into.text(1, value);
  else if (typeof value === 'boolean') into.number(7, value ? 1 : 0);
  else writeNumber(into, value);
}

/** Each word once, by its number in the order in which words came. */
class Words<T> {
  readonly #numbers = new Map<T, number>();

  numberOf(word: T): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    return number;
  }

  all(): Iterable<T> {
    return this.#numbers.keys();
  }
}

/** The pen goes on from where it stood. */
class Pen {
  #x = 0;
  #y = 0;
  readonly #into: Bytes;

  constructor(into: Bytes) {
    this.#into = into;
  }

  #to([x = 0, y = 0]: readonly number[]): void {
    this.#into.varint(zigzag(x - this.#x));
    this.#into.varint(zigzag(y - this.#y));
    this.#x = x;
    this.#y = y;
  }

  points(points: Ring): void {
    this.#into.varint(command(MOVE_TO, points.length));
    for (const point of points) this.#to(point);
  }

  /** Of a ring the last corner is the first again and left to be closed. */
  line(ring: Ring, isClosed: boolean): void {
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || !last) return;
    const isRound = isClosed && ring.length > 1 && first[0] === last[0] && first[1] === last[1];
    const corners = isRound ? ring.slice(0, -1) : ring;
    this.#into.varint(command(MOVE_TO, 1));
    this.#to(first);
    if (corners.length > 1) this.#into.varint(command(LINE_TO, corners.length - 1));
    for (const corner of corners.slice(1)) this.#to(corner);
    if (isClosed) this.#into.varint(command(CLOSE_PATH, 1));
  }
}

class Layer {
  readonly #keys = new Words<string>();
  readonly #values = new Words<Value>();
  /** Used again for every feature. */
  readonly #feature = new Bytes(256);
  readonly #part = new Bytes(256);

  #tags(tags: Readonly<Record<string, Value | null | undefined>>): Bytes {
    const part = this.#part;
    part.length = 0;
    for (const key in tags) {
      const value = tags[key];
      if (value === undefined || value === null) continue;
      part.varint(this.#keys.numberOf(key));
      part.varint(this.#values.numberOf(value));
    }
    return part;
  }

  #geometry({ type, geometry }: GeoJSONVTFeature): Bytes {
    this.#part.length = 0;
    const pen = new Pen(this.#part);
    if (type === 1) pen.points(geometry as Ring);
    else for (const ring of geometry as readonly Ring[]) pen.line(ring, type === POLYGON);
    return this.#part;
  }

  #write(into: Bytes, feature: GeoJSONVTFeature): void {
    const one = this.#feature;
    one.length = 0;
    if (typeof feature.id === 'number') one.number(1, feature.id);
    one.within(2, this.#tags((feature.tags ?? {}) as Record<string, Value>));
    one.number(3, feature.type);
    one.within(4, this.#geometry(feature));
    into.within(2, one);
  }

  bytes(name: string, features: readonly GeoJSONVTFeature[], extent: number): Bytes {
    const into = new Bytes(1_024 + 32 * features.length);
    into.number(15, VERSION);
    into.text(1, name);
    into.number(5, extent);
    for (const feature of features) this.#write(into, feature);
    for (const key of this.#keys.all()) into.text(3, key);
    for (const value of this.#values.all()) {
      this.#feature.length = 0;
      writeValue(this.#feature, value);
      into.within(4, this.#feature);
    }
    return into;
  }
}

/** `layers`: by name, none of them empty. */
export function writeMvt(
  layers: readonly (readonly [name: string, features: readonly GeoJSONVTFeature[]])[],
  extent: number,
): Buffer {
  const tile = new Bytes(16 * 1_024);
  for (const [name, features] of layers) tile.within(3, new Layer().bytes(name, features, extent));
  return tile.taken();
}
