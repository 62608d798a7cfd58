// A census as an office brings it in: in pieces, tried first, run, cancelled, taken over by another server
// after the first has died; the same file again changes nothing.
import { beforeAll, expect, test } from 'vitest';
import { MINUTE } from '../../../kernel/duration.ts';
import { isRefusal, tellRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Refused } from '../../../platform/server/http/refused.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { IMPORT_PIECE_BYTES, type ImportWords } from '../core/contract-imports.ts';
import { componentsRefusals } from '../core/refusals.ts';
import { noneDeclared } from './declared-classes.ts';
import { type ImportRunner, makeImportRunner } from './import-runner.ts';
import { sweepImports } from './jobs.ts';
import { componentCounts, findByCode } from './public.ts';
import { listPieces } from './queries-imports.ts';
import {
  beginImport,
  cancelImport,
  discardImport,
  faultPages,
  previewImport,
  putImportPiece,
  readFaults,
  readImport,
  readImports,
  runImport,
} from './receive-import.ts';

const store = testDatabase();
const DISTRICT = '500151';
const actorOf = (areaPath: string): Actor => ({
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: '管理员',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath }],
});
const administrator = actorOf(DISTRICT);

const collection = (code: string, parent: string, name: string) => ({
  geojson: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { code, name, parent },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [106, 29.8],
              [106.2, 29.8],
              [106.2, 29.9],
              [106, 29.9],
              [106, 29.8],
            ],
          ],
        },
      },
    ],
  },
});

beforeAll(async () => {
  const published = await store.database.transaction((tx) =>
    importDistrict(tx, {
      districtId: DISTRICT,
      name: '铜梁区',
      crs: 'WGS84',
      source: 'made for the test',
      streets: collection('S', '', '巴川街道'),
      communities: collection('S-1', 'S', '明月社区'),
      grids: collection('S-1-1', 'S-1', '明月一网格'),
    }),
  );
  if (isRefusal(published)) throw new Error(JSON.stringify(published));
});

const TERMS: ImportWords = {
  crs: 'WGS84',
  scheme: 'classic',
  source: '普查',
  samePlaceMetres: 0.5,
  columns: [],
  constants: [{ field: 'classCode', value: '0102' }],
};

const errors: unknown[] = [];
const runner = (declared = noneDeclared): ImportRunner =>
  makeImportRunner({
    database: store.database,
    clock: store.clock,
    declared,
    onError: (error) => errors.push(error),
  });

async function send(text: string, fileName = '灯.csv'): Promise<string> {
  const bytes = Buffer.from(text);
  const { id } = await store.database.transaction((tx) =>
    beginImport(tx, administrator, DISTRICT, { fileName, bytes: bytes.length }, 'zh'),
  );
  for (let number = 0; number * IMPORT_PIECE_BYTES < bytes.length; number += 1) {
    const piece = bytes.subarray(number * IMPORT_PIECE_BYTES, (number + 1) * IMPORT_PIECE_BYTES);
    const put = () =>
      store.database.transaction((tx) =>
        putImportPiece(tx, administrator, { importId: id, number, bytes: piece }),
      );
    expect(await put()).toContain(number);
    // A piece whose answer was lost comes again.
    expect(await put()).toContain(number);
  }
  return id;
}

const run = (id: string, isTrial: boolean, terms = TERMS) =>
  store.database.transaction((tx) => runImport(tx, administrator, id, { isTrial, terms }, 'zh'));
const look = (id: string) => store.database.read((tx) => readImport(tx, administrator, id, 'zh'));

/** So many lamps of a row, from a place on; every hundredth has no name. */
const table = (rows: number, lat = 29.81): string =>
  `名称,经度,纬度,原编号\n${Array.from(
    { length: rows },
    (_, n) =>
      `${n % 100 === 99 ? '' : `灯 ${n}`},${(106.01 + (n % 1_000) * 1e-4).toFixed(6)},` +
      `${(lat + Math.floor(n / 1_000) * 1e-4).toFixed(6)},L${n}`,
  ).join('\n')}\n`;

