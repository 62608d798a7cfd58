// Reads a vector tile back, for the tests: layers, properties, the corners of each feature. Written from the
// specification (MVT 2.1), apart from the library that writes, so that the two hold each other.

export interface ReadFeature {
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** Every corner in units of the tile, in the order drawn. */
  readonly points: readonly (readonly [number, number])[];
}

type Field = readonly [number: number, value: number | Buffer];

function varint(bytes: Buffer, from: number): [value: number, next: number] {
  let value = 0;
  let scale = 1;
  for (let at = from; ; at += 1, scale *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, at + 1];
  }
}

function* fieldsOf(bytes: Buffer): Generator<Field> {
  for (let at = 0; at < bytes.length; ) {
    const [key, next] = varint(bytes, at);
    const wire = key & 7;
    if (wire === 0) {
      const [value, after] = varint(bytes, next);
      yield [key >> 3, value];
      at = after;
      continue;
    }
    const [length, start] = wire === 2 ? varint(bytes, next) : [wire === 1 ? 8 : 4, next];
    yield [key >> 3, bytes.subarray(start, start + length)];
    at = start + length;
  }
}

const asBytes = (value: number | Buffer): Buffer => (Buffer.isBuffer(value) ? value : Buffer.alloc(0));

function numbersIn(packed: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < packed.length; ) {
    const [value, next] = varint(packed, at);
    numbers.push(value);
    at = next;
  }
  return numbers;
}

function tagValue(bytes: Buffer): string | number | boolean {
  for (const [number, value] of fieldsOf(bytes)) {
    if (number === 1) return asBytes(value).toString('utf8');
    if (number === 2) return asBytes(value).readFloatLE(0);
    if (number === 3) return asBytes(value).readDoubleLE(0);
    if (number === 6) return zigzag(Number(value));
    if (number === 7) return value === 1;
    return Number(value);
  }
  return '';
}

const zigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

function pointsIn(commands: readonly number[]): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < commands.length; ) {
    const command = commands[at] ?? 0;
    at += 1;
    if ((command & 7) === 7) continue;
    for (let times = command >> 3; times > 0; times -= 1, at += 2) {
      x += zigzag(commands[at] ?? 0);
      y += zigzag(commands[at + 1] ?? 0);
      points.push([x, y]);
    }
  }
  return points;
}

function readLayer(bytes: Buffer): [name: string, features: ReadFeature[]] {
  const fields = [...fieldsOf(bytes)];
  const all = (number: number) => fields.filter(([one]) => one === number).map(([, value]) => asBytes(value));
  const keys = all(3).map((key) => key.toString('utf8'));
  const values = all(4).map(tagValue);
  const features = all(2).map((feature): ReadFeature => {
    const parts = new Map(fieldsOf(feature));
    const tags = numbersIn(asBytes(parts.get(2) ?? 0));
    const pairs = keys.flatMap((_, index) => {
      const [key, value] = [tags[2 * index], tags[2 * index + 1]];
      return key === undefined || value === undefined ? [] : [[keys[key] ?? '', values[value] ?? '']];
    });
    return {
      properties: Object.fromEntries(pairs) as ReadFeature['properties'],
      points: pointsIn(numbersIn(asBytes(parts.get(4) ?? 0))),
    };
  });
  return [all(1)[0]?.toString('utf8') ?? '', features];
}

/** Layers by name. */
export const readMvt = (bytes: Buffer): Map<string, ReadFeature[]> =>
  new Map(
    [...fieldsOf(bytes)].filter(([number]) => number === 3).map(([, layer]) => readLayer(asBytes(layer))),
  );
