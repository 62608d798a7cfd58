// The parts of a zip, by the list at its end, and each part as a stream. What it says of its own sizes is not
// believed: a part is unpacked as it is read, up to a limit.
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type ByteSource, stretchesOf, unreadable } from './byte-source.ts';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  /** Of its header. */
  readonly offset: number;
}

const END_SIGNATURE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ENTRY_SIGNATURE = 0x02014b50;
const PART_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const PART_BYTES = 30;
/** The list's end, with the longest comment. */
const TAIL_BYTES = END_BYTES + 65_535;
const MOST_LIST_BYTES = 1_000_000;
const STORED = 0;
const DEFLATED = 8;
/** A census of a million things with thirty columns. */
const MOST_UNPACKED = 2 ** 31;

const broken = () => unreadable('zip_damaged');

export async function zipEntries(source: ByteSource): Promise<readonly ZipEntry[]> {
  const tailFrom = Math.max(0, source.size - TAIL_BYTES);
  const tail = await source.read(tailFrom, TAIL_BYTES);
  const end = tail.lastIndexOf(END_SIGNATURE);
  if (end < 0 || end + END_BYTES > tail.length) throw broken();
  const count = tail.readUInt16LE(end + 10);
  const listBytes = tail.readUInt32LE(end + 12);
  const listFrom = tail.readUInt32LE(end + 16);
  if (listBytes > MOST_LIST_BYTES || listFrom + listBytes > source.size) throw broken();
  const list = await source.read(listFrom, listBytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let number = 0; number < count; number += 1) {
    if (at + ENTRY_BYTES > list.length || list.readUInt32LE(at) !== ENTRY_SIGNATURE) throw broken();
    const nameEnd = at + ENTRY_BYTES + list.readUInt16LE(at + 28);
    entries.push({
      name: list.toString('utf8', at + ENTRY_BYTES, nameEnd),
      method: list.readUInt16LE(at + 10),
      packedBytes: list.readUInt32LE(at + 20),
      offset: list.readUInt32LE(at + 42),
    });
    at = nameEnd + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return entries;
}

/** Throws Refused `component.file_unreadable` in the middle where it is damaged or too large. */
export async function* unpacked(
  source: ByteSource,
  entry: ZipEntry,
  most = MOST_UNPACKED,
): AsyncGenerator<Buffer> {
  const header = await source.read(entry.offset, PART_BYTES);
  if (header.length < PART_BYTES || header.readUInt32LE(0) !== PART_SIGNATURE) throw broken();
  const from = entry.offset + PART_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = stretchesOf(source, from, Math.min(source.size, from + entry.packedBytes));
  if (entry.method === STORED) {
    yield* packed;
    return;
  }
  if (entry.method !== DEFLATED) throw unreadable('zip_packed_otherwise');
  const input = Readable.from(packed);
  const output = createInflateRaw({ chunkSize: 256 * 1024 });
  input.on('error', (error) => output.destroy(error));
  input.pipe(output);
  let bytes = 0;
  try {
    for await (const stretch of output) {
      bytes += (stretch as Buffer).length;
      if (bytes > most) throw unreadable('zip_too_large', { limit: Math.round(most / 2 ** 20) });
      yield stretch as Buffer;
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_') ? broken() : error;
  } finally {
    input.destroy();
    output.destroy();
  }
}

/** A small part as a whole; undefined where it is larger than that. */
export async function wholeEntry(
  source: ByteSource,
  entry: ZipEntry,
  mostBytes: number,
): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const stretch of unpacked(source, entry)) {
    bytes += stretch.length;
    if (bytes > mostBytes) return undefined;
    parts.push(stretch);
  }
  return Buffer.concat(parts);
}
