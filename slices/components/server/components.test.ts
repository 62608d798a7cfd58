// The register in the store: imported, imported again, found on the map, read as a card.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { distanceMetres } from '../../../kernel/geo.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { createUnits } from '../../people/server/public.ts';
import type { SourceRow } from '../core/read-row.ts';
import { tellFault } from '../core/row-fault.ts';
import { noneDeclared } from './declared-classes.ts';
import { importComponents } from './import-components.ts';
import { importFile } from './import-file.ts';
import {
  componentCounts,
  componentsInBox,
  componentsInGrid,
  findByCode,
  findComponent,
  getComponent,
  nearestComponents,
} from './public.ts';
import { readCard } from './read-card.ts';
import { relocateComponents } from './relocate-components.ts';
import { componentsSubscribers } from './subscribers.ts';

const store = testDatabase();
const DISTRICT = '500151';

const ring = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const collection = (code: string, parent: string, name: string, coordinates: number[][][]) => ({
  geojson: {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { code, name, parent }, geometry: { type: 'Polygon', coordinates } },
    ],
  },
});

/** One grid, 0.02 degrees wide, around 106.06 east and 29.84 north; `east` moves its eastern border. */
async function publishDistrict(east = 106.07): Promise<void> {
  const shape = [ring(106.05, 29.83, east, 29.85)];
  const published = await store.database.transaction((tx) =>
    importDistrict(tx, {
      districtId: DISTRICT,
      name: '铜梁区',
      crs: 'WGS84',
      source: 'made for the test',
      streets: collection('S', '', '巴川街道', shape),
      communities: collection('S-1', 'S', '明月社区', shape),
      grids: collection('S-1-1', 'S-1', '明月一网格', shape),
    }),
  );
  if (isRefusal(published)) throw new Error(JSON.stringify(published));
}

beforeAll(() => publishDistrict());

const load = (rows: readonly SourceRow[], more: { districtId?: string; source?: string } = {}) =>
  store.database.transaction((tx) =>
    importComponents(tx, { districtId: DISTRICT, rows, crs: 'WGS84', source: 'test', by: 'tester', ...more }),
  );

const row = (fields: Record<string, unknown>): SourceRow => ({
  fields: { name: '路灯', lon: 106.06, lat: 29.84, ...fields },
});

const byCode = (code: string) => store.database.read((tx) => findByCode(tx, DISTRICT, code));

test('a lamp post is in its grid; one beyond the district is kept, and named as outside', async () => {
  const result = await load([
    row({ code: '5001510102000001', condition: '破损' }),
    row({ code: '5001510102000002', lon: 106.2, name: '界外灯' }),
  ]);
  const outside = [{ row: 2, code: '5001510102000002', name: '界外灯' }];
  expect(result).toEqual({ added: 2, updated: 0, unchanged: 0, outside, refused: [] });
  expect(await byCode('5001510102000001')).toMatchObject({
    areaPath: '500151.001.001.001',
    classCode: '0102',
    codeScheme: 'classic',
    condition: 'damaged',
    point: { lon: 106.06, lat: 29.84 },
    maintenanceUnitId: null,
    rightsConfirmed: false,
  });
  expect(await byCode('5001510102000002')).toMatchObject({ areaPath: null });
  const inGrid = (path: string) => store.database.read((tx) => componentsInGrid(tx, path));
  expect(await inGrid('500151.001.001.001')).toMatchObject({
    components: [{ code: '5001510102000001', classCode: '0102', lon: 106.06 }],
    isAll: true,
  });
  const counts = await store.database.read((tx) => componentCounts(tx, '500151.001'));
  expect(counts).toEqual([{ classCode: '0102', total: 1, notIntact: 1 }]);
  expect(await store.database.read((tx) => componentCounts(tx, '500151.00'))).toEqual([]);
  expect(await inGrid('500151.001.001.002')).toEqual({ components: [], isAll: true });
});

