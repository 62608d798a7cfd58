// The doors of intake as anyone meets them: before a report is filed, and at the desk that triages it.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testApp } from '../../../apps/server/test-app.ts';
import { importRealDistrict } from '../../../db/seed/real/import-district.ts';
import { makeLattice } from '../../../db/seed/real/lattice.ts';
import { HOUR } from '../../../kernel/duration.ts';
import { fakeCipher } from '../../../platform/server/crypto/fake.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { argonHasher, listPeopleWith } from '../../people/server/public.ts';

const store = testDatabase();
const app = testApp(store);
const MIDDLE = { lon: 106.01, lat: 29.8075 };
/** About 96 m per 0.001 degrees of longitude here. */
const east = (metres: number) => ({ lon: MIDDLE.lon + metres / 96_486, lat: MIDDLE.lat });

let token = '';
let elsewhere = '';
const filed: string[] = [];

const report = async (description: string, point: object, itemCode?: string) => {
  const body = { channel: 'hotline', description, point, ...(itemCode ? { itemCode } : {}) };
  const reply = await app.send('POST', '/api/cases', { token, body });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body as { id: string; number: string; publicCode: string };
};

const ask = (point: { lon: number; lat: number }, query: string) =>
  app.send('GET', `/api/intake/likely-same?lon=${point.lon}&lat=${point.lat}${query}`);

beforeAll(async () => {
  const lattice = makeLattice(
    [
      { lon: 106, lat: 29.8 },
      { lon: 106.02, lat: 29.815 },
    ],
    '方格',
  );
  if (!lattice) throw new Error('two points make a lattice');
  await importRealDistrict(
    {
      database: store.database,
      cipher: fakeCipher,
      hasher: argonHasher({ memoryKib: 64, passes: 1 }),
      random: (bytes) => new Uint8Array(bytes),
    },
    { districtId: '990301', name: '方格区', crs: 'WGS84', source: 'test', areasDigest: 'one', ...lattice },
  );
  const staff = await store.database.read((tx) =>
    listPeopleWith(tx, { role: 'dispatcher', areaPath: '990301' }),
  );
  const at = (path: string) => staff.find((one) => one.areaPath === path)?.personId ?? '';
  token = await app.signInAs(at('990301'));
  elsewhere = await app.signInAs(at('990301.001'));
  filed.push((await report('东门口垃圾成堆没人清，臭气熏天', MIDDLE, 'E0102')).id);
  filed.push((await report('工地半夜打桩', east(20), 'E0301')).id);
  filed.push((await report('东门垃圾堆发臭', east(150), 'E0102')).id);
  store.clock.advance(HOUR);
}, 120_000);

test('a citizen about to report the same rubbish is shown the open case, not its reporter', async () => {
  const { status, body } = await ask(
    east(30),
    `&itemCode=E0102&text=${encodeURIComponent('东门口垃圾没人清')}`,
  );
  expect(status).toBe(200);
  const cases = body.cases as Record<string, unknown>[];
  expect(cases.map((one) => one.caseId)).toEqual([filed[0]]);
  expect(cases[0]).toMatchObject({
    itemName: '暴露垃圾',
    distanceMetres: 30,
    ageMinutes: 60,
    isOpen: true,
    isSameMatter: true,
    reporters: 1,
  });
  const text = JSON.stringify(body);
  for (const secret of ['publicCode', 'number', 'description', '臭气熏天'])
    expect(text).not.toContain(secret);
});

test('who joins the open case instead is counted with it', async () => {
  const joined = await app.send('POST', `/api/cases/${filed[0]}/join`, { body: { words: '我也看到了' } });
  expect(joined.status, JSON.stringify(joined.body)).toBe(200);
  const { body } = await ask(MIDDLE, '&itemCode=E0102');
  expect((body.cases as { reporters: number }[])[0]?.reporters).toBe(2);
});

test('a matter of another item at the very spot is told beside, not as the same', async () => {
  const { body } = await ask(MIDDLE, `&itemCode=E0103&text=${encodeURIComponent('东门口垃圾没人清')}`);
  const cases = body.cases as { caseId: string; isSameMatter: boolean }[];
  expect(cases.map(({ caseId, isSameMatter }) => [caseId, isSameMatter])).toEqual([[filed[0], false]]);
});

