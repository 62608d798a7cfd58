// What is asked of a centre, on the store: overdue appeals from the asking to the second yes, the list of
// what waits for somebody's word, and rulings after returns that the next dispatcher is shown.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { actOnCase } from './act-on-case.ts';
import { listAsked } from './list-asked.ts';
import { proposeUnit } from './propose-unit.ts';
import { readCaseView } from './read-case.ts';
import { reportCase } from './report-case.ts';
import { readShift } from './read-shift.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

type Person = Actor & { kind: 'person' };
const store = testDatabase('2026-08-05T09:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009998';
let city: TestDistrict;
let inspector: Person, dispatcher: Person, leader: Person, streetDispatcher: Person, streetLeader: Person;
let handler: Person, head: Person, otherStreet: Person;

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  inspector = city.actor(1, 'inspector', 'centre', '', '.001.001.001');
  dispatcher = city.actor(2, 'dispatcher', 'centre');
  leader = city.actor(3, 'leader', 'centre');
  streetDispatcher = city.actor(4, 'dispatcher', 'centre', '.001');
  streetLeader = city.actor(5, 'leader', 'centre', '.001');
  handler = city.actor(6, 'handler', 'sanitation', '.001');
  head = city.actor(7, 'unit_head', 'sanitation', '.001');
  otherStreet = city.actor(8, 'dispatcher', 'centre', '.002');
}, 120_000);

const read = <T>(work: Parameters<typeof store.database.read<T>>[0]) => store.database.read(work);
const at = (time: string) => store.clock.set(`${time}:00+08:00`);
const act = (actor: Actor, caseId: string, action: string, body: object = {}) =>
  store.database.transaction((tx) => actOnCase(tx, actor, { caseId, action, body: { ...body } }));
const view = (actor: Actor, caseId: string) => read((tx) => readCaseView(tx, actor, caseId));
const asked = async (actor: Actor) => (await read((tx) => listAsked(tx, actor))).items;
const kindsFor = async (actor: Actor, caseId: string) =>
  (await asked(actor)).filter(({ of }) => of.id === caseId).map(({ ask, action }) => [ask.kind, action]);

async function claimed(): Promise<string> {
  const body = { channel: 'patrol', description: '绿化带建筑垃圾', point: city.inGridA, photoIds: [photo] };
  const { id } = await read((tx) =>
    reportCase(tx, inspector, { body: { ...body, itemCode: city.itemCode } }));
  await act(handler, id, 'claim', { personId: handler.personId });
  return id;
}

async function closedLate(): Promise<string> {
  at('2026-08-05T09:30');
  const id = await claimed();
  at('2026-08-31T09:30');
  await act(handler, id, 'feed_back', { result: '已清运', photoIds: [photo] });
  await act(inspector, id, 'verify', { finding: '已恢复', photoIds: [photo] });
  await act(streetDispatcher, id, 'close', { closingCode: 'solved' });
  return id;
}

const rowOf = async (caseId: string) => {
  const { rows } = await read((tx) => sql<{ state: string; is_decided: boolean; is_past: boolean }>`
    select state, decided_at is not null as is_decided, is_past from overdue_appeal
    where case_id = ${caseId}::uuid`.execute(tx.db));
  return rows[0];
};

test('an appeal waits at the desk and on the phones of its centre until two have decided', async () => {
  const id = await closedLate();
  expect((await view(head, id)).lateEnd).toEqual({ isLate: true, appeal: null, isExempt: false });
  await act(head, id, 'appeal', { reason: '台风红色预警，停止户外作业' });
  expect(await rowOf(id)).toEqual({ state: 'waiting', is_decided: false, is_past: false });
  expect(await kindsFor(streetDispatcher, id)).toEqual([['appeal', 'review_appeal']]);
  for (const other of [dispatcher, otherStreet, handler, head]) {
    expect(await kindsFor(other, id)).toEqual([]);
  }
  const phone = await read((tx) => readShift(tx, streetLeader, undefined));
  expect(phone.cases?.map((one) => one.id)).toContain(id);
  await act(streetDispatcher, id, 'review_appeal', { isGranted: true });
  expect(await rowOf(id)).toMatchObject({ state: 'reviewed' });
  expect(await kindsFor(streetDispatcher, id)).toEqual([]);
  expect(await kindsFor(streetLeader, id)).toEqual([['appeal_second', 'confirm_appeal']]);
  await act(streetLeader, id, 'confirm_appeal', { isGranted: true });
  expect(await rowOf(id)).toEqual({ state: 'granted', is_decided: true, is_past: false });
  expect(await kindsFor(streetLeader, id)).toEqual([]);
  const seen = await view(head, id);
  expect(seen.lateEnd).toEqual({ isLate: true, appeal: 'granted', isExempt: true });
  expect(seen.steps.map(({ action }) => action).slice(-3)).toEqual(
    ['appeal', 'review_appeal', 'confirm_appeal']);
});