test('the same file again changes nothing; a changed row is one more line of history', async () => {
  const first = [
    row({ code: '5001510201000001', lon: 106.051 }),
    row({ code: '5001510201000002', lon: 106.052 }),
  ];
  expect(await load(first)).toMatchObject({ added: 2, updated: 0, unchanged: 0 });
  store.clock.advance(60_000);
  expect(await load(first)).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
  const second = [row({ code: '5001510201000001', lon: 106.051, condition: 'lost' }), first[1] ?? row({})];
  expect(await load(second, { source: 'a survey' })).toMatchObject({ added: 0, updated: 1, unchanged: 1 });
  const changed = await byCode('5001510201000001');
  const card = await store.database.read((tx) => readCard(tx, changed?.id ?? ''));
  expect(card).toMatchObject({
    codeWords: '500151 02 01 000001',
    areaNames: ['铜梁区', '巴川街道', '明月社区', '明月一网格'],
    geometry: { type: 'Point', coordinates: [106.051, 29.84] },
    changes: [
      { seq: 2, kind: 'updated', data: { condition: 'lost' }, source: 'a survey' },
      { seq: 1, kind: 'imported', source: 'test' },
    ],
  });
  expect(Object.keys(card.changes[0]?.data ?? {})).toEqual(['condition']);
  expect(card.changes[1]?.data).toMatchObject({ name: '路灯', areaPath: '500151.001.001.001' });
});

test('history can be neither altered nor deleted', async () => {
  await load([row({ code: '5001510202000001', lon: 106.0533 })]);
  for (const statement of [
    sql`update component_change set source = 'forged'`,
    sql`delete from component_change`,
  ]) {
    await expect(store.database.transaction((tx) => statement.execute(tx.db))).rejects.toThrow(/append-only/);
  }
});

test('rows without codes get the next numbers of their class, and keep them over imports', async () => {
  const rows = [
    row({ classCode: '0301', name: '公厕', lon: 106.061 }),
    row({ code: '5001510301000007', name: '公厕', lon: 106.062 }),
    row({ classCode: '0301', name: '公厕', lon: 106.063 }),
  ];
  expect(await load(rows)).toMatchObject({ added: 3, refused: [] });
  expect(await byCode('5001510301000008')).toMatchObject({ point: { lon: 106.061 } });
  expect(await byCode('5001510301000009')).toMatchObject({ point: { lon: 106.063 } });
  expect(await load(rows)).toMatchObject({ added: 0, updated: 0, unchanged: 3, refused: [] });
  expect(await load([row({ classCode: '0301', name: '公厕', lon: 106.064 })])).toMatchObject({ added: 1 });
  expect(await byCode('5001510301000010')).toMatchObject({ point: { lon: 106.064 } });
});

test('a class whose numbers are used up says so', async () => {
  const rows = [row({ code: '5001510302999999', lon: 106.0601 }), row({ classCode: '0302', lon: 106.0605 })];
  expect((await load(rows)).refused).toMatchObject([
    { row: 2, kind: 'class_full', data: { classCode: '0302' } },
  ]);
});

test('a thing on the spot of a known one is refused, unless the file moves that one', async () => {
  await load([row({ code: '5001510401000001', lon: 106.0655, name: '井盖' })]);
  const second = row({ code: '5001510401000002', lon: 106.065501, name: '井盖' });
  const { added, refused } = await load([second, row({ code: '5001510402000001', lon: 106.0655 })]);
  expect(added).toBe(1);
  expect(refused.map((fault) => tellFault(fault, 'en'))).toEqual([
    expect.stringContaining('the known component 5001510401000001'),
  ]);
  const moved = row({ code: '5001510401000001', lon: 106.0666, name: '井盖' });
  expect(await load([second, moved])).toMatchObject({ added: 1, updated: 1, refused: [] });
});

test('the nearest of a class come first, a long one by its near end, none beyond the radius', async () => {
  const here = { lon: 106.055, lat: 29.845 };
  const bench = {
    fields: { code: '5001510501000003', name: '护栏' },
    geometry: {
      type: 'LineString',
      coordinates: [
        [106.0552, 29.845],
        [106.0592, 29.845],
      ],
    },
  };
  await load([
    row({ code: '5001510501000001', ...here, lat: 29.8454 }),
    row({ code: '5001510501000002', ...here, lat: 29.8451 }),
    row({ code: '5001510502000001', ...here }),
    bench,
  ]);
  const near = (more: object) =>
    store.database.read((tx) =>
      nearestComponents(tx, {
        districtId: DISTRICT,
        classCode: '0501',
        point: here,
        radiusMetres: 100,
        limit: 10,
        ...more,
      }),
    );
  const found = await near({});
  expect(found.map((component) => component.code.slice(-4))).toEqual(['0002', '0003', '0001']);
  expect(found[0]?.distanceMetres).toBeCloseTo(distanceMetres(here, { ...here, lat: 29.8451 }), 0);
  expect((await near({ radiusMetres: 15 })).map((component) => component.code.slice(-4))).toEqual(['0002']);
  expect((await near({ classCode: undefined, limit: 1 })).map((component) => component.code)).toEqual([
    '5001510502000001',
  ]);
  expect(await near({ districtId: '500152' })).toEqual([]);
});

