// The shift of a phone on the store: what it should hold, what it lets go of, and that what it decides by is
// what the server decides by.
import { beforeAll, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { makeTimerRunner } from '../../../platform/server/jobs/runner.ts';
import { abilitiesView } from '../core/case-view.ts';
import { actOnCase } from './act-on-case.ts';
import { casesJobs } from './jobs.ts';
import { readCaseView, verifyCaseHistory } from './read-case.ts';
import { readShift, readShiftCases } from './read-shift.ts';
import { contextOfReading } from './read-world.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

type Person = Actor & { kind: 'person' };
const store = testDatabase('2026-08-05T09:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
let city: TestDistrict;
let inspector: Person, streetInspector: Person, leader: Person, gridHead: Person;
let handler: Person, mate: Person, dispatcher: Person, elsewhere: Person;

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  inspector = city.actor(1, 'inspector', 'centre', '', '.001.001.001');
  streetInspector = city.actor(2, 'inspector', 'centre', '', '.001');
  leader = city.actor(3, 'leader', 'centre');
  gridHead = city.actor(4, 'grid_head', 'centre', '.001.001', '.001.001.001');
  handler = city.actor(5, 'handler', 'sanitation', '.001');
  mate = city.actor(6, 'unit_head', 'sanitation', '.001');
  dispatcher = city.actor(7, 'dispatcher', 'centre', '.001');
  elsewhere = city.actor(8, 'handler', 'sanitation', '.002');
}, 120_000);

const read = <T>(work: Parameters<typeof store.database.read<T>>[0]) => store.database.read(work);
const report = (description: string) => read((tx) => reportCase(tx, inspector, { body: {
  channel: 'patrol', description, point: city.inGridA, photoIds: [photo], itemCode: city.itemCode,
} }));
const act = (actor: Actor, caseId: string, action: string, body: object = {}, madeAt?: number) =>
  store.database.transaction((tx) => actOnCase(tx, actor,
    { caseId, action, body: { ...body }, ...(madeAt === undefined ? {} : { madeAt }) }));
const shift = (actor: Actor, cursor?: string) => read((tx) => readShift(tx, actor, cursor));
const idsOf = async (actor: Actor) => ((await shift(actor)).cases ?? []).map(({ id }) => id);
const cases = (actor: Actor, ids: string[]) => read((tx) => readShiftCases(tx, actor, ids));

test('a case is on the phone of whoever must act on it, and goes to the next with each step', async () => {
  const { id } = await report('一堆渣土');
  expect(await idsOf(handler)).toContain(id);
  expect(await idsOf(mate)).toContain(id);
  expect(await idsOf(inspector)).toContain(id);
  expect(await idsOf(gridHead)).toContain(id);
  expect(await idsOf(elsewhere)).not.toContain(id);
  expect(await idsOf(leader)).not.toContain(id);
  await act(handler, id, 'claim', { personId: handler.personId });
  expect(await idsOf(streetInspector)).not.toContain(id);
  await act(handler, id, 'feed_back', { result: '已清运', photoIds: [photo] });
  expect(await idsOf(streetInspector)).toContain(id);
  expect(await idsOf(handler)).not.toContain(id);
  await act(streetInspector, id, 'verify', { finding: '干净' });
  await act(dispatcher, id, 'close', { closingCode: 'solved' });
  // It has just ended: whoever worked on it or reported it still finds it, for three days.
  for (const actor of [handler, inspector, gridHead]) expect(await idsOf(actor)).toContain(id);
  expect(await idsOf(mate)).not.toContain(id);
  store.clock.advance(3 * DAY + MINUTE);
  for (const actor of [handler, inspector, gridHead]) expect(await idsOf(actor)).not.toContain(id);
});

test('where nothing has moved the list is spared; one step, and it comes with the new version', async () => {
  const { id, version } = await report('又一堆');
  const first = await shift(handler);
  expect(first.cases).toContainEqual({ id, version });
  expect(await shift(handler, first.cursor)).toEqual({ ...first, cases: null });
  await act(mate, id, 'note', { words: '路滑' });
  const second = await shift(handler, first.cursor);
  expect(second.cases).toContainEqual({ id, version: version + 1 });
});

