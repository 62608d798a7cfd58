// A unit is closed at the very moment at which a case is sent to it, by another server as well: either the
// case comes first and keeps the unit, or the unit is gone and the case goes elsewhere. Never both.
import { expect, test } from 'vitest';
import type { Actor } from '../../kernel/rights.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { closeUnit, changeUnit } from '../../slices/people/server/change-unit.ts';
import { createUnits, findActor, type Unit, type UnitTies } from '../../slices/people/server/public.ts';
import { testApp } from './test-app.ts';
import { testTown, type Who } from './test-town.ts';
import { unitTies } from './unit-ties.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const DISTRICT = '500151';
const system: Actor = { kind: 'system', name: 'test' };

async function company(code: string): Promise<Unit> {
  const [made] = await store.database.transaction((tx) =>
    createUnits(tx, system, [
      {
        districtId: DISTRICT,
        kind: 'company',
        specialty: 'weeding',
        areaPath: DISTRICT,
        serves: [DISTRICT],
        code,
        name: code,
        nameEn: code,
      },
    ]),
  );
  if (!made) throw new Error('the company was made');
  return made;
}

const act = (who: Who, id: string, action: string, body: object) =>
  town.post(who, `/api/cases/${id}/${action}`, body);

async function admin(): Promise<Actor> {
  const found = await store.database.read((tx) => findActor(tx, town.personId('admin')));
  if (!found) throw new Error('the town has an administrator');
  return found;
}

/** A case that waits for a dispatcher. */
async function accepted(): Promise<string> {
  const { body } = await town.report('officer', { channel: 'citizen', itemCode: town.city.itemCode });
  await act('streetDispatcher', String(body.id), 'accept', {});
  return String(body.id);
}

/** A closing counts the open cases twice; the second time it holds the unit. Then `meanwhile` begins, before
 *  anything is saved. */
function tiesWith<T>(meanwhile: () => Promise<T>, heldAt = 2): { ties: UnitTies; begun: Promise<T>[] } {
  const begun: Promise<T>[] = [];
  let counts = 0;
  const countOpenCases: UnitTies['countOpenCases'] = async (tx, leaving) => {
    counts += 1;
    const open = await unitTies.countOpenCases(tx, leaving);
    if (counts !== heldAt) return open;
    begun.push(meanwhile());
    await new Promise((resolve) => setTimeout(resolve, 150));
    return open;
  };
  return { ties: { ...unitTies, countOpenCases, countRules: async () => 0 }, begun };
}

test('a case sent at the very moment of the closing does not reach the closed unit', async () => {
  const by = await admin();
  const unit = await company('除草公司');
  const id = await accepted();
  const send = { unitId: unit.id, reason: '除草' };
  const { ties, begun } = tiesWith(() => act('streetDispatcher', id, 'dispatch', send));
  await store.database.transaction((tx) => closeUnit(tx, ties, by, unit.id, '撤销'));
  expect(begun).toHaveLength(1);
  expect(await begun[0]).toMatchObject({ status: 409, body: { code: 'cases.unit_closed' } });
  const { body } = await town.get('streetDispatcher', `/api/cases/${id}`);
  expect(body).toMatchObject({ state: 'accepted', unit: null });
});

test('nor one that leaves the place at that moment', async () => {
  const by = await admin();
  const unit = await company('绿篱公司');
  const id = await accepted();
  const send = { unitId: unit.id, reason: '除草' };
  const { ties, begun } = tiesWith(() => act('streetDispatcher', id, 'dispatch', send), 1);
  const change = { serves: [`${DISTRICT}.002`] };
  await store.database.transaction((tx) => changeUnit(tx, ties, by, unit.id, change));
  expect(await begun[0]).toMatchObject({ status: 422, body: { code: 'cases.unit_elsewhere' } });
});

test('a case sent and its unit closed at once: one of the two holds, and the other is told why', async () => {
  const by = await admin();
  const [unit, id] = [await company('修剪公司'), await accepted()];
  const [sent, closed] = await Promise.allSettled([
    act('streetDispatcher', id, 'dispatch', { unitId: unit.id, reason: '除草' }),
    store.database.transaction((tx) => closeUnit(tx, unitTies, by, unit.id, '撤销')),
  ]);
  const reply = sent.status === 'fulfilled' ? sent.value : undefined;
  if (closed.status === 'fulfilled') expect(reply?.body.code).toBe('cases.unit_closed');
  else {
    expect(closed.reason).toMatchObject({ refusal: { code: 'people.unit_needed' } });
    expect(reply).toMatchObject({ status: 200, body: { unitId: unit.id } });
  }
});

