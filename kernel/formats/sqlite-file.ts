// Reads the tables of an SQLite database, row by row in the order of their keys, out of a file of any size:
// a few pages are held. The format is fixed since 2004 (sqlite.org/fileformat2.html). It reads tables alone:
// no index, no view, no query; and it never believes a length or a page number that it finds.

/** A file as its readers see it: any stretch of it, asked for when it is wanted. */
export interface FileBytes {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

export type DatabaseFault =
  /** No database. */
  | 'no_database'
  | 'damaged'
  /** Somebody had it open: what was written last lies in another file beside it. */
  | 'in_use';

export class DatabaseUnreadable extends Error {
  readonly fault: DatabaseFault;

  constructor(fault: DatabaseFault) {
    super(`the database is not read: ${fault}`);
    this.fault = fault;
  }
}

const damaged = (): DatabaseUnreadable => new DatabaseUnreadable('damaged');

export type Cell = null | number | string | Uint8Array;

export interface DatabaseTable {
  readonly name: string;
  readonly root: number;
  readonly columns: readonly string[];
  /** The column that is the row's own number, and is not stored with it. */
  readonly key: number;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';
export type DecoderOf = (encoding: Encoding) => (bytes: Uint8Array) => string;

const HEAD_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const [LEAF, INTERIOR] = [0x0d, 0x05];
const MOST_ROW_BYTES = 50_000_000;
const MOST_DEPTH = 20;
const ENCODINGS: Readonly<Record<number, Encoding>> = {
  0: 'utf-8',
  1: 'utf-8',
  2: 'utf-16le',
  3: 'utf-16be',
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Seven bits a byte, the highest first; all eight of the ninth. */
function varint(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let n = 0; n < 8; n += 1) {
    const byte = bytes[at + n];
    if (byte === undefined) throw damaged();
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + n + 1];
  }
  // Nine bytes: far from nought, or below it.
  const whole = BigInt(value) * 256n + BigInt(bytes[at + 8] ?? 0);
  return [Number(BigInt.asIntN(64, whole)), at + 9];
}

function integer(view: DataView, at: number, bytes: number): number | string {
  if (bytes === 8) {
    const value = view.getBigInt64(at);
    const number = Number(value);
    // A code of 18 digits must not lose its last one.
    return Number.isSafeInteger(number) ? number : String(value);
  }
  let value = view.getInt8(at);
  for (let n = 1; n < bytes; n += 1) value = value * 256 + view.getUint8(at + n);
  return value;
}

const INTEGER_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8 };

function cellsOf(row: Uint8Array, decode: (bytes: Uint8Array) => string): Cell[] {
  const view = viewOf(row);
  let [headEnd, at] = varint(row, 0);
  if (headEnd < 1 || headEnd > row.length) throw damaged();
  let from = headEnd;
  const cells: Cell[] = [];
  while (at < headEnd) {
    let type: number;
    [type, at] = varint(row, at);
    const bytes = type >= 12 ? Math.floor((type - 12) / 2) : type === 7 ? 8 : (INTEGER_BYTES[type] ?? 0);
    if (type < 0 || from + bytes > row.length) throw damaged();
    if (type === 0) cells.push(null);
    else if (type === 7) cells.push(view.getFloat64(from));
    else if (type === 8 || type === 9) cells.push(type - 8);
    else if (type >= 12) {
      const part = row.subarray(from, from + bytes);
      cells.push(type % 2 === 0 ? part : decode(part));
    } else if (bytes > 0) cells.push(integer(view, from, bytes));
    else throw damaged();
    from += bytes;
  }
  return cells;
}

interface Page {
  readonly bytes: Uint8Array;
  /** Where its own head begins: behind the file's on the first. */
  readonly from: number;
}

class Pages {
  readonly size: number;
  readonly #file: FileBytes;
  readonly #usable: number;
  readonly #count: number;

  constructor(file: FileBytes, size: number, reserved: number) {
    this.#file = file;
    this.size = size;
    this.#usable = size - reserved;
    this.#count = Math.floor(file.size / size);
  }

