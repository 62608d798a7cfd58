// A thing is found by the beginning of its name, by either end of its code, and inside a street by any part
// of its name; a page goes on where the one before ended, and other filters and rights count as ever.
import { beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { importComponents } from './import-components.ts';
import { readRegister } from './read-register.ts';
import { cityAreas } from './test-city.ts';

const store = testDatabase();
const DISTRICT = '500151';
const STREET = `${DISTRICT}.001`;
const BOX = { west: 106, south: 29.8, east: 106.3, north: 30.1 };
const actorOf = (areaPath: string): Actor => ({
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: '值班员',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'dispatcher', areaPath }],
});

/** Names and codes so that order of names and order of codes differ. */
const THINGS = [
  ['5001510102000001', '金龙大道路灯 3'],
  ['5001510102000002', '路灯 100%'],
  ['5001510102001234', '路灯 1'],
  ['5001510201001234', '公厕 1'],
  ['5001510201000003', '路灯 1'],
  ['5001510801000004', '路'],
] as const;

beforeAll(async () => {
  await store.database.transaction(async (tx) => {
    const made = await importDistrict(tx, { ...cityAreas(DISTRICT, '铜梁区', BOX, 2) });
    if (isRefusal(made)) throw new Error(JSON.stringify(made));
    const rows = THINGS.map(([code, name], n) => ({
      fields: { code, name, lon: 106.01 + n * 0.01, lat: 29.85, condition: n === 2 ? '丢失' : '' },
    }));
    await importComponents(tx, { districtId: DISTRICT, rows, crs: 'WGS84', source: 't', by: 't' });
  });
});

interface Asked {
  readonly areaPath?: string;
  readonly condition?: 'lost';
  readonly classCode?: string;
  readonly after?: string;
  readonly limit?: number;
}
const look = (text: string, { areaPath = DISTRICT, limit = 50, ...more }: Asked = {}) =>
  store.database.read((tx) => readRegister(tx, actorOf(DISTRICT), { areaPath, text, limit, ...more }));
const codes = async (text: string, asked: Asked = {}) =>
  (await look(text, asked)).components.map(({ code }) => `${code.slice(6, 10)} ${Number(code.slice(10))}`);

test.each([
  ['路灯', ['0102 1234', '0201 3', '0102 2']],
  ['路灯 1', ['0102 1234', '0201 3', '0102 2']],
  ['路灯 100%', ['0102 2']],
  ['灯 1', []],
  ['%灯', []],
  ['_灯', []],
])('in a district “%s” is how names begin, in their order', async (text, found) => {
  expect(await codes(text)).toEqual(found);
});

test.each([
  ['5001510102', ['0102 1', '0102 2', '0102 1234']],
  ['500151 01 02 000002', ['0102 2']],
  // With the digits of the point that watches it.
  ['500151010200000201', ['0102 2']],
  ['1234', ['0102 1234', '0201 1234']],
  ['0201 001234', ['0201 1234']],
  ['9999', []],
  // Too few digits for the end of a code are the beginning of a name.
  ['34', []],
])('digits “%s” are either end of a code', async (text, found) => {
  expect(await codes(text)).toEqual(found);
});

test('inside a street any part of a name and either end of a code will do', async () => {
  expect(await codes('灯 1', { areaPath: STREET })).toEqual(['0102 2', '0102 1234', '0201 3']);
  expect(await codes('大道', { areaPath: STREET })).toEqual(['0102 1']);
  expect(await codes('0%', { areaPath: STREET })).toEqual(['0102 2']);
  expect(await codes('1234', { areaPath: STREET })).toEqual(['0102 1234', '0201 1234']);
  expect(await codes('5001510201', { areaPath: STREET })).toEqual(['0201 3', '0201 1234']);
  expect(await codes('灯 1', { areaPath: `${DISTRICT}.002` })).toEqual([]);
});

test('other filters count beside it', async () => {
  expect(await codes('路灯', { condition: 'lost' })).toEqual(['0102 1234']);
  expect(await codes('路灯', { classCode: '0201' })).toEqual(['0201 3']);
  expect(await codes('1234', { classCode: '0201' })).toEqual(['0201 1234']);
});

test.each([
  ['路灯', DISTRICT],
  ['1234', DISTRICT],
  ['50015101', DISTRICT],
  ['灯', STREET],
])('page by page “%s” in %s is what one page says', async (text, areaPath) => {
  const all = await codes(text, { areaPath });
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await look(text, { areaPath, limit: 1, ...(after ? { after } : {}) });
    found.push(...page.components.map(({ code }) => `${code.slice(6, 10)} ${Number(code.slice(10))}`));
    after = page.next ?? undefined;
  } while (after);
  expect(found).toEqual(all);
  expect(all.length).toBeGreaterThan(1);
});

test('whoever may not list an area finds nothing of it', async () => {
  const asked = store.database.read((tx) =>
    readRegister(tx, actorOf(STREET), { areaPath: DISTRICT, text: '路灯', limit: 50 }),
  );
  await expect(asked).rejects.toMatchObject({ refusal: { code: 'auth.not_allowed' } });
});
