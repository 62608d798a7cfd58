// A unit does not go while cases or rules hang on it: nothing may ever lead to nobody.
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { testTown } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const DISTRICT = '500151';
const why = '机构调整';

const change = async (unitId: string, body: object) =>
  app.send('PATCH', `/api/units/${unitId}`, {
    token: (await town.token('admin')) ?? '',
    body: { why, ...body },
  });
const close = (unitId: string) => town.post('admin', `/api/units/${unitId}/close`, { why });
const needed = (reply: { body: Record<string, unknown> }) => {
  expect(reply.body.code, JSON.stringify(reply.body)).toBe('people.unit_needed');
  return reply.body.data as { cases: number; rules: number; unitId: string };
};
const company = (code: string, serves: readonly string[]) =>
  town.post('admin', '/api/units', {
    units: [
      {
        districtId: DISTRICT,
        code,
        name: code,
        nameEn: code,
        kind: 'company',
        specialty: 'sanitation',
        areaPath: serves[0],
        serves,
      },
    ],
  });

let caseId = '';
beforeAll(async () => {
  const sent = await town.report('inspector');
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  caseId = String(sent.body.id);
  for (const who of ['handler', 'mate', 'chief', 'leaver', 'otherHandler'] as const) {
    const ended = await town.post('admin', `/api/posts/${town.postId(who)}/end`, { why });
    expect(ended.status, JSON.stringify(ended.body)).toBe(200);
  }
}, 120_000);

test('a company with an open case and rules that come to it is not closed: both are counted', async () => {
  const unit = town.city.unit('sanitation', '.001');
  const refused = await close(unit.id);
  expect(refused.status).toBe(409);
  const { cases, rules, unitId } = needed(refused);
  expect([cases, unitId]).toEqual([1, unit.id]);
  expect(rules).toBeGreaterThan(0);
  expect(String(refused.body.detail)).toContain('1');
  const list = await town.get('dispatcher', `/api/cases?unitId=${unit.id}&state=open`);
  expect((list.body.items as { id: string }[]).map((one) => one.id)).toEqual([caseId]);
});

test('a company without a case is not closed while a rule would come to nobody', async () => {
  const unit = town.city.unit('sanitation', '.002');
  expect(needed(await close(unit.id)).cases).toBe(0);
  expect((await company('后继环卫', [`${DISTRICT}.002`])).status).toBe(201);
  expect((await close(unit.id)).status).toBe(200);
});

test('an area is not given up in which a case is open; one where nothing hangs on the unit is', async () => {
  const unit = town.city.unit('sanitation', '.001');
  const [street, grid] = [`${DISTRICT}.001`, `${DISTRICT}.001.001.001`];
  expect(needed(await change(unit.id, { serves: [`${DISTRICT}.001.001.002`] })).cases).toBe(1);
  expect((await company('接手环卫', [street])).status).toBe(201);
  const still = needed(await change(unit.id, { serves: [`${DISTRICT}.001.001.002`] }));
  expect([still.cases, still.rules]).toEqual([1, 0]);
  expect((await change(unit.id, { serves: [grid] })).status).toBe(200);
  expect((await change(unit.id, { name: '环卫一公司' })).status).toBe(200);
});

test('a case handed over lets its unit go', async () => {
  const unit = town.city.unit('sanitation', '.001');
  const units = (await town.get('admin', '/api/units')).body.units as { id: string; code: string }[];
  const next = units.find((one) => one.code === '接手环卫');
  const body = { unitId: next?.id ?? '', reason: '换单位' };
  const moved = await town.act('streetDispatcher', caseId, 'transfer', body);
  expect(moved.status, JSON.stringify(moved.body)).toBeLessThan(300);
  const closed = await close(unit.id);
  expect(closed.status, JSON.stringify(closed.body)).toBe(200);
});

test('who saves a unit second is told, and undoes nothing of the first', async () => {
  const made = await company('两人同改', [`${DISTRICT}.002`]);
  const [id = ''] = made.body.ids as string[];
  const read = async () => {
    const units = (await town.get('admin', '/api/units?limit=2000')).body.units as {
      id: string;
      name: string;
      version: number;
    }[];
    return units.find((unit) => unit.id === id);
  };
  const version = (await read())?.version ?? 0;
  expect((await change(id, { name: '先存的', version })).status).toBe(200);
  const second = await change(id, { name: '后存的', version });
  expect([second.status, second.body.code]).toEqual([409, 'people.unit_changed']);
  expect(await read()).toMatchObject({ name: '先存的', version: version + 1 });
  expect((await change(id, { name: '后存的', version: version + 1 })).status).toBe(200);
});

test('a unit that was closed is changed no more by an old form, and nothing is put under it', async () => {
  const made = await company('将撤销的', [`${DISTRICT}.002`]);
  const child = await company('下级', [`${DISTRICT}.002`]);
  const [[id = ''], [childId = '']] = [made.body.ids as string[], child.body.ids as string[]];
  expect((await close(id)).status).toBe(200);
  const row = await store.database.read((tx) =>
    tx.db.selectFrom('unit').select('version').where('id', '=', id).executeTakeFirst(),
  );
  expect(row).toEqual({ version: 2 });
  const like = { districtId: DISTRICT, kind: 'company', specialty: 'sanitation', areaPath: DISTRICT };
  const below = { ...like, code: '新下级', name: '新下级', nameEn: '', serves: [DISTRICT], parentId: id };
  for (const refused of [
    await change(id, { name: '又改名', version: 1 }),
    await change(id, { name: '又改名' }),
    await change(childId, { parentId: id }),
    await town.post('admin', '/api/units', { units: [below] }),
  ]) {
    expect([refused.status, refused.body.code]).toEqual([409, 'people.unit_closed']);
    expect(refused.body.data).toMatchObject({ name: '将撤销的' });
  }
});
