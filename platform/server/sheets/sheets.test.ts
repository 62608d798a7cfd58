// Tables as other programs read them: an Excel workbook opened by another library, and CSV read by a parser.
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';
import { readTable } from './read-table.ts';
import type { Cell, Page } from './rows.ts';
import { xlsxOf } from './xlsx.ts';

async function* pagesOf(rows: readonly (readonly Cell[])[], size: number): AsyncGenerator<Page> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

async function bytesOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const ROWS: readonly (readonly Cell[])[] = [
  ['编号', '描述', '数'],
  ['5001512026080500000018', '井盖"破损"，<急>&\n第二行', 3],
  ['=HYPERLINK("http://x")', '+1', -2.5],
  ['@cmd', '-1', null],
  ['控制\u0000字符', '𠮷野家 😀', 0],
];

test('a workbook holds every cell as it was, and no text became a formula', async () => {
  const workbook = new exceljs.Workbook();
  const bytes = await bytesOf(xlsxOf({ name: '案件', widths: [24, 40, 8] }, pagesOf(ROWS, 2)));
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet('案件');
  const read: unknown[][] = [];
  sheet?.eachRow((row) => read.push([1, 2, 3].map((at) => row.getCell(at).value)));
  expect(read[0]).toEqual(ROWS[0]);
  expect(read[1]).toEqual(ROWS[1]);
  expect(read[2]).toEqual(['=HYPERLINK("http://x")', '+1', -2.5]);
  expect(read[4]).toEqual(['控制字符', '𠮷野家 😀', 0]);
  sheet?.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()));
});

test('in CSV whatever would begin a formula stands behind a quote', async () => {
  const text = (await bytesOf(csvOf(pagesOf(ROWS, 2)))).toString();
  const read = parse(text, { bom: true }) as string[][];
  expect(read.map((row) => row[0])).toEqual(
    ['编号', '5001512026080500000018', '\'=HYPERLINK("http://x")', "'@cmd", '控制字符']);
  expect(read[1]?.[1]).toBe('井盖"破损"，<急>&\n第二行');
  expect(read[2]?.slice(1)).toEqual(["'+1", '-2.5']);
  expect(text.startsWith('\ufeff')).toBe(true);
});

test('the same table is the same bytes, and many pages hold no more than one at a time', async () => {
  let made = 0;
  let taken = 0;
  let most = 0;
  async function* many(): AsyncGenerator<Page> {
    for (let page = 0; page < 400; page++) {
      made += 1;
      most = Math.max(most, made - taken);
      yield Array.from({ length: 100 }, (_, n) => [`${page}-${n}`, '同样的话', n]);
    }
  }
  for await (const _ of xlsxOf({ name: 'a', widths: [10] }, many())) taken = made;
  expect(made).toBe(400);
  expect(most).toBe(1);
  const once = () => bytesOf(xlsxOf({ name: 'a', widths: [1] }, pagesOf(ROWS, 3)));
  const twice = await Promise.all([once(), once()]);
  expect(twice[0].equals(twice[1])).toBe(true);
});

test('lists come in UTF-8 and in GB18030; a picture under their name is no list', async () => {
  const limits = { bytes: 1_000_000, cells: 1_000, rows: 100, mostRows: 100 };
  const read = (bytes: Uint8Array) => readTable(bytes, limits);
  const utf = Buffer.from('\ufeff日期,名称\n2月6日,春节\n');
  expect(await read(utf)).toEqual([['日期', '名称'], ['2月6日', '春节']]);
  const gb = Uint8Array.from([0xb4, 0xba, 0xbd, 0xda, 0x2c, 0x31]);
  expect(await read(gb)).toEqual([['春节', '1']]);
  const oldWorkbook = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]);
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  for (const bytes of [oldWorkbook, picture]) expect(await read(bytes)).toBe('unreadable');
});
