// The table of a Shapefile (.dbf, dBASE III) as a whole: rows of text and numbers, read and written. It knows
// no shapes. Bytes become words, and words bytes, by what the caller hands in: this runs everywhere.

import {
  type Decode,
  type Encode,
  readTableColumns,
  readTableHead,
  readTableRow,
  TABLE_COLUMN_BYTES as FIELD,
  TABLE_HEAD_BYTES as HEAD,
  TABLE_HEAD_END as FIELDS_END,
} from '../../../kernel/formats/shape-table.ts';

export type TableRow = Readonly<Record<string, string | number | null>>;

/** The widest that the format knows. */
const WIDEST = 254;
const SPACE = 0x20;

function readValue(type: string, words: string): string | number | null {
  if (words === '') return null;
  if (type !== 'N' && type !== 'F') return words;
  // A code of 15 digits is a number that must not lose its last one.
  const number = Number(words);
  return Number.isSafeInteger(number) || /[.eE]/.test(words) ? number : words;
}

/** Null for a row that was deleted; undefined for bytes that are no such table, or fewer than it says. */
export function readTable(bytes: Uint8Array, decode: Decode): (TableRow | null)[] | undefined {
  const head = readTableHead(bytes);
  if (!head || head.headBytes + head.rows * head.rowBytes > bytes.length) return undefined;
  const columns = readTableColumns(bytes.subarray(HEAD, head.headBytes), decode);
  return Array.from({ length: head.rows }, (_, n) => {
    const at = head.headBytes + n * head.rowBytes;
    const cells = readTableRow(bytes.subarray(at, at + head.rowBytes), columns, decode);
    if (cells === null) return null;
    return Object.fromEntries(columns.map(({ name, type }) => [name, readValue(type, cells[name] ?? '')]));
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
  const view = new DataView(bytes.buffer);
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
