// Whatever bytes come as a record or as a table: read, or told to be damaged, and never a fall.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readShape, readShpHead } from './shape-record.ts';
import { isChineseTable, readTableColumns, readTableHead, readTableRow } from './shape-table.ts';

const decode = (bytes: Uint8Array) => String.fromCharCode(...bytes);

test('bytes of chance are a shape, damaged, or of a kind that is not known', () => {
  const kinds = fc.constantFrom(0, 1, 3, 5, 8, 11, 13, 15, 18, 31, 77);
  fc.assert(
    fc.property(kinds, fc.uint8Array({ maxLength: 200 }), fc.nat(200), (kind, bytes, length) => {
      const record = new Uint8Array([kind, 0, 0, 0, ...bytes]).subarray(0, length);
      // Small counts, so that some of them fit.
      for (const at of [36, 40]) record.fill(0, at + 1, at + 4);
      const shape = readShape(record);
      expect(typeof shape === 'string' ? shape : shape.kind).toMatch(
        /^(none|point|points|line|area|other|damaged)$/,
      );
      expect(readShpHead(record)).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
});

test('a head of chance is no table, or one whose rows are read as words', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 300 }), (bytes) => {
      const head = readTableHead(bytes);
      const row = readTableRow(bytes, head ? readTableColumns(bytes.subarray(32), decode) : [], decode);
      if (row) for (const cell of Object.values(row)) expect(typeof cell).toBe('string');
      expect(head === undefined || head.rowBytes > 0).toBe(true);
    }),
  );
});

test('a table says in which letters it is written, however it spells them', () => {
  expect(['GBK', 'gb18030\n', '936', 'ANSI 936'].map(isChineseTable)).toEqual([true, true, true, true]);
  expect([undefined, '', 'UTF-8', '1252'].map(isChineseTable)).toEqual([false, false, false, false]);
});
