// The table of a Shapefile (.dbf, dBASE III): its head, its columns, one row, whoever reads it and whether
// the file is held or flows by. Bytes become words by what the caller hands in: this runs everywhere.

export type Decode = (bytes: Uint8Array) => string;
export type Encode = (text: string) => Uint8Array;

export interface TableHead {
  readonly rows: number;
  readonly headBytes: number;
  readonly rowBytes: number;
}

export interface TableColumn {
  readonly name: string;
  /** C text, N and F numbers, L yes or no, D a day. */
  readonly type: string;
  readonly from: number;
  readonly until: number;
}

export const TABLE_HEAD_BYTES = 32;
export const TABLE_COLUMN_BYTES = 32;
export const TABLE_HEAD_END = 0x0d;
const DELETED = 0x2a;
const MOST_COLUMNS = 255;
const TRUE = new Set(['Y', 'y', 'T', 't']);

/** Of the first 32 bytes; undefined for what is no such table. */
export function readTableHead(bytes: Uint8Array): TableHead | undefined {
  if (bytes.length < TABLE_HEAD_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [rows, headBytes, rowBytes] = [
    view.getUint32(4, true),
    view.getUint16(8, true),
    view.getUint16(10, true),
  ];
  return rowBytes < 1 || headBytes < TABLE_HEAD_BYTES ? undefined : { rows, headBytes, rowBytes };
}

const trimmed = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

/** Of the bytes between the first 32 and the first row. */
export function readTableColumns(bytes: Uint8Array, decode: Decode): TableColumn[] {
  const columns: TableColumn[] = [];
  // The first byte of a row says whether it was deleted.
  let from = 1;
  for (let at = 0; at + TABLE_COLUMN_BYTES <= bytes.length && bytes[at] !== TABLE_HEAD_END; ) {
    const name = decode(trimmed(bytes.subarray(at, at + 11))).trim();
    const until = from + (bytes[at + 16] ?? 0);
    columns.push({ name, type: String.fromCharCode(bytes[at + 11] ?? 0), from, until });
    if (columns.length >= MOST_COLUMNS) break;
    from = until;
    at += TABLE_COLUMN_BYTES;
  }
  return columns;
}

/** The words of a row by column; null for one that was deleted, which its shape outlives. */
export function readTableRow(
  row: Uint8Array,
  columns: readonly TableColumn[],
  decode: Decode,
): Record<string, string> | null {
  if (row[0] === DELETED) return null;
  const cells: Record<string, string> = {};
  for (const { name, type, from, until } of columns) {
    const text = decode(trimmed(row.subarray(from, until))).trim();
    cells[name] = type !== 'L' || text === '' ? text : text === '?' ? '' : TRUE.has(text) ? 'yes' : 'no';
  }
  return cells;
}

/** `.cpg` says `UTF-8`, `GBK`, `936`, …; what it does not say is told by trying. */
export const isChineseTable = (cpg: string | undefined): boolean =>
  /^(gbk|gb2312|gb18030|936|cp936|ansi 936)$/i.test((cpg ?? '').trim());