test('the map’s box holds what touches it, in the order of codes, no more than asked for', async () => {
  const rows = Array.from({ length: 30 }, (_, n) =>
    row({ classCode: '0601', lon: 106.0651 + n * 1e-4, lat: 29.832 }),
  );
  await load(rows);
  const inBox = (limit: number) =>
    store.database.read((tx) => {
      const box = { west: 106.06505, south: 29.831, east: 106.06605, north: 29.833 };
      return componentsInBox(tx, { districtId: DISTRICT, classCode: '0601', box, limit });
    });
  expect((await inBox(100)).map((component) => component.code.slice(-2))).toEqual([
    '01',
    '02',
    '03',
    '04',
    '05',
    '06',
    '07',
    '08',
    '09',
    '10',
  ]);
  expect(await inBox(3)).toHaveLength(3);
});

test('a component that is not there is a refusal, or nothing, as asked', async () => {
  const id = store.ids.next();
  expect(await store.database.read((tx) => findComponent(tx, id))).toBeUndefined();
  await expect(store.database.read((tx) => getComponent(tx, id))).rejects.toMatchObject({
    refusal: { code: 'component.not_found' },
  });
});

const administrator = (areaPath: string): Actor => ({
  kind: 'person',
  personId: store.ids.next(),
  name: '管理员',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath }],
});

const sendFile = (actor: Actor, bytes: Uint8Array) =>
  store.database.transaction((tx) =>
    importFile(tx, actor, {
      declared: noneDeclared,
      districtId: DISTRICT,
      bytes,
      crs: 'CGCS2000',
      source: '普查',
      lang: 'zh',
    }),
  );

test('an office’s table: right rows are in, wrong rows come back with the way to mend them', async () => {
  const table =
    '\uFEFF编码,名称,经度,纬度,状态,养护单位\n' +
    '5001510701000001,果皮箱,106.0541,29.8341,完好,\n' +
    '5001510701000002,果皮箱,29.8342,106.0542,完好,\n' +
    '5001510701000003,果皮箱,106.0543,29.8343,完好,没有这个公司\n';
  const reply = await sendFile(administrator(DISTRICT), new TextEncoder().encode(table));
  expect(reply).toMatchObject({ accepted: 1, added: 1, refusedCount: 2, outsideCount: 0 });
  expect(reply.refused).toEqual([
    {
      row: 3,
      field: 'lon',
      kind: 'place_swapped',
      reason: '经度与纬度似乎颠倒（29.8342, 106.0542）。请对调两栏。',
    },
    {
      row: 4,
      field: 'maintenanceUnit',
      kind: 'unit_unknown',
      reason: '没有找到单位“没有这个公司”。请填写系统中的单位编码或全称，或先登记该单位。',
    },
  ]);
});

test('a unit is named by its code or its full name', async () => {
  const unit = {
    districtId: DISTRICT,
    nameEn: 'Sanitation',
    kind: 'company' as const,
    specialty: 'sanitation',
  };
  const serving = { areaPath: DISTRICT, serves: [DISTRICT] };
  const [made] = await store.database.transaction((tx) =>
    createUnits(tx, administrator(DISTRICT), [{ ...unit, ...serving, code: 'HW01', name: '环卫公司' }]),
  );
  const table =
    'code,name,lon,lat,养护单位,权属单位\n5001510703000001,果皮箱,106.0581,29.8381,HW01,环卫公司\n';
  const reply = await sendFile(administrator(DISTRICT), new TextEncoder().encode(table));
  expect(reply).toMatchObject({ accepted: 1, refused: [] });
  const ids = { maintenanceUnitId: made?.id, ownerUnitId: made?.id, competentUnitId: null };
  expect(await byCode('5001510703000001')).toMatchObject(ids);
});

