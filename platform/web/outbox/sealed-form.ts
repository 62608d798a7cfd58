// How a value becomes bytes before it is sealed, and comes back: words as JSON, buffers behind them as they
// are, so that a picture is never blown up as text. Takes whatever can be cloned except a Blob, because not
// every browser keeps one. Pure.
//
// Layout: length of the JSON (4 bytes, big end first) · JSON · the buffers, one behind the other.

/** Marks what JSON can't say: `{ [MARK]: 'buffer', at: 0, length: 12 }`. */
const MARK = '\u0000';
const VIEWS = {
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
} as const;
type ViewName = keyof typeof VIEWS | 'Float64Array' | 'Uint8ClampedArray';
const VIEW_OF: Readonly<Record<ViewName, new (buffer: ArrayBuffer) => ArrayBufferView>> = {
  ...VIEWS,
  Float64Array,
  Uint8ClampedArray,
};

interface Marked {
  readonly [MARK]: string;
  readonly at?: number;
  readonly length?: number;
  readonly value?: unknown;
}

class Packing {
  readonly buffers: Uint8Array[] = [];
  #length = 0;

  #buffer(name: string, bytes: Uint8Array): Marked {
    const at = this.#length;
    this.buffers.push(bytes);
    this.#length += bytes.byteLength;
    return { [MARK]: name, at, length: bytes.byteLength };
  }

  #object(value: object): unknown {
    if (value instanceof ArrayBuffer) return this.#buffer('ArrayBuffer', new Uint8Array(value));
    if (ArrayBuffer.isView(value)) {
      const name = value.constructor.name;
      if (!(name in VIEW_OF)) throw new TypeError(`a ${name} can’t be kept`);
      return this.#buffer(name, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    }
    if (Array.isArray(value)) return value.map((one) => this.pack(one));
    if (value instanceof Date) return { [MARK]: 'date', value: this.pack(value.getTime()) };
    if (value instanceof Map) return { [MARK]: 'map', value: [...value].map((pair) => this.pack(pair)) };
    if (value instanceof Set) return { [MARK]: 'set', value: [...value].map((one) => this.pack(one)) };
    if (typeof Blob !== 'undefined' && value instanceof Blob) {
      throw new TypeError('a Blob can’t be kept: give its bytes');
    }
    const entries = Object.entries(value).map(([name, one]) => [name, this.pack(one)] as const);
    // A name of our own inside the value must not be taken for ours: such an object travels as pairs.
    return MARK in value ? { [MARK]: 'object', value: entries } : Object.fromEntries(entries);
  }

  pack(value: unknown): unknown {
    switch (typeof value) {
      case 'undefined':
        return { [MARK]: 'undefined' };
      case 'bigint':
        return { [MARK]: 'bigint', value: String(value) };
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : { [MARK]: 'number', value: numberWords(value) };
      case 'object':
        return value === null ? null : this.#object(value);
      case 'string':
      case 'boolean':
        return value;
      default:
        throw new TypeError(`a ${typeof value} can’t be kept`);
    }
  }
}

const numberWords = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

export function toBytes(value: unknown): Uint8Array<ArrayBuffer> {
  const packing = new Packing();
  const words = new TextEncoder().encode(JSON.stringify(packing.pack(value)));
  const total = packing.buffers.reduce((sum, one) => sum + one.byteLength, 4 + words.byteLength);
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setUint32(0, words.byteLength);
  bytes.set(words, 4);
  let at = 4 + words.byteLength;
  for (const one of packing.buffers) {
    bytes.set(one, at);
    at += one.byteLength;
  }
  return bytes;
}

function unpackMarked(marked: Marked, behind: Uint8Array): unknown {
  const { value } = marked;
  const list = () => (value as readonly unknown[]).map((one) => unpack(one, behind));
  switch (marked[MARK]) {
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(value as string);
    case 'number':
      return Number(value);
    case 'date':
      return new Date(unpack(value, behind) as number);
    case 'map':
      return new Map(list() as [unknown, unknown][]);
    case 'set':
      return new Set(list());
    case 'object':
      return Object.fromEntries(
        (value as [string, unknown][]).map(([name, one]) => [name, unpack(one, behind)]),
      );
    default:
      return buffer(marked, behind);
  }
}

function buffer(marked: Marked, behind: Uint8Array): unknown {
  const { at = 0, length = 0 } = marked;
  const name = marked[MARK];
  if (at + length > behind.byteLength) throw new RangeError('the bytes of a kept buffer are missing');
  const copy = behind.slice(at, at + length).buffer as ArrayBuffer;
  if (name === 'ArrayBuffer') return copy;
  const View = VIEW_OF[name as ViewName];
  if (!View) throw new TypeError(`${name} is no kind of buffer`);
  return new View(copy);
}

function unpack(value: unknown, behind: Uint8Array): unknown {
  if (Array.isArray(value)) return value.map((one) => unpack(one, behind));
  if (typeof value !== 'object' || value === null) return value;
  if (MARK in value) return unpackMarked(value as Marked, behind);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unpack(one, behind)]));
}

/** Throws when the bytes are not what `toBytes` made. */
export function fromBytes(bytes: Uint8Array): unknown {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const words = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length));
  return unpack(JSON.parse(words), bytes.subarray(4 + length));
}
