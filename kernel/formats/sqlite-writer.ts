// Writes an SQLite database from tables that are all there: leaves in the order of keys, pages above them
// until there is one, and nothing that could be torn. What it writes is judged by SQLite itself in its
// tests.
import { assert } from '../assert.ts';
import type { Encode } from './shape-table.ts';
import type { Cell } from './sqlite-file.ts';

export interface NewTable {
  readonly name: string;
  readonly sql: string;
  /** Keys rise, from no less than -100; the cell of an integer primary key is null, as SQLite keeps it. */
  readonly rows: readonly { readonly key: number; readonly cells: readonly Cell[] }[];
  /** The columns of each constraint that SQLite keeps an index for, in the order of the statement. */
  readonly unique?: readonly (readonly number[])[];
}

const PAGE = 8192;
const HEAD = 100;
const [LEAF, INTERIOR, INDEX_LEAF] = [0x0d, 0x05, 0x0a];
const MOST_LOCAL = PAGE - 35;
const LEAST_LOCAL = Math.floor(((PAGE - 12) * 32) / 255) - 23;
const SQLITE_VERSION = 3_040_000;

/** Seven bits a byte, the highest first; what is below nought takes nine, the last with all its eight. */
function varint(value: number): number[] {
  if (value < 0) return [...Array.from({ length: 8 }, () => 0xff), 256 + value];
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift((rest % 128) + 128);
  }
  return bytes;
}

function joined(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function eightBytes(set: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(8);
  set(new DataView(bytes.buffer));
  return bytes;
}

function cellOf(value: Cell, encode: Encode): [type: number, bytes: Uint8Array] {
  if (value === null) return [0, new Uint8Array()];
  if (typeof value === 'string') {
    const bytes = encode(value);
    return [bytes.length * 2 + 13, bytes];
  }
  if (typeof value !== 'number') return [value.length * 2 + 12, value];
  const isWhole = Number.isSafeInteger(value) && !Object.is(value, -0);
  if (!isWhole) return [7, eightBytes((view) => view.setFloat64(0, value))];
  return [6, eightBytes((view) => view.setBigInt64(0, BigInt(value)))];
}

function recordOf(cells: readonly Cell[], encode: Encode): Uint8Array {
  const written = cells.map((cell) => cellOf(cell, encode));
  const types = written.flatMap(([type]) => varint(type));
  // The length of the head counts itself: one byte more where that takes two.
  const head = types.length + 1 < 128 ? [types.length + 1] : varint(types.length + 2);
  return joined([head, types, ...written.map(([, bytes]) => bytes)]);
}

interface Entry {
  readonly bytes: Uint8Array;
  readonly key: number;
}

class Book {
  readonly #pages: Uint8Array[] = [new Uint8Array(PAGE)];

  get pages(): readonly Uint8Array[] {
    return this.#pages;
  }

  #add(page: Uint8Array): number {
    return this.#pages.push(page);
  }

  /** A row as a leaf holds it; what does not fit runs over to pages of its own. */
  entry(record: Uint8Array, key: number): Entry {
    const length = record.length;
    const head = [...varint(length), ...varint(key)];
    if (length <= MOST_LOCAL) return { key, bytes: joined([head, record]) };
    const fitting = LEAST_LOCAL + ((length - LEAST_LOCAL) % (PAGE - 4));
    const local = fitting <= MOST_LOCAL ? fitting : LEAST_LOCAL;
    let next = 0;
    const starts: number[] = [];
    for (let at = local; at < length; at += PAGE - 4) starts.push(at);
    for (const at of starts.reverse()) {
      const page = new Uint8Array(PAGE);
      new DataView(page.buffer).setUint32(0, next);
      page.set(record.subarray(at, at + PAGE - 4), 4);
      next = this.#add(page);
    }
    const link = new Uint8Array(4);
    new DataView(link.buffer).setUint32(0, next);
    return { key, bytes: joined([head, record.subarray(0, local), link]) };
  }

  /** Entries on one page, from its end to its front, as they are found from its head. */
  #fill(page: Uint8Array, type: number, from: number, entries: readonly Entry[], right = 0): void {
    const view = new DataView(page.buffer);
    view.setUint8(from, type);
    view.setUint16(from + 3, entries.length);
    const pointers = from + (type === INTERIOR ? 12 : 8);
    if (type === INTERIOR) view.setUint32(from + 8, right);
    let end = PAGE;
    for (const [n, { bytes }] of entries.entries()) {
      end -= bytes.length;
      page.set(bytes, end);
      view.setUint16(pointers + n * 2, end);
    }
    assert(end >= pointers + entries.length * 2, 'entries fit on their page');
    view.setUint16(from + 5, end);
  }

  leafOn(page: number, type: number, from: number, entries: readonly Entry[]): void {
    this.#fill(this.#pages[page - 1] ?? new Uint8Array(PAGE), type, from, entries);
  }

  indexOf(entries: readonly Entry[]): number {
    const page = this.#add(new Uint8Array(PAGE));
    this.leafOn(page, INDEX_LEAF, 0, entries);
    return page;
  }

  #groups(entries: readonly Entry[], headBytes: number): Entry[][] {
    const groups: Entry[][] = [[]];
    let left = PAGE - headBytes;
    for (const entry of entries) {
      const size = entry.bytes.length + 2;
      if (size > left) {
        groups.push([]);
        left = PAGE - headBytes;
      }
      groups.at(-1)?.push(entry);
      left -= size;
    }
    return groups;
  }

  /** The root of a tree over these entries. */
  tree(entries: readonly Entry[]): number {
    let level = this.#groups(entries, 8).map((group) => {
      const page = this.#add(new Uint8Array(PAGE));
      this.leafOn(page, LEAF, 0, group);
      return { page, key: group.at(-1)?.key ?? 0 };
    });
    while (level.length > 1) {
      const children = level.map(({ page, key }): Entry & { page: number } => {
        const link = new Uint8Array(4);
        new DataView(link.buffer).setUint32(0, page);
        return { page, key, bytes: joined([link, varint(key)]) };
      });
      level = this.#groups(children, 12).map((group) => {
        const page = new Uint8Array(PAGE);
        const last = group.at(-1) as Entry & { page: number };
        // The last child is named in the head, not among the entries.
        this.#fill(page, INTERIOR, 0, group.slice(0, -1), last.page);
        return { page: this.#add(page), key: last.key };
      });
    }
    return level[0]?.page ?? 0;
  }
}