test('a table saved as GBK is read as well', async () => {
  // 名称 and 灯 in GBK; the rest is ASCII.
  const bytes = Buffer.concat([
    Buffer.from('code,lon,lat,'),
    Buffer.from([0xc3, 0xfb, 0xb3, 0xc6]),
    Buffer.from('\n5001510702000001,106.0571,29.8371,'),
    Buffer.from([0xb5, 0xc6]),
    Buffer.from('\n'),
  ]);
  expect(await sendFile(administrator(DISTRICT), bytes)).toMatchObject({ accepted: 1, refused: [] });
  expect(await byCode('5001510702000001')).toMatchObject({ name: '灯' });
});

test('GeoJSON features of points, lines and areas come in; a feature of nothing is told', async () => {
  const feature = (code: string, geometry: object | null) => ({
    type: 'Feature',
    properties: { code, name: '绿地' },
    geometry,
  });
  const features = [
    feature('5001510801000001', {
      type: 'Polygon',
      coordinates: [ring(106.0681, 29.8481, 106.0684, 29.8483)],
    }),
    feature('5001510801000002', null),
  ];
  const bytes = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
  const reply = await sendFile(administrator(DISTRICT), bytes);
  expect(reply).toMatchObject({ accepted: 1, refused: [{ row: 2, kind: 'place_missing' }] });
  const found = await byCode('5001510801000001');
  expect(found?.point.lon).toBeCloseTo(106.06825, 9);
});

test.each([
  ['no rows', 'code,name\n'],
  ['a broken quote', 'code,name\n"1,2\n'],
  ['JSON cut short', '{"type":'],
  ['no collection', '{"type":"Feature"}'],
])('a file of %s is refused whole', async (_, text) => {
  await expect(sendFile(administrator(DISTRICT), new TextEncoder().encode(text))).rejects.toMatchObject({
    refusal: { code: 'component.file_unreadable' },
  });
});

test('a file of more rows than one transaction takes is refused, and told to come as work', async () => {
  const bytes = new TextEncoder().encode(`name\n${'x\n'.repeat(200_001)}`);
  await expect(sendFile(administrator(DISTRICT), bytes)).rejects.toMatchObject({
    refusal: { code: 'component.too_many_rows' },
  });
});

test('only the district’s own administrator brings components in', async () => {
  for (const actor of [administrator('500152'), administrator('500151.001'), { kind: 'public' } as const]) {
    await expect(sendFile(actor, new TextEncoder().encode('code\n1\n'))).rejects.toMatchObject({
      refusal: { code: 'auth.not_allowed' },
    });
  }
});

test('ten thousand things come in within seconds, and the nearest is found by the index', async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    row({ classCode: '9901', lon: 106.05 + (n % 100) * 2e-4, lat: 29.83 + Math.floor(n / 100) * 2e-4 }),
  );
  const begun = performance.now();
  expect(await load(rows)).toMatchObject({ added: 10_000, outside: [], refused: [] });
  expect(performance.now() - begun).toBeLessThan(store.database.engine === 'pglite' ? 60_000 : 20_000);
  const plan = await store.database.read(async (tx) => {
    await sql`analyze component`.execute(tx.db);
    return sql<{ 'QUERY PLAN': string }>`explain select id from component c
      where c.geometry && ST_MakeEnvelope(106.0599, 29.8399, 106.0601, 29.8401, 4326)`.execute(tx.db);
  });
  expect(plan.rows.map((line) => line['QUERY PLAN']).join('\n')).toContain('component_geometry');
});

test('new boundaries move things into their new grids, once, with a line of history', async () => {
  await load([
    row({ code: '5001510901000001', lon: 106.08 }),
    row({ code: '5001510901000002', lon: 106.0599 }),
  ]);
  expect(await byCode('5001510901000001')).toMatchObject({ areaPath: null });
  await publishDistrict(106.09);
  const relocate = () => store.database.transaction((tx) => relocateComponents(tx, DISTRICT));
  expect(await relocate()).toBeGreaterThan(0);
  expect(await relocate()).toBe(0);
  const moved = await byCode('5001510901000001');
  expect(moved).toMatchObject({ areaPath: '500151.001.001.001' });
  const card = await store.database.read((tx) => readCard(tx, moved?.id ?? ''));
  expect(card.changes[0]).toMatchObject({
    seq: 2,
    kind: 'updated',
    data: { areaPath: '500151.001.001.001' },
  });
  const stayed = await byCode('5001510901000002');
  expect((await store.database.read((tx) => readCard(tx, stayed?.id ?? ''))).changes).toHaveLength(1);
  expect(componentsSubscribers.map((subscriber) => subscriber.kinds)).toEqual([
    ['areas.published'], ['thing.told'],
  ]);
});
