// The figures of a day: each equals the list that it opens, for whoever reads it, whole, by area, by unit and
// by stage; and what each counts, on a day made for it.
import { beforeAll, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { makeTimerRunner } from '../../../platform/server/jobs/runner.ts';
import type { Figures } from '../core/contract-figures.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { DAY_FIGURE_IDS, type FigureId } from '../core/figures.ts';
import { actOnCase } from './act-on-case.ts';
import { casesJobs } from './jobs.ts';
import { listCases } from './list-cases.ts';
import { listPushes } from './list-pushes.ts';
import { readCaseView } from './read-case.ts';
import { readFigures } from './read-figures.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const store = testDatabase('2026-08-05T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
const [DISTRICT, STREET, OTHER] = ['500151', '500151.001', '500151.002'];
const MORNING = '2026-08-06T10:00:00+08:00';
let city: TestDistrict;
type Person = Actor & { kind: 'person' };
let inspector: Person, dispatcher: Person, streetDispatcher: Person, handler: Person;
let officer: Person, leader: Person, streetLeader: Person, chief: Person, wideChief: Person;

const read = <T>(work: Parameters<typeof store.database.read<T>>[0]) => store.database.read(work);
const at = (time: string): void => store.clock.set(`2026-08-${time}:00+08:00`);
const report = async (point: 'inGridA' | 'inGridB' = 'inGridA'): Promise<string> => {
  const body = { channel: 'patrol', description: '建筑垃圾', point: city[point], photoIds: [photo],
    itemCode: city.itemCode };
  return (await read((tx) => reportCase(tx, inspector, { body }))).id;
};
const act = (actor: Actor, caseId: string, action: string, body: Record<string, unknown> = {}) =>
  store.database.transaction((tx) => actOnCase(tx, actor, { caseId, action, body }));
const claim = (caseId: string) => act(handler, caseId, 'claim', { personId: handler.personId });
const figures = (actor: Actor, areaPath: string) => read((tx) => readFigures(tx, actor, areaPath));

async function idsOf(actor: Actor, query: ListQuery): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const asked = { ...query, limit: 2, ...(cursor ? { cursor } : {}) };
    const page = await read((tx) => listCases(tx, actor, asked));
    ids.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

/** One case each way through the loop, so that no figure is empty. */
async function makeDay(): Promise<void> {
  at('05T09:00');
  const [onTime, late, never, worked] = [await report(), await report(), await report('inGridB'),
    await report()];
  for (const id of [onTime, late, worked]) {
    await claim(id);
    await act(handler, id, 'feed_back', { result: '已清', photoIds: [photo] });
  }
  for (const id of [onTime, late]) await act(inspector, id, 'verify', { finding: '已清' });
  await act(streetDispatcher, onTime, 'close', { closingCode: 'solved' });
  store.clock.set(MORNING);
  await act(streetDispatcher, late, 'close', { closingCode: 'solved' });
  await act(inspector, worked, 'rework', { missing: '仍有残留' });
  const returned = await report();
  await act(handler, returned, 'return', { reasonCode: 'not_ours', words: '不属于我们' });
  await report();
  await report('inGridB');
  const [cleaned] = await inParts();
  await finish(handler, cleaned ?? '');
  void never;
}

/** A matter for two units; one of them gets its part closed. */
async function inParts(): Promise<readonly string[]> {
  const id = await report();
  await act(streetDispatcher, id, 'undo');
  const parts = [{ words: '清运' }, { unitId: city.unit('urban_management').id, words: '扶正', reason: '归城管' }];
  await act(streetDispatcher, id, 'split', { parts });
  const { parts: made } = await read((tx) => readCaseView(tx, streetDispatcher, id));
  return [...made.map((part) => part.id), id];
}

async function finish(by: Person, caseId: string): Promise<void> {
  await act(by, caseId, 'claim', { personId: by.personId });
  await act(by, caseId, 'feed_back', { result: '已清', photoIds: [photo] });
  await act(inspector, caseId, 'verify', { finding: '已清' });
  await act(streetDispatcher, caseId, 'close', { closingCode: 'solved' });
}

beforeAll(async () => {
  city = await makeDistrict(store.database, DISTRICT);
  await keepPhoto(store.database, photo);
  inspector = city.actor(1, 'inspector', 'centre');
  dispatcher = city.actor(2, 'dispatcher', 'centre');
  streetDispatcher = city.actor(3, 'dispatcher', 'centre', '.001');
  handler = city.actor(5, 'handler', 'sanitation', '.001');
  officer = city.actor(6, 'handler', 'urban_management');
  leader = city.actor(7, 'leader', 'centre');
  streetLeader = city.actor(8, 'leader', 'centre', '.001');
  chief = city.actor(9, 'unit_head', 'sanitation', '.001');
  // The head of a company that works in one street, with a post of the whole district.
  wideChief = city.actor(10, 'unit_head', 'sanitation', '.001', '');
  await makeDay();
}, 240_000);

/** Every number of the reply with the question whose list it must be as long as. */
function* numbersOf(shown: Figures): Generator<[total: number, query: ListQuery]> {
  for (const { id, total, by } of shown.figures) {
    const figure = id as FigureId;
    const areaPath = shown.areaPath;
    yield [total, { figure, areaPath }];
    for (const area of shown.areas) yield [area.totals[id] ?? 0, { figure, areaPath: area.areaPath }];
    for (const stage of shown.stages) {
      if (stage.totals[id]) yield [stage.totals[id], { figure, areaPath, stage: [stage.stage] }];
    }
    for (const { unit, totals } of shown.units) {
      const whose = by === 'holder' ? { holderUnitId: [unit.id] } : { unitId: [unit.id] };
      yield [totals[id] ?? 0, { figure, areaPath, ...whose }];
    }
  }
}

test('every figure of every reader is as long as the list it opens, and no figure was empty', async () => {
  const filled = new Set<string>();
  let walked = 0;
  const readers: [Actor, string][] = [[leader, DISTRICT], [leader, STREET], [streetLeader, STREET],
    [dispatcher, OTHER], [chief, STREET], [wideChief, OTHER], [wideChief, DISTRICT],
    [leader, `${STREET}.001`], [leader, `${STREET}.001.001`]];
  const deadline = Date.parse(await deadlineOf());
  for (const moment of [Date.parse(MORNING) + HOUR / 12, Date.parse(MORNING) + 7 * HOUR, deadline + 60_000]) {
    store.clock.set(new Date(moment).toISOString());
    for (const [actor, areaPath] of readers) {
      for (const [total, query] of numbersOf(await figures(actor, areaPath))) {
        const ids = await idsOf(actor, query);
        expect(ids.length, `${areaPath} ${JSON.stringify(query)}`).toBe(total);
        expect(new Set(ids).size).toBe(ids.length);
        if (total > 0) filled.add(String(query.figure));
        walked += 1;
      }
    }
  }
  expect(walked).toBeGreaterThan(400);
  expect([...filled].sort()).toEqual([...DAY_FIGURE_IDS].sort());
});

const totalsOf = async (actor: Actor, areaPath: string): Promise<Record<string, number>> =>
  Object.fromEntries((await figures(actor, areaPath)).figures.map(({ id, total }) => [id, total]));

test('the deadline decides in which day a case counts, not the day it was closed', async () => {
  const due = Date.parse(await deadlineOf());
  store.clock.set(new Date(due - HOUR).toISOString());
  const before = await totalsOf(leader, DISTRICT);
  expect(before).toMatchObject({ due_today: 0, on_time_today: 0 });
  store.clock.set(new Date(due + 60_000).toISOString());
  const after = await totalsOf(leader, DISTRICT);
  // Four were reported on the fifth; two of them were closed long before this day, in time.
  expect(after).toMatchObject({ due_today: 4, on_time_today: 2, closed_today: 0, reported_today: 0 });
  const shown = await figures(leader, DISTRICT);
  expect(shown.figures.find(({ id }) => id === 'on_time_today')).toMatchObject({ of: 'due_today', outOf: 4 });
  expect(after.overdue).toBe(2);
});

async function deadlineOf(): Promise<string> {
  const closed = await read(async (tx) => (await listCases(tx, leader, { state: ['closed'] })).items);
  return closed.at(-1)?.deadlineAt ?? '';
}

test('what turns red within two hours is told before it is red, then counts as red', async () => {
  at('06T10:05');
  const before = await totalsOf(leader, STREET);
  const id = await report();
  const [item] = await read(async (tx) => (await listCases(tx, leader, { areaPath: STREET })).items);
  expect(item?.id).toBe(id);
  const due = Date.parse(item?.dueAt ?? '');
  store.clock.set(new Date(due - HOUR / 6).toISOString());
  expect((await totalsOf(leader, STREET)).soon).toBeGreaterThan(0);
  expect(await idsOf(leader, { figure: 'soon', areaPath: STREET })).toContain(id);
  store.clock.set(new Date(due).toISOString());
  expect(await idsOf(leader, { figure: 'red', areaPath: STREET })).not.toContain(id);
  store.clock.set(new Date(due + 1).toISOString());
  expect(await idsOf(leader, { figure: 'red', areaPath: STREET })).toContain(id);
  expect((await totalsOf(leader, STREET)).reported_today).toBe((before.reported_today ?? 0) + 1);
});

test('a day begins at midnight where the district is, not in Greenwich', async () => {
  store.clock.set('2026-08-06T23:59:59+08:00');
  expect(await figures(leader, DISTRICT)).toMatchObject({ day: '2026-08-06' });
  expect((await totalsOf(leader, DISTRICT)).reported_today).toBeGreaterThan(0);
  store.clock.set('2026-08-07T00:00:00+08:00');
  expect(await figures(leader, DISTRICT)).toMatchObject({ day: '2026-08-07' });
  expect((await totalsOf(leader, DISTRICT)).reported_today).toBe(0);
});

test('a matter in parts comes in and is settled once, though each of its units settled its own', async () => {
  at('07T08:00');
  const unitIds = [city.unit('sanitation', '.001').id, city.unit('urban_management').id];
  const seen = async () => {
    const { figures: all, units } = await figures(leader, DISTRICT);
    const total = (id: FigureId) => all.find((one) => one.id === id)?.total;
    const ofUnits = unitIds.map((id) => units.find(({ unit }) => unit.id === id)?.totals ?? {});
    return [total('reported_today'), total('closed_today'), ...ofUnits.map((one) => one.reported_today ?? 0),
      ...ofUnits.map((one) => one.closed_today ?? 0)];
  };
  expect(await seen()).toEqual([0, 0, 0, 0, 0, 0]);
  const open = (await totalsOf(leader, DISTRICT)).open ?? 0;
  const [cleaned = '', upright = '', main = ''] = await inParts();
  expect(await seen()).toEqual([1, 0, 1, 1, 0, 0]);
  // What waits is work: the matter at its centre, and each part at its unit, with a lamp of its own.
  expect((await totalsOf(leader, DISTRICT)).open).toBe(open + 3);
  await finish(handler, cleaned);
  expect(await seen()).toEqual([1, 0, 1, 1, 1, 0]);
  await finish(officer, upright);
  expect(await seen()).toEqual([1, 0, 1, 1, 1, 1]);
  await act(inspector, main, 'verify', { finding: '都好' });
  await act(streetDispatcher, main, 'close', { closingCode: 'solved' });
  expect(await seen()).toEqual([1, 1, 1, 1, 1, 1]);
  const closed = { figure: 'closed_today', areaPath: DISTRICT } as const;
  expect(await idsOf(leader, closed)).toEqual([main]);
  expect(await idsOf(leader, { ...closed, unitId: [unitIds[1] ?? ''] })).toEqual([upright]);
});

test('figures are for whoever answers for the area, and for no area next to it', async () => {
  for (const [actor, areaPath] of [[streetLeader, DISTRICT], [streetLeader, OTHER], [handler, STREET],
    [inspector, DISTRICT]] as const) {
    await expect(figures(actor, areaPath)).rejects.toMatchObject({ refusal: { code: 'auth.not_allowed' } });
  }
});

test('many who ask for the same at once get one and the same count', async () => {
  const shown = await store.database.read((tx) =>
    Promise.all(Array.from({ length: 20 }, () => readFigures(tx, leader, DISTRICT))));
  expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
});

const pushes = async (actor: Actor, areaPath: string, more: object = {}) =>
  (await read((tx) => listPushes(tx, actor, { areaPath, ...more }))).items;

test('a push is followed from the instruction to the answer, late where none came', async () => {
  at('07T09:00');
  const id = await report();
  const answerBy = '2026-08-07T10:00:00+08:00';
  await act(streetLeader, id, 'push', { kind: 'supervise', words: '请立即处置', answerBy });
  const past = { kind: 'urge', words: '快', answerBy: '2026-08-07T08:59:59+08:00' };
  await expect(act(streetLeader, id, 'push', past)).rejects.toMatchObject({
    refusal: { code: 'cases.answer_by_past' } });
  const [asked] = await pushes(streetLeader, STREET, { state: 'waiting', by: 'me' });
  expect(asked).toMatchObject({ kind: 'supervise', words: '请立即处置', isAutomatic: false, answer: null,
    answerBy: new Date(answerBy).toISOString(), of: { id }, to: { id: city.unit('sanitation', '.001').id } });
  expect(await pushes(leader, DISTRICT, { by: 'me' })).toEqual([]);
  at('07T10:01');
  expect(await pushes(leader, DISTRICT, { state: 'late' })).toMatchObject([{ of: { id }, state: 'late' }]);
  await act(handler, id, 'answer_push', { pushSeq: asked?.seq, words: '已派人，中午完成', photoIds: [photo] });
  expect(await pushes(leader, DISTRICT, { state: 'late' })).toEqual([]);
  expect(await pushes(streetLeader, STREET, { state: 'answered' })).toMatchObject([
    { answer: { words: '已派人，中午完成', photoIds: [photo], unit: { id: city.unit('sanitation', '.001').id } } }]);
  await act(streetLeader, id, 'lift_push', { pushSeq: asked?.seq });
  expect(await pushes(streetLeader, STREET, { state: 'lifted' })).toMatchObject([{ of: { id } }]);
});

test('what was pushed elsewhere is not told of this area, though the reader may see it there', async () => {
  expect((await pushes(wideChief, DISTRICT)).length).toBeGreaterThan(0);
  expect(await pushes(wideChief, OTHER)).toEqual([]);
});

test('what the ladder pushed stands beside what people pushed, page after page, each once', async () => {
  store.clock.set('2026-08-12T09:00:00+08:00');
  const errors: unknown[] = [];
  await makeTimerRunner({ database: store.database, clock: store.clock, handlers: casesJobs,
    onError: (error) => errors.push(error) }).runDue();
  expect(errors).toEqual([]);
  const all = await pushes(leader, DISTRICT, { by: 'ladder', limit: 50 });
  expect(all.length).toBeGreaterThan(3);
  expect(all.every((push) => push.isAutomatic && push.name === null)).toBe(true);
  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const asked: string = cursor;
    const page = await read((tx) => listPushes(tx, leader,
      { areaPath: DISTRICT, by: 'ladder', limit: 2, ...(asked ? { cursor: asked } : {}) }));
    paged.push(...page.items.map((push) => `${push.of.id} ${push.seq}`));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all.map((push) => `${push.of.id} ${push.seq}`));
  expect(await pushes(streetLeader, STREET, { by: 'ladder', limit: 50 })).toEqual(
    all.filter((push) => push.of.areaPath.startsWith(STREET)));
});
