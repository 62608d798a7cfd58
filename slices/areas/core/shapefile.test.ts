// A Shapefile is read as it was written, whatever it holds; what is damaged or no polygons is told apart
// instead of being read in part.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { readShapefile, type ShapeParts, writeShapefile } from './shapefile.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const COLUMNS = ['CODE', 'NAME'];

const ring = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
/** Some with a hole, some of two parts. */
const boundary = fc
  .record({ west: fc.integer({ min: 0, max: 99 }), hasHole: fc.boolean(), hasMore: fc.boolean() })
  .map(
    ({ west, hasHole, hasMore }): MultiPolygonRings => [
      hasHole ? [ring(west, 0, 10), ring(west + 2, 2, 3)] : [ring(west, 0, 10)],
      ...(hasMore ? [[ring(west, 20, 5)]] : []),
    ],
  );
const word = fc.constantFrom('望汐', '网格 7', 'a', '桥头—北', '网格'.repeat(60), '');
const areas = fc.array(fc.record({ boundary, name: word }), { minLength: 1, maxLength: 6 });

const partsOf = (written: ReturnType<typeof writeShapefile>): ShapeParts => ({
  shp: written.shp,
  dbf: written.dbf,
});

const cornersOf = (shape: MultiPolygonRings): string[] =>
  shape.map((part) => part.map((one) => [...new Set(one.map(String))].sort().join(' ')).join(' | '));

test('what is written is read again: every corner, every hole, every name', () => {
  fc.assert(
    fc.property(areas, (all) => {
      const rows = all.map((one, n) => ({
        cells: [`50015100100100${n}`, one.name],
        boundary: one.boundary,
      }));
      const read = readShapefile(partsOf(writeShapefile(COLUMNS, rows, encode)), decode);
      if (typeof read === 'string') throw new Error(read);
      expect(read.map(({ properties }) => String(properties['CODE']))).toEqual(
        rows.map(({ cells }) => cells[0]),
      );
      for (const [n, { properties, geometry }] of read.entries()) {
        const name = all[n]?.name ?? '';
        expect(name.startsWith(String(properties['NAME'] ?? ''))).toBe(true);
        if (encode(name).length <= 254) expect(properties['NAME']).toBe(name === '' ? null : name);
        expect(cornersOf(geometry?.coordinates ?? [])).toEqual(cornersOf(all[n]?.boundary ?? []));
      }
    }),
  );
});

const ROW = { cells: ['500151001001001', '一号'], boundary: [[ring(106, 30, 1)]] };
const whole = () => partsOf(writeShapefile(COLUMNS, [ROW], encode));

test('a file cut anywhere is damaged, and nothing of it is taken', () => {
  const { shp, dbf } = whole();
  for (let length = 0; length < shp.length; length += 7) {
    const read = readShapefile({ shp: shp.slice(0, length), dbf }, decode);
    expect(['damaged', 'rows_differ']).toContain(read);
  }
  for (let length = 0; length < (dbf?.length ?? 0) - 1; length += 5) {
    expect(readShapefile({ shp, dbf: dbf?.slice(0, length) }, decode)).toBe('damaged');
  }
});

test('without a table nothing is read', () => {
  expect(readShapefile({ ...whole(), dbf: undefined }, decode)).toBe('table_missing');
});

test('points are no areas, an empty shape has no boundary, a table of other rows is not guessed at', () => {
  const { shp, dbf } = whole();
  const typed = (type: number) => {
    const bytes = shp.slice();
    new DataView(bytes.buffer).setInt32(108, type, true);
    return bytes;
  };
  expect(readShapefile({ shp: typed(1), dbf }, decode)).toBe('not_polygons');
  const empty = readShapefile({ shp: typed(0), dbf }, decode);
  expect(typeof empty === 'string' ? empty : empty[0]?.geometry).toBeNull();
  const other = writeShapefile(COLUMNS, [ROW, ROW], encode).dbf;
  expect(readShapefile({ shp, dbf: other }, decode)).toBe('rows_differ');
});