test('whoever is asked finds the case, wherever it lies, and may open it', async () => {
  const { id } = await report('问一问');
  const management = city.unit('urban_management').id;
  const asked = city.actor(9, 'leader', 'urban_management', '', '.002');
  expect(await idsOf(asked)).not.toContain(id);
  await act(handler, id, 'claim', { personId: handler.personId });
  await act(handler, id, 'consult', { unitId: management, question: '可否晚一天？' });
  expect(await idsOf(asked)).toContain(id);
  const { items } = await cases(asked, [id]);
  expect(items[0]?.view).toMatchObject({ id, asks: [{ kind: 'consult', byPersonId: handler.personId }] });
  await act(asked, id, 'answer_consult', { decision: '可以' });
  expect(await idsOf(asked)).not.toContain(id);
  expect(await cases(asked, [id])).toEqual({ items: [], gone: [id] });
});

test('a leader’s phone holds what is late in the area, until it has ended', async () => {
  const { id } = await report('晚了');
  expect(await idsOf(leader)).not.toContain(id);
  store.clock.advance(4 * DAY);
  const errors: unknown[] = [];
  const runner = makeTimerRunner({
    database: store.database, clock: store.clock, handlers: casesJobs, onError: (error) => errors.push(error),
  });
  await runner.runDue();
  expect(errors).toEqual([]);
  expect(await idsOf(leader)).toContain(id);
  await act(handler, id, 'claim', { personId: handler.personId });
  await act(handler, id, 'feed_back', { result: '已清运', photoIds: [photo] });
  await act(streetInspector, id, 'verify', { finding: '干净' });
  await act(dispatcher, id, 'close', { closingCode: 'solved' });
  expect(await idsOf(leader)).not.toContain(id);
});

test('of a kind there are at most so many, the most urgent, and the phone is told', async () => {
  const before = await shift(dispatcher);
  expect(before.isWhole).toBe(true);
  store.clock.advance(MINUTE);
  const made: string[] = [];
  for (let n = 0; n < 160; n += 1) made.push((await report(`第 ${n} 堆`)).id);
  const after = await shift(handler);
  expect(after.isWhole).toBe(false);
  const held = new Set(after.cases?.map(({ id }) => id));
  expect(held.size).toBeGreaterThanOrEqual(150);
  expect((before.cases?.length ?? 0) + made.length).toBeGreaterThan(held.size);
  const { items } = await cases(handler, [...held].slice(0, 40));
  expect(items).toHaveLength(40);
});

test('what the phone decides by offers what the server offers, for everybody, and hides the reporter',
  async () => {
  const { id } = await report('谁也不说');
  await act(handler, id, 'claim', { personId: handler.personId });
  let offered = 0;
  for (const actor of [inspector, streetInspector, leader, gridHead, handler, mate, dispatcher]) {
    const { items } = await cases(actor, [id]);
    const seen = await read((tx) => readCaseView(tx, actor, id));
    const context = await read((tx) => contextOfReading(tx, actor, '500151'));
    const file = items[0]?.file;
    if (!file) throw new Error('everyone here may read it');
    expect(abilitiesView(file, context)).toEqual(seen.abilities);
    offered += seen.abilities.length;
    expect(file.publicCode).toBe('');
    expect(file.reporterPersonId).toBe(actor === inspector ? inspector.personId : null);
    const { abilities: _, ...view } = seen;
    expect(items[0]?.view).toEqual(view);
  }
  expect(offered).toBeGreaterThan(15);
});

test('work that was done without a network arrives with both its times, and the seal holds', async () => {
  const { id } = await report('地下室里没有信号');
  const claimedAt = store.clock.now() + 5 * MINUTE;
  const fedBackAt = claimedAt + 20 * MINUTE;
  store.clock.advance(HOUR);
  await act(handler, id, 'claim', { personId: handler.personId }, claimedAt);
  await act(handler, id, 'feed_back', { result: '已清运', photoIds: [photo] }, fedBackAt);
  const seen = await read((tx) => readCaseView(tx, handler, id));
  expect(seen.steps.slice(-2)).toMatchObject([
    { action: 'claim', madeAt: new Date(claimedAt).toISOString(), namedPerson: null },
    { action: 'feed_back', madeAt: new Date(fedBackAt).toISOString() },
  ]);
  expect(seen.steps[0]?.madeAt).toBeNull();
  expect(await read((tx) => verifyCaseHistory(tx, handler, id))).toMatchObject({ isIntact: true });
});

test('the public and whoever has no post get nothing', async () => {
  expect(await shift({ kind: 'public' })).toMatchObject({ cases: [], isWhole: true });
  expect(await shift({ kind: 'person', personId: handler.personId, name: '某', posts: [] })).toMatchObject(
    { cases: [] });
});
