// Shapefiles for tests, written by the format's own description: what a reader is held against must not come
// from the reader.
import { zipOf } from '../../../../platform/server/sheets/zip.ts';

export interface Shape {
  /** 1 point, 3 line, 5 area. */
  readonly kind: number;
  readonly parts: readonly (readonly (readonly number[])[])[];
}

function recordOf({ kind, parts }: Shape): Buffer {
  const points = parts.flat();
  if (kind === 1) {
    const record = Buffer.alloc(20);
    record.writeInt32LE(1, 0);
    record.writeDoubleLE(points[0]?.[0] ?? 0, 4);
    record.writeDoubleLE(points[0]?.[1] ?? 0, 12);
    return record;
  }
  const record = Buffer.alloc(44 + parts.length * 4 + points.length * 16);
  record.writeInt32LE(kind, 0);
  record.writeInt32LE(parts.length, 36);
  record.writeInt32LE(points.length, 40);
  let first = 0;
  for (const [index, part] of parts.entries()) {
    record.writeInt32LE(first, 44 + index * 4);
    first += part.length;
  }
  for (const [index, [x = 0, y = 0]] of points.entries()) {
    record.writeDoubleLE(x, 44 + parts.length * 4 + index * 16);
    record.writeDoubleLE(y, 52 + parts.length * 4 + index * 16);
  }
  return record;
}

export function shpOf(shapes: readonly Shape[]): Buffer {
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(shapes[0]?.kind ?? 1, 32);
  const points = shapes.flatMap(({ parts }) => parts.flat());
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  const extent = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  for (const [index, value] of extent.entries()) head.writeDoubleLE(value, 36 + index * 8);
  const records = shapes.flatMap((shape, index) => {
    const record = recordOf(shape);
    const before = Buffer.alloc(8);
    before.writeInt32BE(index + 1, 0);
    before.writeInt32BE(record.length / 2, 4);
    return [before, record];
  });
  const all = Buffer.concat([head, ...records]);
  all.writeInt32BE(all.length / 2, 24);
  return all;
}

const WIDTH = 20;

/** GBK of the few words that tests use. */
const GBK: Readonly<Record<string, readonly number[]>> = {
  名: [0xc3, 0xfb], 称: [0xb3, 0xc6], 路: [0xc2, 0xb7], 灯: [0xb5, 0xc6], 沟: [0xb9, 0xb5], 绿: [0xc2, 0xcc],
  地: [0xb5, 0xd8],
};

function encoded(text: string, encoding: 'utf-8' | 'gb18030'): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  return Buffer.from([...text].flatMap((letter) => [...(GBK[letter] ?? [letter.charCodeAt(0)])]));
}

export function dbfOf(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  encoding: 'utf-8' | 'gb18030',
): Buffer {
  const head = Buffer.alloc(32 + columns.length * 32 + 1);
  head[0] = 3;
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(1 + columns.length * WIDTH, 10);
  for (const [index, column] of columns.entries()) {
    const at = 32 + index * 32;
    encoded(column, encoding).copy(head, at);
    head.write('C', at + 11);
    head[at + 16] = WIDTH;
  }
  head[head.length - 1] = 0x0d;
  const records = rows.map((row) => {
    const record = Buffer.alloc(1 + columns.length * WIDTH, 0x20);
    for (const [index, cell] of row.entries()) encoded(cell, encoding).copy(record, 1 + index * WIDTH);
    return record;
  });
  return Buffer.concat([head, ...records, Buffer.from([0x1a])]);
}

/** Our own writer says texts; it takes bytes as well. */
export async function zipped(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const parts = Object.entries(files).map(([name, bytes]) => ({ name, pieces: [bytes as string] }));
  const all: Buffer[] = [];
  for await (const part of zipOf(parts)) all.push(part);
  return Buffer.concat(all);
}