test('without an item the words find it, and other words find nothing', async () => {
  const found = await ask(MIDDLE, `&text=${encodeURIComponent('垃圾成堆没人清')}`);
  expect((found.body.cases as { caseId: string }[]).map((one) => one.caseId)).toEqual([filed[0]]);
  const other = await ask(MIDDLE, `&text=${encodeURIComponent('路灯不亮')}`);
  expect(other.body.cases).toEqual([]);
});

test('outside every district the question is refused as a report would be', async () => {
  const { status, body } = await ask({ lon: 100, lat: 20 }, '');
  expect([status, body.code]).toEqual([422, 'areas.outside']);
});

test('the desk of the area compares a filed case with its words and numbers; strangers may not', async () => {
  const twin = await report('东门口垃圾堆成山', east(10), 'E0102');
  const url = `/api/intake/cases/${twin.id}/likely-same`;
  const { status, body } = await app.send('GET', url, { token });
  expect(status, JSON.stringify(body)).toBe(200);
  const [best] = body.cases as Record<string, unknown>[];
  expect(best).toMatchObject({
    caseId: filed[0],
    description: '东门口垃圾成堆没人清，臭气熏天',
    itemCode: 'E0102',
  });
  expect(best?.number).toMatch(/^\d{22}$/);
  expect((await app.send('GET', url)).status).toBe(401);
  expect((await app.send('GET', url, { token: elsewhere })).status).toBe(403);
  const none = '018bcfe5-6800-7000-8000-000000000000';
  expect((await app.send('GET', `/api/intake/cases/${none}/likely-same`, { token })).body.code).toBe(
    'cases.not_found',
  );
});

test('of a case in the next street the desk is told kind, distance and state, and no word', async () => {
  const secret = '三楼王家的垃圾堆在我家门口';
  const beyond = await report(secret, east(40), 'E0102');
  const mine = await report('东门口又堆了垃圾', east(45), 'E0102');
  const moved = async (id: string, areaPath: string) =>
    store.database.transaction((tx) =>
      sql`update case_file set area_path = ${areaPath}, grid_code = replace(${areaPath}, '.', '')
        where id = ${id}::uuid`.execute(tx.db),
    );
  await moved(beyond.id, '990301.002.001.001');
  await moved(mine.id, '990301.001.001.001');
  const url = `/api/intake/cases/${mine.id}/likely-same`;
  const { status, body } = await app.send('GET', url, { token: elsewhere });
  expect(status, JSON.stringify(body)).toBe(200);
  const told = (body.cases as Record<string, unknown>[]).find((one) => one.caseId === beyond.id);
  expect(told).toMatchObject({ itemName: '暴露垃圾', isOpen: true, isReadable: false, distanceMetres: 5 });
  expect(told).toMatchObject({ number: null, description: null, address: null, lon: null, createdAt: null });
  expect(JSON.stringify(body)).not.toContain(secret);
  const whole = await app.send('GET', url, { token });
  expect(JSON.stringify(whole.body)).toContain(secret);
});

test('a person’s own words find the item, in the only district or the one of the point', async () => {
  const text = encodeURIComponent('楼下垃圾堆得像山一样没人清');
  const { body } = await app.send('GET', `/api/intake/suggest-item?text=${text}`);
  expect(body.districtId).toBe('990301');
  expect((body.items as { code: string; confidence: number }[])[0]).toMatchObject({ code: 'E0102' });
  const here = await app.send(
    'GET',
    `/api/intake/suggest-item?text=${text}&lon=${MIDDLE.lon}&lat=${MIDDLE.lat}&limit=1`,
  );
  expect(here.body.items).toHaveLength(1);
  const unknown = await app.send('GET', `/api/intake/suggest-item?text=${text}&districtId=990399`);
  expect(unknown.body.code).toBe('catalogue.not_in_force');
});

test('among several districts the words alone do not say which is meant', async () => {
  const lattice = makeLattice([{ lon: 107, lat: 29.8 }], '远');
  if (!lattice) throw new Error('a point makes a lattice');
  await importRealDistrict(
    {
      database: store.database,
      cipher: fakeCipher,
      hasher: argonHasher({ memoryKib: 64, passes: 1 }),
      random: (bytes) => new Uint8Array(bytes),
    },
    { districtId: '990302', name: '远区', crs: 'WGS84', source: 'test', areasDigest: 'two', ...lattice },
  );
  const { status, body } = await app.send('GET', '/api/intake/suggest-item?text=abc');
  expect([status, body.code]).toEqual([422, 'intake.district_unclear']);
});