test('a trial says what would happen; the run does it, and the errors file says how to mend', async () => {
  const text = table(4_500);
  const id = await send(text);
  expect(await look(id)).toMatchObject({ state: 'received', rowsTotal: 0, fileName: '灯.csv' });
  const preview = await store.database.read((tx) => previewImport(tx, administrator, id));
  expect(preview.headings).toEqual([
    { heading: '名称', field: 'name' },
    { heading: '经度', field: 'lon' },
    { heading: '纬度', field: 'lat' },
    { heading: '原编号', field: 'externalCode' },
  ]);
  expect(preview.rows[0]).toEqual({ 名称: '灯 0', 经度: '106.010000', 纬度: '29.810000', 原编号: 'L0' });
  await run(id, true);
  await runner().runDue();
  const judged = { added: 4_455, updated: 0, unchanged: 0, outside: 0, refused: 45, rowsTotal: 4_500 };
  expect(await look(id)).toMatchObject({ state: 'judged', ...judged });
  expect(await store.database.read((tx) => componentCounts(tx, DISTRICT))).toEqual([]);
  await run(id, false);
  await runner().runDue();
  expect(await look(id)).toMatchObject({ state: 'done', rowsDone: 4_500, ...judged });
  expect(await store.database.read((tx) => componentCounts(tx, DISTRICT))).toMatchObject([
    { total: 4_455 },
  ]);
  const { faults } = await store.database.read((tx) =>
    readFaults(tx, administrator, id, { after: 101, limit: 1 }, 'zh'),
  );
  expect(faults).toEqual([
    { row: 201, field: 'name', kind: 'name_missing', reason: '没有名称。请在“名称”一栏填写。' },
  ]);
  const lines = await store.database.read(async (tx) => {
    const all: (string | number)[][] = [];
    for await (const page of faultPages(tx, id, 'en')) all.push(...page);
    return all;
  });
  expect(lines).toHaveLength(46);
  expect(lines[1]).toEqual([101, 'name', 'There is no name. Fill the column “name”.']);
  const again = await send(text);
  await run(again, false);
  await runner().runDue();
  expect(await look(again)).toMatchObject({
    state: 'done',
    added: 0,
    updated: 0,
    unchanged: 4_455,
    refused: 45,
  });
});

test('a server dies in the middle; another goes on, and nothing is lost or comes twice', async () => {
  const id = await send(table(7_000, 29.82));
  await run(id, false);
  const dying = runner();
  expect(await dying.runDue(2)).toBe(2);
  expect(await look(id)).toMatchObject({ state: 'writing', rowsDone: 4_000, rowsTotal: 7_000 });
  const other = runner();
  expect(await other.runDue()).toBe(0);
  store.clock.advance(2 * MINUTE);
  await other.runDue();
  expect(await look(id)).toMatchObject({ state: 'done', added: 6_930, refused: 70, rowsDone: 7_000 });
  // The first wakes up again and finds that it has nothing to do.
  expect(await dying.runDue()).toBe(0);
  const counts = await store.database.read((tx) => componentCounts(tx, DISTRICT));
  expect(counts).toMatchObject([{ total: 4_455 + 6_930 }]);
});

test('a server that stops lets its file go, so that the next one need not wait', async () => {
  const id = await send(table(2_500, 29.83));
  await run(id, false);
  const first = runner();
  await first.runDue(1);
  await first.stop();
  await runner().runDue();
  expect(await look(id)).toMatchObject({ state: 'done', rowsDone: 2_500 });
});

test('whoever cancels keeps what was written; running it again brings the rest', async () => {
  const id = await send(table(5_000, 29.84));
  await run(id, false);
  const working = runner();
  await working.runDue(1);
  await store.database.transaction((tx) => cancelImport(tx, administrator, id, 'zh'));
  expect(await working.runDue()).toBe(0);
  expect(await look(id)).toMatchObject({ state: 'cancelled', rowsDone: 2_000, added: 1_980 });
  await run(id, false);
  await runner().runDue();
  expect(await look(id)).toMatchObject({ state: 'done', added: 2_970, unchanged: 1_980, refused: 50 });
  await expect(run(id, false)).rejects.toMatchObject({ refusal: { code: 'component.import_not_ready' } });
});

test('codes of the whole file are known before the first is given; a second is refused', async () => {
  const rows = Array.from({ length: 2_100 }, (_, n) =>
    [
      n === 2_090 ? '5001510103000003' : n === 2_099 ? '5001510103000003' : '',
      `井 ${n}`,
      106.02 + (n % 500) * 1e-4,
      29.86 + Math.floor(n / 500) * 1e-4,
    ].join(','),
  );
  const id = await send(`编码,名称,经度,纬度\n${rows.join('\n')}\n`);
  await run(id, false, { ...TERMS, constants: [{ field: 'classCode', value: '0103' }] });
  await runner().runDue();
  expect(await look(id)).toMatchObject({ state: 'done', added: 2_099, refused: 1 });
  const { faults } = await store.database.read((tx) =>
    readFaults(tx, administrator, id, { limit: 9 }, 'en'),
  );
  expect(faults).toMatchObject([{ row: 2_101, kind: 'duplicate_code' }]);
  const named = await store.database.read((tx) => findByCode(tx, DISTRICT, '5001510103000003'));
  expect(named?.name).toBe('井 2090');
});

