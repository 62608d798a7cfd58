// GeoPackages as QGIS and GDAL lay them out, written by SQLite itself: one layer is read in its system;
// several, views, other databases, open and damaged ones each get a clear answer.
import { expect, test } from 'vitest';
import { gaussMetres } from '../../../../kernel/formats/test-gauss.ts';
import { Refused } from '../../../../platform/server/http/refused.ts';
import { type Statement, sqliteOf } from '../../../../platform/server/sheets/test-sqlite.ts';
import type { SourceRow } from '../../core/read-row.ts';
import { bytesSource } from './byte-source.ts';
import { readRows } from './read-rows.ts';
import { PACKAGE_TABLES, packageLayer, packedPoint } from './test-geopackage.ts';

async function read(bytes: Uint8Array): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of readRows(bytesSource(bytes))) rows.push(row);
  return rows;
}

async function refusalOf(bytes: Uint8Array): Promise<unknown> {
  try {
    await read(bytes);
  } catch (error) {
    if (error instanceof Refused) return [error.refusal.code, error.refusal.data['en'] ?? ''];
    throw error;
  }
  return undefined;
}

function lineWithHeights(): Buffer {
  const bytes = Buffer.alloc(8 + 9 + 48);
  bytes.write('GP', 0);
  bytes.writeUInt32BE(1002, 9);
  bytes.writeUInt32BE(2, 13);
  for (const [n, number] of [106, 29, 300, 107, 30, 301].entries()) bytes.writeDoubleBE(number, 17 + n * 8);
  return bytes;
}

test('a layer in degrees: points, lines with heights, an empty shape, the words beside them', async () => {
  const rows = await read(
    await sqliteOf([
      ...PACKAGE_TABLES,
      ...packageLayer('路灯', 4326, [packedPoint(106, 29), lineWithHeights(), null]),
    ]),
  );
  expect(rows.map(({ fields, geometry }) => [fields, geometry])).toEqual([
    [
      { fid: 1, 名称: '灯 0' },
      { type: 'Point', coordinates: [106, 29] },
    ],
    [
      { fid: 2, 名称: '灯 1' },
      {
        type: 'LineString',
        coordinates: [
          [106, 29],
          [107, 30],
        ],
      },
    ],
    [{ fid: 3, 名称: '灯 2' }, null],
  ]);
  expect(rows[0]?.system).toMatchObject({ name: 'WGS 84 geodetic', isSettled: false });
});

test.each([4544, 100_001])(
  'a layer in metres, system %i, is read by number or by its own words',
  async (srs) => {
    const [x, y] = gaussMetres([106.0561234, 29.8446789], 105);
    const [row] = await read(
      await sqliteOf([...PACKAGE_TABLES, ...packageLayer('a', srs, [packedPoint(x, y)])]),
    );
    const found = row?.system?.toDegrees(x, y);
    expect(found).toEqual([expect.closeTo(106.0561234, 8), expect.closeTo(29.8446789, 8)]);
  },
);

test('a system that can’t be told is refused under its name', async () => {
  const refused = async (srs: number) =>
    refusalOf(await sqliteOf([...PACKAGE_TABLES, ...packageLayer('a', srs, [])]));
  expect(await refused(2379)).toMatchObject(['component.file_projected', expect.stringContaining('datum')]);
  expect(await refused(-1)).toMatchObject(['component.file_projected', expect.stringContaining('local')]);
  expect(await refused(777)).toMatchObject(['component.file_projected', expect.stringContaining('local')]);
});

test('several layers, a view, a database without layers, one that is open: each is told apart', async () => {
  const unfit = (part: string) => ['component.package_unfit', expect.stringContaining(part)];
  const two = await sqliteOf([
    ...PACKAGE_TABLES,
    ...packageLayer('lamps', 4326, []),
    ...packageLayer('bins', 4326, []),
  ]);
  expect(await refusalOf(two)).toEqual(unfit('lamps, bins'));
  const view = await sqliteOf([
    ...PACKAGE_TABLES,
    { sql: 'create view seen as select 1' },
    { sql: "insert into gpkg_contents values ('seen', 'features', 'seen', 4326)" },
  ]);
  expect(await refusalOf(view)).toEqual(unfit('seen'));
  expect(await refusalOf(await sqliteOf([{ sql: 'create table t (x)' }]))).toEqual(unfit('lists no layers'));
  const whole = await sqliteOf([...PACKAGE_TABLES, ...packageLayer('a', 4326, [packedPoint(106, 29)])]);
  const open = Buffer.from(whole);
  open.set([2, 2], 18);
  expect(await refusalOf(open)).toEqual(unfit('open elsewhere'));
  expect(await refusalOf(whole.subarray(0, whole.length - 10))).toEqual(unfit('cut off'));
});

test('a table without shapes is read like any sheet; bytes that are no shape are told', async () => {
  const table: Statement[] = [
    { sql: 'create table 普查 (经度 real, 纬度 real, "编码" text)' },
    { sql: 'insert into 普查 values (106.5, 29.5, ?)', rows: [['5001510102000017']] },
    { sql: "insert into gpkg_contents values ('普查', 'attributes', '普查', 0)" },
  ];
  const [row] = await read(await sqliteOf([...PACKAGE_TABLES, ...table]));
  expect(row).toEqual({ fields: { 经度: 106.5, 纬度: 29.5, 编码: '5001510102000017' } });
  const [spoilt] = await read(
    await sqliteOf([...PACKAGE_TABLES, ...packageLayer('a', 4326, [Buffer.from('GP12')])]),
  );
  expect(spoilt?.geometry).toEqual({ type: 'damaged' });
});
