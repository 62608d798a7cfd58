// How large a workbook is once it is unpacked, looked at before anything builds it up in memory: a few
// hundred kilobytes of zip can be gigabytes of zeros. Each part is unpacked under the limit and thrown away;
// what the file says of its own sizes is not believed.
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const unpack = promisify(inflateRaw);

const END_SIGNATURE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ENTRY_SIGNATURE = 0x02014b50;
const PART_SIGNATURE = 0x04034b50;
const [END_BYTES, ENTRY_BYTES, PART_BYTES] = [22, 46, 30];
const [STORED, DEFLATED] = [0, 8];
const MOST_PARTS = 500;
const SHEET = /^xl\/worksheets\/[^/]*\.xml$/i;
const MERGED = /<mergeCell\s[^<>]*ref="\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})"/g;

export interface SheetLimits {
  readonly bytes: number;
  /** In all sheets together, those that are merged with others counted as well. */
  readonly cells: number;
  readonly rows: number;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: Buffer;
}

/** The parts by the list at the end of the file; undefined for what is no plain zip. */
function entriesOf(bytes: Buffer): Entry[] | undefined {
  const end = bytes.lastIndexOf(END_SIGNATURE);
  if (end < 0 || end + END_BYTES > bytes.length) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // A list that does not end where the end begins could be read otherwise by somebody else.
  if (count > MOST_PARTS || at + bytes.readUInt32LE(end + 12) !== end) return undefined;
  const entries: Entry[] = [];
  for (let number = 0; number < count; number += 1) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return undefined;
    const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28);
    const part = bytes.readUInt32LE(at + 42);
    if (part + PART_BYTES > end || bytes.readUInt32LE(part) !== PART_SIGNATURE) return undefined;
    const from = part + PART_BYTES + bytes.readUInt16LE(part + 26) + bytes.readUInt16LE(part + 28);
    const until = from + bytes.readUInt32LE(at + 20);
    if (until > end) return undefined;
    const name = bytes.toString('utf8', at + ENTRY_BYTES, nameEnd);
    entries.push({ name, method: bytes.readUInt16LE(at + 10), packed: bytes.subarray(from, until) });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return at === end ? entries : undefined;
}

/** The part, or 'too_large'; undefined where it is damaged. */
async function unpackPart(entry: Entry, most: number): Promise<Buffer | 'too_large' | undefined> {
  if (entry.method === STORED) return entry.packed.length > most ? 'too_large' : entry.packed;
  if (entry.method !== DEFLATED) return undefined;
  try {
    return await unpack(entry.packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : undefined;
  }
}

const A = 'A'.charCodeAt(0);
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - A + 1, 0);

const countOf = (text: string, start: RegExp): number => text.match(start)?.length ?? 0;

function cellsOf(sheet: string): number {
  let cells = countOf(sheet, /<c[\s/>]/g);
  for (const [, left = '', top = '', right = '', bottom = ''] of sheet.matchAll(MERGED)) {
    cells += (Math.abs(columnOf(right) - columnOf(left)) + 1) * (Math.abs(Number(bottom) - Number(top)) + 1);
  }
  return cells;
}

/** Whether a workbook may be read into memory. */
export async function judgeWorkbook(
  file: Uint8Array,
  limits: SheetLimits,
): Promise<'fits' | 'too_large' | 'unreadable'> {
  const entries = entriesOf(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  if (!entries) return 'unreadable';
  let [bytes, cells, rows] = [0, 0, 0];
  for (const entry of entries) {
    const part = await unpackPart(entry, limits.bytes - bytes);
    if (part === undefined) return 'unreadable';
    if (part === 'too_large') return part;
    bytes += part.length;
    if (!SHEET.test(entry.name)) continue;
    const sheet = part.toString('latin1');
    cells += cellsOf(sheet);
    rows += countOf(sheet, /<row[\s/>]/g);
    if (cells > limits.cells || rows > limits.rows) return 'too_large';
  }
  return 'fits';
}