test('what a file says nothing about stays as it is known', async () => {
  const first = '编码,名称,经度,纬度,状态,是否确权\n5001510104000001,井,106.05,29.88,破损,是\n';
  const second = '编码,名称,经度,纬度\n5001510104000001,雨水井,106.05,29.88\n';
  for (const text of [first, second]) {
    await run(await send(text), false, { ...TERMS, constants: [] });
    await runner().runDue();
  }
  expect(await store.database.read((tx) => findByCode(tx, DISTRICT, '5001510104000001'))).toMatchObject({
    name: '雨水井',
    condition: 'damaged',
    rightsConfirmed: true,
  });
});

test('a class that no list names is a fault of its row; once the lists name it, it is none', async () => {
  const rows = ['0102,灯,106.03', '9999,怪,106.031', '01,短,106.032', '0199,驿站,106.033'];
  const lines = rows.map((row) => `${row},29.885`);
  const text = `类别,名称,经度,纬度,编码\n${lines.join(',\n')},\n,码,106.034,29.885,5001519998000001\n`;
  const id = await send(text);
  const listed = ['0101', '0102', '0199'];
  await run(id, false, { ...TERMS, constants: [] });
  await runner(async () => listed).runDue();
  expect(await look(id)).toMatchObject({ state: 'done', added: 2, refused: 3 });
  const { faults } = await store.database.read((tx) =>
    readFaults(tx, administrator, id, { limit: 9 }, 'zh'),
  );
  expect(faults).toMatchObject([
    {
      row: 3, field: 'classCode', kind: 'class_unknown',
      reason: expect.stringContaining('“9999”不在本区清单'),
    },
    { row: 4, field: 'classCode', kind: 'class_malformed' },
    { row: 6, field: 'code', kind: 'class_unknown', reason: expect.stringContaining('“9998”') },
  ]);
  const again = await send(text);
  await run(again, false, { ...TERMS, constants: [] });
  await runner(async () => [...listed, '9998', '9999']).runDue();
  expect(await look(again)).toMatchObject({ added: 2, unchanged: 2, refused: 1 });
  // Lists of the other edition say nothing of these classes.
  const other = await send('类别,名称,经度,纬度\n0105,井,106.035,29.885\n');
  await run(other, true, { ...TERMS, constants: [] });
  await runner(async () => ['01002']).runDue();
  expect(await look(other)).toMatchObject({ added: 1, refused: 0 });
});

test('a file that breaks off fails as a whole, in words, before anything is written', async () => {
  const whole = JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: 3 }, (_, n) => ({
      type: 'Feature',
      properties: { name: `树 ${n}` },
      geometry: { type: 'Point', coordinates: [106.1 + n / 1_000, 29.89] },
    })),
  });
  const id = await send(whole.slice(0, -20), '树.geojson');
  await run(id, false);
  await runner().runDue();
  const view = await look(id);
  expect(view).toMatchObject({ state: 'failed', added: 0, failure: { code: 'component.file_unreadable' } });
  expect(view.failure?.words).toContain('FeatureCollection');
});

test.each([
  ['empty', 0, '文件无法读取：文件是空的。', '重新选择文件'],
  ['too large', 600 * 1024 * 1024, '文件有 600 MB，一次最多 512 MB。', '分成几个文件'],
])('a file that is %s is refused before it is sent, with the way to go on', async (_, bytes, why, how) => {
  const begun = store.database.transaction((tx) =>
    beginImport(tx, administrator, DISTRICT, { fileName: '灯.csv', bytes }, 'zh'),
  );
  const error: unknown = await begun.catch((thrown: unknown) => thrown);
  const { code, data } = (error as Refused).refusal;
  expect(code).toBe('component.file_unreadable');
  const told = tellRefusal(componentsRefusals['component.file_unreadable'], data, 'zh');
  expect(told).toContain(why);
  expect(told).toContain(how);
});

