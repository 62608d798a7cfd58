// The parts of a zip archive that was picked, unpacked by the browser itself, under a limit: a small
// archive can be gigabytes of zeros. Encrypted and split archives are not read.

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const [END_BYTES, ENTRY_BYTES, PART_BYTES] = [22, 46, 30];
const [STORED, DEFLATED] = [0, 8];
const MOST_PARTS = 500;
const IS_UTF8 = 0x800;
const IS_SEALED = 0x1;

export interface ZipPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type ZipFault = 'unreadable' | 'too_large';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: Uint8Array<ArrayBuffer>;
}

const nameOf = (bytes: Uint8Array, flags: number): string =>
  new TextDecoder((flags & IS_UTF8) === 0 ? 'gb18030' : 'utf-8').decode(bytes);

function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return undefined;
}

function entriesOf(bytes: Uint8Array<ArrayBuffer>): Entry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_PARTS) return undefined;
  const entries: Entry[] = [];
  for (let n = 0; n < count; n += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) return undefined;
    const flags = view.getUint16(at + 8, true);
    const part = view.getUint32(at + 42, true);
    if ((flags & IS_SEALED) !== 0 || part + PART_BYTES > end) return undefined;
    const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
    const from = part + PART_BYTES + view.getUint16(part + 26, true) + view.getUint16(part + 28, true);
    const until = from + view.getUint32(at + 20, true);
    if (nameEnd > end || until > end) return undefined;
    const name = nameOf(bytes.subarray(at + ENTRY_BYTES, nameEnd), flags);
    entries.push({ name, method: view.getUint16(at + 10, true), packed: bytes.subarray(from, until) });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** What the archive says of its own sizes is not believed. */
async function inflate(packed: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array | ZipFault> {
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > most) {
        await reader.cancel();
        return 'too_large';
      }
      pieces.push(next.value);
    }
  } catch (error) {
    if (error instanceof TypeError) return 'unreadable';
    throw error;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The parts that are wanted, `mostBytes` of them in all. */
export async function unzip(
  bytes: Uint8Array<ArrayBuffer>,
  isWanted: (name: string) => boolean,
  mostBytes: number,
): Promise<ZipPart[] | ZipFault> {
  const entries = entriesOf(bytes);
  if (!entries) return 'unreadable';
  const parts: ZipPart[] = [];
  let left = mostBytes;
  for (const { name, method, packed } of entries) {
    if (!isWanted(name)) continue;
    if (method !== STORED && method !== DEFLATED) return 'unreadable';
    const part = method === STORED ? packed : await inflate(packed, left);
    if (typeof part === 'string') return part;
    left -= part.length;
    if (left < 0) return 'too_large';
    parts.push({ name, bytes: part });
  }
  return parts;
}
