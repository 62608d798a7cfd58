// The table of a Shapefile (.dbf, dBASE III): rows of text and numbers, read and written byte by byte. It
// knows no shapes. Bytes become words, and words bytes, by what the caller hands in: this runs everywhere.

export type Decode = (bytes: Uint8Array) => string;
export type Encode = (text: string) => Uint8Array;
export type TableRow = Readonly<Record<string, string | number | null>>;

const HEAD = 32;
const FIELD = 32;
const FIELDS_END = 0x0d;
const DELETED = 0x2a;
const MOST_FIELDS = 255;
/** The widest that the format knows. */
const WIDEST = 254;
const SPACE = 0x20;

interface Field {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const trimmed = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

function readFields(bytes: Uint8Array, headBytes: number, decode: Decode): Field[] {
  const fields: Field[] = [];
  for (let at = HEAD; at + FIELD <= headBytes && bytes[at] !== FIELDS_END; at += FIELD) {
    const name = decode(trimmed(bytes.subarray(at, at + 11))).trim();
    fields.push({ name, type: String.fromCharCode(bytes[at + 11] ?? 0), size: bytes[at + 16] ?? 0 });
    if (fields.length >= MOST_FIELDS) break;
  }
  return fields;
}

function readValue(type: string, text: string): string | number | null {
  const words = text.trim();
  if (words === '') return null;
  if (type !== 'N' && type !== 'F') return words;
  // A code of 15 digits is a number that must not lose its last one.
  const number = Number(words);
  return Number.isSafeInteger(number) || /[.eE]/.test(words) ? number : words;
}

/** Undefined for bytes that are no such table, or fewer than it says. */
export function readTable(bytes: Uint8Array, decode: Decode): TableRow[] | undefined {
  if (bytes.length < HEAD) return undefined;
  const view = viewOf(bytes);
  const [count, headBytes, rowBytes] = [
    view.getUint32(4, true),
    view.getUint16(8, true),
    view.getUint16(10, true),
  ];
  if (rowBytes < 1 || headBytes < HEAD || headBytes + count * rowBytes > bytes.length) return undefined;
  const fields = readFields(bytes, headBytes, decode);
  return Array.from({ length: count }, (_, n) => {
    let at = headBytes + n * rowBytes;
    const isDeleted = bytes[at] === DELETED;
    at += 1;
    const row: Record<string, string | number | null> = {};
    for (const { name, type, size } of fields) {
      row[name] = isDeleted ? null : readValue(type, decode(trimmed(bytes.subarray(at, at + size))));
      at += size;
    }
    return row;
  });
}

/** Cut between characters where it is wider than the format can hold. */
function fitted(text: string, encode: Encode): Uint8Array {
  const letters = [...text];
  let bytes = encode(text);
  while (bytes.length > WIDEST) {
    letters.pop();
    bytes = encode(letters.join(''));
  }
  return bytes;
}

/** Columns as named, every one text. */
export function writeTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  encode: Encode,
): Uint8Array {
  const cells = rows.map((row) => columns.map((_, n) => fitted(row[n] ?? '', encode)));
  const sizes = columns.map((_, n) => Math.max(1, ...cells.map((row) => row[n]?.length ?? 0)));
  const headBytes = HEAD + columns.length * FIELD + 1;
  const rowBytes = 1 + sizes.reduce((sum, size) => sum + size, 0);
  const bytes = new Uint8Array(headBytes + rows.length * rowBytes + 1).fill(0);
  const view = viewOf(bytes);
  // The format asks for a day: the oldest that it knows, so that the same table is the same bytes.
  bytes.set([3, 80, 1, 1]);
  view.setUint32(4, rows.length, true);
  view.setUint16(8, headBytes, true);
  view.setUint16(10, rowBytes, true);
  for (const [n, name] of columns.entries()) {
    const at = HEAD + n * FIELD;
    bytes.set(encode(name).subarray(0, 10), at);
    bytes[at + 11] = 'C'.charCodeAt(0);
    bytes[at + 16] = sizes[n] ?? 1;
  }
  bytes[headBytes - 1] = FIELDS_END;
  bytes.fill(SPACE, headBytes, bytes.length - 1);
  for (const [n, row] of cells.entries()) {
    let at = headBytes + n * rowBytes + 1;
    for (const [column, cell] of row.entries()) {
      bytes.set(cell, at);
      at += sizes[column] ?? 1;
    }
  }
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}
