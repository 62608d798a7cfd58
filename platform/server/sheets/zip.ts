// A zip archive written as it goes: each part is packed piece by piece, its size and checksum follow it, so
// that nothing is held but the piece at hand. Parts below 4 GB; there is no encryption and no folder.
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import { assert } from '../../../kernel/assert.ts';

const pack = promisify(deflateRaw);

export interface Part {
  readonly name: string;
  readonly pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

interface Packed {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
}

const VERSION = 20;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01, the oldest that the format knows: the same table is the same bytes. */
const DATE = 0x0021;
const MOST_BYTES = 0xffff_ffff;

function header(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packedSize, size }: Packed): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packedSize, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function entry({ name, offset, crc, packedSize, size }: Packed): Buffer {
  const line = Buffer.alloc(46);
  line.writeUInt32LE(0x02014b50, 0);
  line.writeUInt16LE(VERSION, 4);
  line.writeUInt16LE(VERSION, 6);
  line.writeUInt16LE(FLAGS, 8);
  line.writeUInt16LE(DEFLATED, 10);
  line.writeUInt16LE(DATE, 14);
  line.writeUInt32LE(crc, 16);
  line.writeUInt32LE(packedSize, 20);
  line.writeUInt32LE(size, 24);
  line.writeUInt16LE(name.length, 28);
  line.writeUInt32LE(offset, 42);
  return Buffer.concat([line, name]);
}

function ending(count: number, offset: number, size: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** A piece may end a stretch of packed data without ending the part. */
const goingOn = { finishFlush: constants.Z_SYNC_FLUSH };

async function* partOf({ name, pieces }: Part, offset: number): AsyncGenerator<Buffer, Packed> {
  const called = Buffer.from(name);
  yield header(called);
  let [crc, packedSize, size] = [0, 0, 0];
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    const packed = await pack(bytes, goingOn);
    crc = crc32(bytes, crc);
    size += bytes.length;
    packedSize += packed.length;
    yield packed;
  }
  const last = await pack(Buffer.alloc(0));
  const packed: Packed = { name: called, offset, crc, packedSize: packedSize + last.length, size };
  assert(size < MOST_BYTES && offset < MOST_BYTES, 'a part of this archive is smaller than 4 GB');
  yield last;
  yield descriptor(packed);
  return packed;
}

export async function* zipOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
  const done: Packed[] = [];
  let offset = 0;
  for (const part of parts) {
    const pieces = partOf(part, offset);
    for (let next = await pieces.next(); ; next = await pieces.next()) {
      if (next.done) {
        done.push(next.value);
        break;
      }
      offset += next.value.length;
      yield next.value;
    }
  }
  const list = Buffer.concat(done.map(entry));
  yield Buffer.concat([list, ending(done.length, offset, list.length)]);
}