  async page(number: number): Promise<Page> {
    if (number < 1 || number > this.#count) throw damaged();
    const bytes = await this.#file.read((number - 1) * this.size, this.size);
    if (bytes.length < this.size) throw damaged();
    return { bytes, from: number === 1 ? HEAD_BYTES : 0 };
  }

  /** What a cell of a leaf holds, together with the pages it ran over to. */
  async payload({ bytes }: Page, cell: number): Promise<[row: Uint8Array, key: number]> {
    const [length, afterLength] = varint(bytes, cell);
    const [key, at] = varint(bytes, afterLength);
    if (length < 0 || length > MOST_ROW_BYTES) throw damaged();
    const most = this.#usable - 35;
    const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23;
    const fitting = least + ((length - least) % (this.#usable - 4));
    const local = length <= most ? length : fitting <= most ? fitting : least;
    if (at + local > bytes.length) throw damaged();
    if (local === length) return [bytes.subarray(at, at + length), key];
    const row = new Uint8Array(length);
    row.set(bytes.subarray(at, at + local));
    let [have, next] = [local, at + local + 4 <= bytes.length ? viewOf(bytes).getUint32(at + local) : 0];
    while (have < length) {
      const over = (await this.page(next)).bytes;
      const part = over.subarray(4, Math.min(this.#usable, 4 + length - have));
      row.set(part, have);
      have += part.length;
      next = viewOf(over).getUint32(0);
    }
    return [row, key];
  }

  async *rows(root: number, depth = 0): AsyncGenerator<[row: Uint8Array, key: number]> {
    const page = await this.page(root);
    const view = viewOf(page.bytes);
    const type = view.getUint8(page.from);
    if ((type !== LEAF && type !== INTERIOR) || depth > MOST_DEPTH) throw damaged();
    const count = view.getUint16(page.from + 3);
    const first = page.from + (type === LEAF ? 8 : 12);
    if (first + count * 2 > page.bytes.length) throw damaged();
    for (let n = 0; n < count; n += 1) {
      const cell = view.getUint16(first + n * 2);
      if (cell + 4 > page.bytes.length) throw damaged();
      if (type === LEAF) yield this.payload(page, cell);
      else yield* this.rows(view.getUint32(cell), depth + 1);
    }
    if (type === INTERIOR) yield* this.rows(view.getUint32(page.from + 8), depth + 1);
  }
}

/** The parts between commas that no bracket or quote holds. */
function partsOf(sql: string): string[] {
  const parts: string[] = [];
  let [depth, part] = [0, ''];
  for (const [token] of sql.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|`[^`]*`|\[[^\]]*\]|[\s\S]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth < 0) break;
    if (token === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += token;
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== '');
}

const CONSTRAINT = /^(?:constraint|primary|unique|check|foreign)\b/i;
const NAME = /^(?:"((?:[^"]|"")*)"|`([^`]*)`|\[([^\]]*)\]|([^\s(,]+))/;

function tableOf(name: string, root: number, sql: string): DatabaseTable {
  const defined = partsOf(sql.slice(sql.indexOf('(') + 1)).filter((part) => !CONSTRAINT.test(part));
  // A column that is computed when asked for is not stored.
  const stored = defined.filter((part) => !/\bas\s*\(.*\)\s*(?:virtual\b|$)/is.test(part));
  const columns = stored.map((part) => {
    const [, quoted, ticked, bracketed, bare] = NAME.exec(part) ?? [];
    return quoted?.replaceAll('""', '"') ?? ticked ?? bracketed ?? bare ?? '';
  });
  const isKey = (part: string) => /\binteger\s+(?:not\s+null\s+)?primary\s+key\b/i.test(part);
  return { name, root, columns, key: stored.findIndex(isKey) };
}

export interface DatabaseFile {
  readonly tables: ReadonlyMap<string, DatabaseTable>;
  /** Views, by name: they hold no rows. */
  readonly views: ReadonlySet<string>;
  rows(table: DatabaseTable): AsyncGenerator<Readonly<Record<string, Cell>>>;
}

/** Throws DatabaseUnreadable, also later while rows are read. */
export async function openDatabase(file: FileBytes, decoderOf: DecoderOf): Promise<DatabaseFile> {
  const head = await file.read(0, HEAD_BYTES);
  if (head.length < HEAD_BYTES || [...MAGIC].some((letter, n) => head[n] !== letter.charCodeAt(0))) {
    throw new DatabaseUnreadable('no_database');
  }
  const view = viewOf(head);
  if (view.getUint8(18) > 1 || view.getUint8(19) > 1) throw new DatabaseUnreadable('in_use');
  const said = view.getUint16(16);
  const size = said === 1 ? 65_536 : said;
  const encoding = ENCODINGS[view.getUint32(56)];
  const isFit = size >= 512 && (size & (size - 1)) === 0 && encoding !== undefined;
  // The count of pages is true where it was written with the last change.
  const isCounted = view.getUint32(24) === view.getUint32(92);
  if (!isFit || (isCounted && view.getUint32(28) * size > file.size)) throw damaged();
  const decode = decoderOf(encoding);
  const pages = new Pages(file, size, view.getUint8(20));
  const tables = new Map<string, DatabaseTable>();
  const views = new Set<string>();
  for await (const [row] of pages.rows(1)) {
    const [type, name, , root, sql] = cellsOf(row, decode);
    if (typeof name !== 'string') continue;
    if (type === 'view') views.add(name);
    if (type === 'table' && typeof root === 'number' && root > 0 && typeof sql === 'string') {
      tables.set(name, tableOf(name, root, sql));
    }
  }
  return {
    tables,
    views,
    rows: async function* ({ root, columns, key }) {
      for await (const [row, number] of pages.rows(root)) {
        const cells = cellsOf(row, decode);
        if (key >= 0) cells[key] = number;
        yield Object.fromEntries(columns.map((column, n) => [column, cells[n] ?? null]));
      }
    },
  };
}