test('a reopened case keeps its ruled appeal as one of the past', async () => {
  const id = await closedLate();
  await act(head, id, 'appeal', { reason: '停电' });
  await act(streetLeader, id, 'review_appeal', { isGranted: false, words: '当日未停电' });
  expect(await rowOf(id)).toEqual({ state: 'refused', is_decided: true, is_past: false });
  await act(streetDispatcher, id, 'reopen', { reason: '又出现' });
  expect(await rowOf(id)).toEqual({ state: 'refused', is_decided: true, is_past: true });
});

test('whoever grants more time sees how much is asked for, by whom, and when it would be due', async () => {
  at('2026-09-07T09:30');
  const id = await claimed();
  await act(head, id, 'extend', { reason: '吊车未到', extra: { kind: 'working_hours', amount: 4 } });
  const [item] = (await asked(streetLeader)).filter(({ of }) => of.id === id);
  expect(item).toMatchObject({
    action: 'answer_extend',
    ask: { kind: 'extend', words: '吊车未到', extra: { kind: 'working_hours', amount: 4 },
      byUnit: { id: city.unit('sanitation', '.001').id } },
  });
  expect(item?.ask.dueThen).not.toBeNull();
  await act(streetLeader, id, 'answer_extend', { isGranted: true });
  expect((await view(head, id)).clock?.dueAt).toBe(item?.ask.dueThen);
  await act(handler, id, 'suspend', { reason: '待拨款', reviewAt: '2026-10-12T01:00:00.000Z' });
  expect(await kindsFor(streetDispatcher, id)).toEqual([['suspend', 'answer_suspend']]);
});

test('the second return is decided for good by the centre above, with grounds that the next one shows',
  async () => {
  at('2026-09-08T09:30');
  const id = await claimed();
  const back = { reasonCode: 'not_ours', words: '属物业小区内部' };
  await act(head, id, 'return', back);
  await act(streetDispatcher, id, 'dispatch', { reason: '清单已明确' });
  await act(head, id, 'return', back);
  expect((await view(dispatcher, id)).centre?.id).toBe(city.unit('centre').id);
  const refused = (code: string) => ({ refusal: { code } });
  const subCentre = city.unit('centre', '.001').id;
  await expect(act(dispatcher, id, 'delegate', { unitId: subCentre, words: '你们定' }))
    .rejects.toMatchObject(refused('cases.ruling_is_yours'));
  await expect(act(dispatcher, id, 'dispatch')).rejects.toMatchObject(
    refused('cases.ruling_reason_missing'));
  await act(dispatcher, id, 'dispatch', { reason: '绿化带属市政道路，由环卫负责' });
  await expect(act(head, id, 'return', back)).rejects.toMatchObject(refused('cases.return_final'));
  const next = await claimed();
  const { precedents } = await read((tx) => proposeUnit(tx, streetDispatcher, next, {}));
  const sanitation = { id: city.unit('sanitation', '.001').id };
  expect(precedents[0]).toMatchObject({
    caseId: id, unit: sanitation, returnedBy: sanitation, centre: { id: city.unit('centre').id },
    isFinal: true, reason: '绿化带属市政道路，由环卫负责',
  });
  expect(precedents[1]).toMatchObject({ caseId: id, isFinal: false, reason: '清单已明确' });
});

test('a ruling that was taken back within the minute is no precedent', async () => {
  at('2026-09-09T09:30');
  const id = await claimed();
  await act(head, id, 'return', { reasonCode: 'not_ours', words: '不归我们' });
  await act(streetDispatcher, id, 'dispatch', { reason: '按错了' });
  await act(streetDispatcher, id, 'undo');
  const { precedents } = await read((tx) => proposeUnit(tx, streetDispatcher, id, {}));
  expect(precedents.map(({ reason }) => reason)).not.toContain('按错了');
  expect(leader.posts).toHaveLength(1);
});