test('while the rules are looked at nobody waits for the unit: a case sent then comes first, and keeps it',
  async () => {
  const by = await admin();
  const [unit, id] = [await company('养护公司'), await accepted()];
  let sent: ReturnType<typeof act> | undefined;
  const countRules = async () => {
    sent = act('streetDispatcher', id, 'dispatch', { unitId: unit.id, reason: '除草' });
    // The embedded store does one thing after the other: there the closing is first.
    if (store.database.engine === 'postgres') await sent;
    return 0;
  };
  const ties = { ...unitTies, countRules };
  const closing = store.database.transaction((tx) => closeUnit(tx, ties, by, unit.id, '撤销'));
  const [closed] = await Promise.allSettled([closing]);
  const reply = await sent;
  if (store.database.engine === 'postgres') {
    expect(reply).toMatchObject({ status: 200, body: { unitId: unit.id } });
    expect(closed).toMatchObject({ reason: { refusal: { code: 'people.unit_needed', data: { cases: 1 } } } });
  } else expect([closed.status, reply?.body.code]).toEqual(['fulfilled', 'cases.unit_closed']);
});

test('a certain report at the moment at which its unit closes is taken in, for a dispatcher', async () => {
  const by = await admin();
  const unit = town.city.unit('sanitation', '.001');
  for (const who of ['handler', 'mate', 'chief', 'leaver', 'otherHandler'] as const) {
    await town.post('admin', `/api/posts/${town.postId(who)}/end`, { why: '调整' });
  }
  const { ties, begun } = tiesWith(() => town.report('inspector'));
  await store.database.transaction((tx) => closeUnit(tx, ties, by, unit.id, '撤销'));
  const reply = await begun[0];
  expect(reply?.status, JSON.stringify(reply?.body)).toBe(201);
  expect(reply?.body.unitId).not.toBe(unit.id);
  expect(reply?.body.state).not.toBe('dispatched');
});

const postIn = (unit: Unit, fromDate: string) => ({
  personId: town.personId('officer'),
  unitId: unit.id,
  role: 'handler',
  areaPath: `${DISTRICT}.001`,
  fromDate,
  toDate: null,
});

test('a post given at the very moment of the closing is refused: nobody comes into a unit that is no more',
  async () => {
  const by = await admin();
  const unit = await company('巡护公司');
  const { ties, begun } = tiesWith(() => town.post('admin', '/api/posts', postIn(unit, '2026-08-05')));
  await store.database.transaction((tx) => closeUnit(tx, ties, by, unit.id, '撤销'));
  expect(await begun[0]).toMatchObject({ status: 409, body: { code: 'people.unit_closed' } });
});

test('whoever begins in a unit later keeps it open and is named beforehand; without anybody it closes',
  async () => {
  const unit = await company('清淤公司');
  const close = () => town.post('admin', `/api/units/${unit.id}/close`, { why: '撤销' });
  const look = async (who: Who = 'admin') => town.get(who, `/api/units/${unit.id}/closing`);
  const { body } = await town.post('admin', '/api/posts', postIn(unit, '2026-09-01'));
  expect((await look()).body).toMatchObject({
    people: 1, named: [{ personId: town.personId('officer') }], units: 0,
  });
  expect((await look('handler')).status).toBe(403);
  expect((await close()).body).toMatchObject({ code: 'people.unit_has_people', data: { people: 1 } });
  const listed = async () => {
    const found = await town.get('admin', `/api/people/roster?areaPath=${DISTRICT}&unitId=${unit.id}`);
    return (found.body.people as { id: string }[]).map(({ id }) => id);
  };
  expect(await listed()).toEqual([town.personId('officer')]);
  expect((await town.post('admin', `/api/posts/${body.id}/end`, { why: '撤销' })).status).toBe(200);
  expect([(await look()).body, await listed()]).toEqual([{ people: 0, named: [], units: 0 }, []]);
  expect((await close()).status).toBe(200);
});
