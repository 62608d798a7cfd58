// A list of staff as a workbook, honest and made to fill a server.
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zipOf } from '../../../platform/server/sheets/zip.ts';
import { xlsxOf } from '../../../platform/server/sheets/xlsx.ts';
import { readStaffFile } from './read-staff-file.ts';

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
async function* once<T>(value: T) {
  yield value;
}
const swollen = { refusal: { code: 'people.file_swollen' } };
const sheetOf = (data: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${data}`;

const workbook = (lines: (string | null)[][]) => whole(xlsxOf({ name: 'people', widths: [12] }, once(lines)));

test('an honest list of staff is read', async () => {
  const table = await workbook([['部门外的一栏', '姓名', '账号'], ['', '王敏', 'wang'], [null, null, 'only-login']]);
  const { rows, columns } = await readStaffFile(table);
  expect(rows).toMatchObject([
    { name: '王敏', login: 'wang', line: 2 },
    { name: '', login: 'only-login', line: 3 },
  ]);
  expect(columns).toEqual({ name: 'B', login: 'C' });
});

test('a small file that would be gigabytes is refused before it is unpacked', async () => {
  const zeros = Buffer.alloc(8 * 1024 * 1024).toString('latin1');
  const pieces = Array.from({ length: 16 }, () => zeros);
  const bomb = await whole(zipOf([{ name: 'xl/worksheets/sheet1.xml', pieces }]));
  expect(bomb.length).toBeLessThan(1024 * 1024);
  await expect(readStaffFile(bomb)).rejects.toMatchObject(swollen);
});

test('a file that lies about its sizes is refused all the same', async () => {
  const zeros = Buffer.alloc(64 * 1024 * 1024);
  const bomb = await whole(zipOf([{ name: 'xl/styles.xml', pieces: [zeros.toString('latin1')] }]));
  const list = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bomb.writeUInt32LE(1000, list + 24);
  expect(deflateRawSync(zeros).length).toBeLessThan(bomb.length + 1);
  await expect(readStaffFile(bomb)).rejects.toMatchObject(swollen);
});

test('more cells than any list has are refused, written out or merged in one word', async () => {
  const cells = '<c r="A1"/>'.repeat(200_001);
  const written = sheetOf(`<sheetData><row r="1">${cells}</row></sheetData></worksheet>`);
  const merged = sheetOf('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>');
  for (const sheet of [written, merged]) {
    const file = await whole(zipOf([{ name: 'xl/worksheets/sheet1.xml', pieces: [sheet] }]));
    await expect(readStaffFile(file)).rejects.toMatchObject(swollen);
  }
});

test('what only looks like a zip is refused in words', async () => {
  await expect(readStaffFile(Buffer.from('PK\u0003\u0004 no list at the end'))).rejects.toMatchObject({
    refusal: { code: 'people.file_unreadable' },
  });
});