function writeHead(first: Uint8Array, pages: number, applicationId: number, userVersion: number): void {
  const view = new DataView(first.buffer);
  for (const [n, letter] of [...'SQLite format 3\0'].entries()) view.setUint8(n, letter.charCodeAt(0));
  view.setUint16(16, PAGE);
  first.set([1, 1, 0, 64, 32, 32], 18);
  const numbers = [
    [24, 1],
    [28, pages],
    [40, 1],
    [44, 4],
    [56, 1],
    [60, userVersion],
    [68, applicationId],
  ];
  for (const [at = 0, value = 0] of [...numbers, [92, 1], [96, SQLITE_VERSION]]) view.setUint32(at, value);
}

const order = (a: readonly Cell[], b: readonly Cell[]): number => {
  for (const [n, value] of a.entries()) {
    const [one, other] = [String(value), String(b[n])];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
};

/** Indexes are for lists of a few rows: each must fit on one page. */
export function writeDatabase(
  tables: readonly NewTable[],
  { applicationId, userVersion }: { readonly applicationId: number; readonly userVersion: number },
  encode: Encode,
): Uint8Array {
  const book = new Book();
  const schema: (readonly Cell[])[] = [];
  for (const { name, sql, rows, unique } of tables) {
    const entries = rows.map(({ key, cells }) => book.entry(recordOf(cells, encode), key));
    schema.push(['table', name, name, book.tree(entries), sql]);
    for (const [n, columns] of (unique ?? []).entries()) {
      const keys = rows.map(({ key, cells }) => [...columns.map((column) => cells[column] ?? null), key]);
      const found = keys.sort(order).map((cells): Entry => {
        const record = recordOf(cells, encode);
        return { key: 0, bytes: joined([varint(record.length), record]) };
      });
      schema.push(['index', `sqlite_autoindex_${name}_${n + 1}`, name, book.indexOf(found), null]);
    }
  }
  const entries = schema.map((cells, n) => book.entry(recordOf(cells, encode), n + 1));
  book.leafOn(1, LEAF, HEAD, entries);
  const [first] = book.pages;
  if (first) writeHead(first, book.pages.length, applicationId, userVersion);
  return joined(book.pages);
}
