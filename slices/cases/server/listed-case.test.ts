// What is held of a row of a list is said again only while it is true: the lamp turns, a unit gets another
// name, a case is acted upon.
import { beforeAll, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { actOnCase } from './act-on-case.ts';
import { listCases } from './list-cases.ts';
import { listOpenCases } from './read-open-cases.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009997';
let city: TestDistrict;
let dispatcher: Actor, handler: Actor & { kind: 'person' }, caseId: string;

const only = async () => {
  const { items } = await store.database.read((tx) => listCases(tx, dispatcher, {}));
  expect(items).toHaveLength(1);
  return items[0];
};

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  dispatcher = city.actor(2, 'dispatcher', 'centre');
  handler = city.actor(5, 'handler', 'sanitation', '.001');
  const body = { channel: 'patrol' as const, description: '建筑垃圾', point: city.inGridA, photoIds: [photo],
    itemCode: city.itemCode };
  caseId = await store.database.transaction(async (tx) =>
    (await reportCase(tx, city.actor(1, 'inspector', 'centre'), { body })).id);
}, 240_000);

test('the lamp of a case that nobody touched turns in the list', async () => {
  const before = await only();
  expect(before?.lamp).toBe('green');
  store.clock.advance(100 * HOUR);
  const after = await only();
  expect(after?.lamp).toBe('red');
  expect(after?.remainingMs).toBeLessThan(0);
});

test('a late case is late by one measure in the list and on the wall, and both call it working time',
  async () => {
  const inList = await only();
  const { cases } = await store.database.read((tx) => listOpenCases(tx, '500151'));
  const [onWall] = cases;
  expect([onWall?.remainingMs, onWall?.isWorkingTime]).toEqual([inList?.remainingMs, true]);
  expect(inList?.isWorkingTime).toBe(true);
  expect(inList?.remainingMs).toBeGreaterThan(Date.parse(inList?.dueAt ?? '') - store.clock.now());
});

test('a unit that gets another name is called by it in the list at once', async () => {
  const before = await only();
  await store.database.transaction(async (tx) => {
    await tx.db.updateTable('unit').set({ name: '环卫二所' }).where('id', '=', before?.unit?.id ?? '').execute();
    await tx.snapshots.bump(tx, 'units');
  });
  expect((await only())?.unit?.name).toBe('环卫二所');
});

test('a case that was acted upon is listed as it is now', async () => {
  const body = { personId: handler.personId };
  await store.database.transaction((tx) => actOnCase(tx, handler, { caseId, action: 'claim', body }));
  expect(await only()).toMatchObject({ state: 'handling', holder: { name: '环卫二所' } });
});