test('a mistake of ours is told, kept with the file, and the file can be run again', async () => {
  const id = await send(table(10, 29.87));
  await run(id, false);
  const broken = makeImportRunner({
    database: {
      ...store.database,
      engine: store.database.engine,
      transaction: (work) => store.database.transaction(work),
      read: async () => {
        throw new Error('a mistake');
      },
    },
    clock: store.clock,
    declared: noneDeclared,
    onError: (error) => errors.push(error),
  });
  await broken.runDue();
  expect(String(errors.at(-1))).toContain('a mistake');
  expect(await look(id)).toMatchObject({ state: 'failed', failure: { code: 'component.import_stumbled' } });
  await run(id, false);
  await runner().runDue();
  expect(await look(id)).toMatchObject({ state: 'done', added: 10 });
});

test('only the district’s administrator sees an import; what is half sent is not run', async () => {
  const { id } = await store.database.transaction((tx) =>
    beginImport(tx, administrator, DISTRICT, { fileName: 'a.csv', bytes: 10 }, 'zh'),
  );
  const other = actorOf('500152');
  await expect(store.database.read((tx) => readImport(tx, other, id, 'zh'))).rejects.toMatchObject({
    refusal: { code: 'auth.not_allowed' },
  });
  await expect(look(store.ids.next())).rejects.toMatchObject({
    refusal: { code: 'component.import_not_found' },
  });
  const put = (bytes: Uint8Array) =>
    store.database.transaction((tx) =>
      putImportPiece(tx, administrator, { importId: id, number: 0, bytes }),
    );
  await expect(put(new Uint8Array(9))).rejects.toMatchObject({
    refusal: { code: 'component.piece_unfit' },
  });
  await expect(run(id, true)).rejects.toMatchObject({ refusal: { code: 'component.import_not_ready' } });
  const { imports } = await store.database.read((tx) => readImports(tx, administrator, DISTRICT, 2, 'zh'));
  expect(imports).toHaveLength(2);
});

test('a file that nobody runs is gone after a week; of one that was run the record stays', async () => {
  const [idle, cancelled] = [await send('a,b\n1,2\n'), await send(table(2_500, 29.835))];
  await run(cancelled, false);
  await runner().runDue(1);
  await store.database.transaction((tx) => cancelImport(tx, administrator, cancelled, 'zh'));
  const pieces = (id: string) => store.database.read((tx) => listPieces(tx, id));
  const sweep = () => store.database.transaction((tx) => sweepImports.run(tx));
  await sweep();
  expect([await pieces(idle), await pieces(cancelled)]).toEqual([[0], [0]]);
  store.clock.advance(8 * 24 * 60 * MINUTE);
  await sweep();
  expect([await pieces(idle), await pieces(cancelled)]).toEqual([[], []]);
  await expect(look(idle)).rejects.toMatchObject({ refusal: { code: 'component.import_not_found' } });
  expect(await look(cancelled)).toMatchObject({ state: 'cancelled', rowsDone: 2_000 });
});

test('a file that was only tried can be thrown away; what has written rows stays', async () => {
  const id = await send(table(10, 29.836));
  const discard = () => store.database.transaction((tx) => discardImport(tx, administrator, id));
  await run(id, true);
  await expect(discard()).rejects.toMatchObject({ refusal: { code: 'component.import_kept' } });
  await runner().runDue();
  const other = store.database.transaction((tx) => discardImport(tx, actorOf('500152'), id));
  await expect(other).rejects.toMatchObject({ refusal: { code: 'auth.not_allowed' } });
  expect(await discard()).toEqual({ id });
  await expect(discard()).rejects.toMatchObject({ refusal: { code: 'component.import_not_found' } });
  const written = await send(table(10, 29.837));
  await run(written, false);
  await runner().runDue();
  await expect(
    store.database.transaction((tx) => discardImport(tx, administrator, written)),
  ).rejects.toMatchObject({ refusal: { code: 'component.import_kept' } });
});

test('a table in metres of a plane stands where its things stand, once the plane is named', async () => {
  const text = '名称,经度,纬度\n平面灯,602062.66826,3303364.02707\n';
  const id = await send(text, '平面.csv');
  await run(id, true);
  await runner().runDue();
  const { faults } = await store.database.read((tx) => readFaults(tx, administrator, id, { limit: 9 }, 'zh'));
  expect(faults[0]?.reason).toContain('请注明坐标系和投影带');
  await run(id, true, { ...TERMS, crs: 'CGCS2000', plane: 4544 });
  await runner().runDue();
  expect(await look(id)).toMatchObject({ state: 'judged', added: 1, outside: 0, refused: 0 });
});
