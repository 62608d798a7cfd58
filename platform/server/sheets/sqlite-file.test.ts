// Databases that SQLite wrote are read as SQLite reads them: every kind of value, rows longer than a page,
// tables deeper than one, whatever the size of a page; and what is damaged anywhere is told, never a fall.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Cell,
  DatabaseUnreadable,
  type FileBytes,
  openDatabase,
} from '../../../kernel/formats/sqlite-file.ts';
import { writeDatabase } from '../../../kernel/formats/sqlite-writer.ts';
import { askSqlite, sqliteOf } from './test-sqlite.ts';

const decoderOf = (encoding: string) => {
  const decoder = new TextDecoder(encoding);
  return (bytes: Uint8Array) => decoder.decode(bytes);
};
/** Plain bytes, as SQLite gives them back. */
function fileOf(buffer: Uint8Array): FileBytes {
  const bytes = new Uint8Array(buffer);
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}

async function rowsOf(bytes: Uint8Array, name: string): Promise<Cell[][]> {
  const database = await openDatabase(fileOf(bytes), decoderOf);
  const table = database.tables.get(name);
  const rows: Cell[][] = [];
  if (!table) return rows;
  for await (const row of database.rows(table)) rows.push(Object.values(row));
  return rows;
}

const TABLE =
  'create table "a ""b"" c" (id integer primary key, [n] real, `t` text default (\'a, (b\'), ' +
  "b blob, i int, v text generated always as (t || 'x') virtual, primary_note text, check (id > 0))";
const NAME = 'a "b" c';

const value = {
  n: fc.double({ noNaN: true, noDefaultInfinity: true }),
  t: fc.oneof(fc.string({ maxLength: 40 }), fc.constant('网格'.repeat(3_000)), fc.constant(null)),
  b: fc.oneof(fc.uint8Array({ maxLength: 9_000 }), fc.constant(null)),
  i: fc.oneof(fc.integer(), fc.integer({ min: -(2 ** 47), max: 2 ** 47 }), fc.constantFrom(0, 1, -1)),
};

test.each([512, 1024, 4096, 65_536])('what SQLite writes in pages of %i is what is read', async (size) => {
  const one = fc.tuple(value.n, value.t, value.b, value.i);
  await fc.assert(
    fc.asyncProperty(fc.array(one, { maxLength: 60 }), async (rows) => {
      const all = rows.map(([n, t, b, i], at) => [at * 3 + 1, n, t, b, i, `note ${at}`]);
      const insert = 'insert into "a ""b"" c" (id, n, t, b, i, primary_note) values (?, ?, ?, ?, ?, ?)';
      const bytes = await sqliteOf([
        { sql: `pragma page_size = ${size}` },
        { sql: TABLE },
        { sql: insert, rows: all },
      ]);
      const ask = 'select id, n, t, b, i, primary_note from "a ""b"" c" order by id';
      const known = await askSqlite(bytes, ask);
      expect(await rowsOf(bytes, NAME)).toEqual(known);
    }),
    { numRuns: 25 },
  );
});

test('thirty thousand rows, some taken out again, come in their order; in UTF-16 too', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => [n, `灯 ${n}`]);
  const made = [
    { sql: "pragma encoding = 'UTF-16le'" },
    { sql: 'create table lamp (id integer primary key, name text)' },
    { sql: 'insert into lamp values (?, ?)', rows },
    { sql: 'delete from lamp where id % 7 = 3' },
    { sql: "insert into lamp values (9007199254740993, 'big')" },
  ];
  const read = await rowsOf(await sqliteOf(made), 'lamp');
  expect(read.slice(0, -1)).toEqual(rows.filter(([n]) => Number(n) % 7 !== 3));
  expect(read.at(-1)?.[1]).toBe('big');
});

test('a code of eighteen digits keeps its last one', async () => {
  const made = [
    { sql: 'create table c (code bigint)' },
    { sql: 'insert into c values (500151010200001701)' },
  ];
  expect(await rowsOf(await sqliteOf(made), 'c')).toEqual([['500151010200001701']]);
});

test('a database cut anywhere, or with any byte of it changed, is read or told to be damaged', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => [n, 'x'.repeat((n * 37) % 1_500)]);
  const whole = await sqliteOf([
    { sql: 'pragma page_size = 512' },
    { sql: 'create table t (id integer primary key, x text)' },
    { sql: 'insert into t values (?, ?)', rows },
  ]);
  const spoil = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255), cut: fc.boolean() });
  const faults = new Set<string>();
  await fc.assert(
    fc.asyncProperty(spoil, async ({ at, to, cut }) => {
      const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
      if (!cut) bytes[at] = to;
      try {
        await rowsOf(bytes, 't');
        // Fewer bytes than it says it has never pass for the whole.
        expect(cut).toBe(false);
      } catch (error) {
        if (!(error instanceof DatabaseUnreadable)) throw error;
        faults.add(error.fault);
      }
    }),
    { numRuns: 600 },
  );
  expect(faults.has('damaged')).toBe(true);
});

test('one that somebody has open is not read: its last rows are elsewhere', async () => {
  const bytes = await sqliteOf([{ sql: 'create table t (x)' }]);
  bytes.set([2, 2], 18);
  await expect(rowsOf(bytes, 't')).rejects.toMatchObject({ fault: 'in_use' });
  await expect(rowsOf(Buffer.from('SQLite format 2'), 't')).rejects.toMatchObject({ fault: 'no_database' });
});

test('what is written here, SQLite finds whole and reads as it was', async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.constant(null),
  );
  const long = fc.oneof(fc.uint8Array({ maxLength: 30_000 }), fc.constant('灯'.repeat(9_000)), cell);
  const rows = fc.array(fc.tuple(cell, long), { maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      const words = all.slice(0, 20).map((_, n) => ({ key: n - 1, cells: [`word ${(n * 7) % 20}`, null] }));
      const bytes = writeDatabase(
        [
          {
            name: 'words',
            sql: 'create table words (w text primary key, n integer unique)',
            rows: words,
            unique: [[0], [1]],
          },
          {
            name: 'things',
            sql: 'create table things (id integer primary key, a, b)',
            rows: all.map(([a, b], n) => ({ key: n * 1_000 + 1, cells: [null, a, b] })),
          },
        ],
        { applicationId: 7, userVersion: 9 },
        (text) => new TextEncoder().encode(text),
      );
      expect(await askSqlite(bytes, 'pragma integrity_check')).toEqual([['ok']]);
      const known = all.map(([a, b], n) => [n * 1_000 + 1, a, b]);
      expect(await askSqlite(bytes, 'select id, a, b from things order by id')).toEqual(known);
      expect(await rowsOf(bytes, 'things')).toEqual(known);
      const found = await askSqlite(bytes, "select rowid from words where w = 'word 7'");
      expect(found).toEqual(words.length > 1 ? [[0]] : []);
    }),
    { numRuns: 40 },
  );
});

test('thirty thousand rows written here take a tree of three storeys, and any of them is found', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => ({
    key: n * 5,
    cells: [`网格 ${n} ${'x'.repeat(200)}`],
  }));
  const bytes = writeDatabase(
    [{ name: 't', sql: 'create table t (x text)', rows }],
    { applicationId: 0, userVersion: 0 },
    (text) => new TextEncoder().encode(text),
  );
  expect(await askSqlite(bytes, 'pragma integrity_check')).toEqual([['ok']]);
  expect(await askSqlite(bytes, 'select substr(x, 1, 8) from t where rowid = 100000')).toEqual([
    ['网格 20000'],
  ]);
  expect(await rowsOf(bytes, 't')).toHaveLength(30_000);
});
