// A matter split among units, on the store: the parts are made with the whole or not at all, each end is
// written on the whole exactly once whoever races, and whoever loses a race is told who won it.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { SECOND } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { createUnits, type Unit } from '../../people/server/public.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Acted } from '../core/contract.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { actOnCase } from './act-on-case.ts';
import { listCases } from './list-cases.ts';
import { listCaseFollowers, listNear, readableOf } from './public.ts';
import { readTenures } from './read-beside.ts';
import { readCaseView, verifyCaseHistory } from './read-case.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';
import { trackCase } from './track-case.ts';

const store = testDatabase('2026-08-05T10:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
let city: TestDistrict;
let street: Actor & { kind: 'person' }, second: Actor & { kind: 'person' }, district: Actor;
let inspector: Actor, cleaner: Actor & { kind: 'person' }, officer: Actor & { kind: 'person' };
let company: Unit, office: Unit;

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  street = city.actor(1, 'dispatcher', 'centre', '.001');
  second = city.actor(2, 'dispatcher', 'centre', '.001');
  district = city.actor(3, 'dispatcher', 'centre');
  inspector = city.actor(4, 'inspector', 'centre', '', '.001.001.001');
  cleaner = city.actor(5, 'handler', 'sanitation', '.001');
  officer = city.actor(6, 'handler', 'urban_management');
  company = city.unit('sanitation', '.001');
  office = city.unit('urban_management');
}, 120_000);

const write = <T>(work: Parameters<typeof store.database.transaction<T>>[0]) =>
  store.database.transaction(work);
const read = <T>(work: Parameters<typeof store.database.read<T>>[0]) => store.database.read(work);
const refused = (code: string, data: object = {}) => ({ refusal: { code, data } });
const view = (actor: Actor, caseId: string) => read((tx) => readCaseView(tx, actor, caseId));
const act = (actor: Actor, caseId: string, action: string, body: object = {}, version?: number) =>
  write((tx) => actOnCase(tx, actor,
    { caseId, action, body: { ...body }, ...(version === undefined ? {} : { version }) }));

/** Waits to be accepted: what citizens say goes straight to nobody. */
const report = () => read((tx) => reportCase(tx, { kind: 'public' }, { body: {
  channel: 'citizen', description: '绿化带建筑垃圾，护栏也倒了', itemCode: city.itemCode, point: city.inGridA,
  photoIds: [photo], reporter: { name: '王', phone: '13800138000' },
} }));
const SPLIT = () => ({
  words: '清运与护栏分办', parts: [{ words: '清运垃圾' }, { unitId: office.id, words: '扶正护栏', reason: '护栏归城管' }],
});

async function split(): Promise<{ main: Acted; ids: [string, string] }> {
  const main = await report();
  await act(street, main.id, 'split', SPLIT());
  const [first, other] = (await view(street, main.id)).parts.map(({ id }) => id);
  return { main, ids: [first ?? '', other ?? ''] };
}

/** Branch centres of the district's departments: units that take a matter in hand, like any other. */
const makeSubCentres = (count: number, code: string): Promise<Unit[]> => write((tx) =>
  createUnits(tx, { kind: 'system', name: 'test' }, Array.from({ length: count }, (_, n) => ({
    districtId: city.districtId, kind: 'department' as const, specialty: 'sub_centre',
    areaPath: city.districtId, serves: [city.districtId], code: `sub-${code}-${n}`,
    name: `第${n + 1}分中心`, nameEn: `sub-centre ${n + 1}`,
  }))));

/** From claimed to verified, by whoever the part fell to. */
async function finish(caseId: string, by: Actor & { kind: 'person' }, result: string): Promise<void> {
  await act(by, caseId, 'claim', { personId: by.personId });
  await act(by, caseId, 'feed_back', { result, photoIds: [photo] });
  await act(inspector, caseId, 'verify', { finding: '好', photoIds: [photo] });
}
const close = (caseId: string, by: Actor = street) => act(by, caseId, 'close', { closingCode: 'solved' });

test('one matter of two units: split at the desk, both do their share, the results are gathered and verified',
  async () => {
  const { main, ids } = await split();
  const seen = await view(street, main.id);
  expect(seen).toMatchObject({ state: 'handling', unit: null, holder: { id: city.unit('centre',
    '.001').id } });
  expect(seen.parts).toMatchObject([
    { state: 'dispatched', unit: { id: company.id }, words: '清运垃圾', isOpen: true, result: null },
    { state: 'dispatched', unit: { id: office.id }, words: '扶正护栏' },
  ]);
  expect(new Set([seen.number, ...seen.parts.map(({ number }) => number)]).size).toBe(3);
  const part = await view(cleaner, ids[0]);
  expect(part).toMatchObject({ mainCase: { id: main.id, number: main.number }, parts: [] });
  expect(part.steps[0]?.body.photoIds).toEqual([photo]);
  await finish(ids[0], cleaner, '清走两车');
  await close(ids[0]);
  const half = await view(street, main.id);
  expect(half).toMatchObject({ state: 'handling', parts: [{ isOpen: false, result: '清走两车',
    photoIds: [photo] }, {}] });
  await expect(act(district, main.id, 'force_close', { reason: '不等了' }))
    .rejects.toMatchObject(refused('cases.parts_open', { open: 1 }));
  await finish(ids[1], officer, '护栏已扶正');
  await close(ids[1]);
  const whole = await view(street, main.id);
  expect(whole.state).toBe('answered');
  expect(whole.steps.map(({ action }) => action))
    .toEqual(['report', 'accept', 'split', 'part_ended', 'part_ended', 'gather']);
  expect(whole.steps.at(-1)?.body.result).toContain('护栏已扶正');
  await act(inspector, main.id, 'verify', { finding: '都好', photoIds: [photo] });
  expect(await close(main.id)).toMatchObject({ state: 'closed' });
  const tracked = await read((tx) => trackCase(tx, main.publicCode ?? ''));
  expect(tracked.steps.map(({ action }) => action)).toContain('part_ended');
  for (const id of [main.id, ...ids]) {
    expect(await read((tx) => verifyCaseHistory(tx, district, id))).toMatchObject({ isIntact: true });
  }
});

test('the reporters stay with the main case, and a part’s unit may read what was reported', async () => {
  const { main, ids } = await split();
  expect(await read((tx) => listCaseFollowers(tx, main.id))).toMatchObject([{ name: '王' }]);
  expect(await read((tx) => listCaseFollowers(tx, ids[0]))).toEqual([]);
  expect((await view(officer, main.id)).description).toContain('护栏');
  // Whoever sees the same thing joins the whole, not one of its parts.
  const near = await read((tx) => listNear(tx, {
    districtId: city.districtId, point: city.inGridA, radiusMetres: 50, since: 0, limit: 500,
  }));
  expect(near.map(({ id }) => id)).toContain(main.id);
  expect(near.filter(({ id }) => ids.includes(id))).toEqual([]);
  await expect(view(city.actor(9, 'handler', 'sanitation', '.002'), main.id))
    .rejects.toMatchObject(refused('cases.not_found'));
});

test('a split of which one part can’t be sent makes none', async () => {
  const { id } = await report();
  const far = city.unit('sanitation', '.002').id;
  const parts = [{ words: '清运' }, { unitId: far, words: '外街', reason: '试' }];
  const before = await read((tx) =>
    sql<{ n: number }>`select count(*)::int as n from case_file`.execute(tx.db));
  await expect(act(street, id, 'split', { parts })).rejects.toMatchObject(refused('cases.unit_elsewhere'));
  const after = await read((tx) =>
    sql<{ n: number }>`select count(*)::int as n from case_file`.execute(tx.db));
  expect(after.rows).toEqual(before.rows);
  expect(await view(street, id)).toMatchObject({ state: 'reported', parts: [] });
  const unruled = [{ words: '清运' }, { unitId: office.id }];
  await expect(act(street, id, 'split', { parts: unruled }))
    .rejects.toMatchObject(refused('cases.unit_reason_missing'));
  await expect(act(district, id, 'split', SPLIT())).rejects.toMatchObject(refused('cases.not_allowed'));
});

test('both parts closed at the same moment: each end stands once on the whole, which is gathered once',
  async () => {
  const { main, ids } = await split();
  await finish(ids[0], cleaner, '清了');
  await finish(ids[1], officer, '扶了');
  await Promise.all([close(ids[0]), close(ids[1], second)]);
  const { steps, state } = await view(street, main.id);
  expect(state).toBe('answered');
  expect(steps.map(({ action }) => action).slice(3)).toEqual(['part_ended', 'part_ended', 'gather']);
});

test('the closing of a part is undone: the whole goes on as well, and ends again with it', async () => {
  const { main, ids } = await split();
  await finish(ids[0], cleaner, '清了');
  await finish(ids[1], officer, '扶了');
  await close(ids[0]);
  await close(ids[1]);
  const due = (await view(street, main.id)).total?.dueAt;
  store.clock.advance(10 * SECOND);
  expect(await act(street, ids[1], 'undo_close')).toMatchObject({ state: 'verified' });
  expect(await view(street, main.id)).toMatchObject({ state: 'handling', total: { dueAt: due } });
  await close(ids[1]);
  expect((await view(street, main.id)).state).toBe('answered');
});

test('a returned part is refused by the centre; a part of a closed whole is not opened again', async () => {
  const { main, ids } = await split();
  await act(officer, ids[1], 'return', { reasonCode: 'not_ours', words: '护栏是交通局的' });
  expect(await view(street, main.id)).toMatchObject({ parts: [{}, { state: 'accepted', isOpen: true }] });
  await act(street, ids[1], 'reject', { reasonCode: 'handled_elsewhere', reply: '另行处理' });
  await finish(ids[0], cleaner, '清了');
  await close(ids[0]);
  await act(inspector, main.id, 'verify', { finding: '好', photoIds: [photo] });
  await close(main.id);
  const seen = await view(street, ids[0]);
  expect(seen.abilities.map(({ action }) => action)).not.toContain('reopen');
  await expect(act(street, ids[0], 'reopen', { reason: '又倒了' }))
    .rejects.toMatchObject(refused('cases.main_moved_on', { number: main.number }));
  await act(street, main.id, 'reopen', { reason: '又倒了' });
  await act(street, main.id, 'split', SPLIT());
  expect((await view(street, main.id)).parts).toHaveLength(4);
});

test('a split is undone: its parts leave their units, the whole is dispatched as one', async () => {
  const { main, ids } = await split();
  store.clock.advance(30 * SECOND);
  await act(street, main.id, 'undo_split', { words: '一家就行' });
  const seen = await view(street, main.id);
  expect(seen).toMatchObject({ state: 'accepted', parts: [{ state: 'withdrawn', isOpen: false }, {}] });
  expect(seen.steps.map(({ action }) => action)).toEqual(['report', 'accept', 'split', 'undo_split']);
  for (const id of ids) {
    expect((await view(street, id)).steps.at(-1)).toMatchObject({ action: 'withdraw_part' });
  }
  await expect(act(cleaner, ids[0], 'claim', { personId: cleaner.personId }))
    .rejects.toMatchObject(refused('cases.wrong_state'));
  expect(await act(street, main.id, 'dispatch')).toMatchObject({ state: 'dispatched' });
});

test('whose part was withdrawn opens the main case no more, and is not led to it', async () => {
  const { main, ids } = await split();
  expect(await view(officer, main.id)).toMatchObject({ number: main.number });
  expect(await view(officer, ids[1])).toMatchObject({ mainCase: { id: main.id } });
  await act(street, main.id, 'undo_split');
  for (const who of [officer, cleaner]) {
    await expect(view(who, main.id)).rejects.toMatchObject(refused('cases.not_found'));
  }
  expect(await view(officer, ids[1])).toMatchObject({ state: 'withdrawn', mainCase: null });
  expect(await view(street, ids[1])).toMatchObject({ mainCase: { id: main.id } });
});

/** The same transaction, telling what it asks the store. */
function askingAloud(tx: Tx): { tx: Tx; asked: string[] } {
  const asked: string[] = [];
  const query = (text: string, values: readonly unknown[]) => {
    asked.push(text);
    return tx.query(text, values);
  };
  return { tx: Object.create(tx, { query: { value: query } }) as Tx, asked };
}

test('which of many cases one may open is one question, and one more for the parts of those that are left',
  async () => {
  const { main, ids } = await split();
  const other = await split();
  await act(street, other.main.id, 'undo_split');
  const elsewhere = '01890000-0000-7000-8000-000000000000';
  const all = [main.id, ...ids, other.main.id, ...other.ids, elsewhere];
  const ask = (actor: Actor) => read(async (tx) => {
    const aloud = askingAloud(tx);
    return { readable: [...await readableOf(aloud.tx, actor, all)].sort(), asked: aloud.asked.length };
  });
  expect(await ask(street)).toEqual({ readable: all.filter((id) => id !== elsewhere).sort(), asked: 1 });
  expect(await ask(officer)).toEqual({ readable: [main.id, ids[1], other.ids[1]].sort(), asked: 2 });
  expect(await ask(city.actor(9, 'handler', 'sanitation', '.002'))).toEqual({ readable: [], asked: 2 });
  expect(await ask({ kind: 'public' })).toEqual({ readable: [], asked: 1 });
  for (const actor of [street, officer, cleaner]) {
    const opened = await Promise.allSettled(all.map((id) => view(actor, id)));
    const may = all.filter((_, index) => opened[index]?.status === 'fulfilled').sort();
    expect((await ask(actor)).readable).toEqual(may);
  }
});

test('parts for which no unit is named go by the list, both to one unit where it says so', async () => {
  const main = await report();
  await expect(act(street, main.id, 'split', { parts: [{}, {}] }))
    .rejects.toMatchObject(refused('cases.parts_same'));
  await act(street, main.id, 'split', { parts: [{ words: '清运垃圾' }, { words: '清扫路面' }] });
  expect((await view(street, main.id)).parts).toMatchObject([
    { unit: { id: company.id }, words: '清运垃圾' }, { unit: { id: company.id }, words: '清扫路面' }]);
});

test('a split stands once a part has been claimed, and all of it stands', async () => {
  const { main, ids } = await split();
  const { number } = await act(officer, ids[1], 'claim', { personId: officer.personId });
  await expect(act(street, main.id, 'undo_split')).rejects.toMatchObject(
    refused('cases.part_begun', { number }));
  expect(await view(street, main.id)).toMatchObject({ state: 'handling',
    parts: [{ state: 'dispatched' }, { state: 'handling' }] });
});

test('a part claimed and the split undone at the same moment: one of them holds, whole', async () => {
  const { main, ids } = await split();
  const [claimed, undone] = await Promise.allSettled([
    act(cleaner, ids[0], 'claim', { personId: cleaner.personId }), act(street, main.id, 'undo_split')]);
  expect([claimed.status, undone.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  const { state, parts } = await view(street, main.id);
  expect([state, ...parts.map((part) => part.state)]).toEqual(undone.status === 'fulfilled'
    ? ['accepted', 'withdrawn', 'withdrawn'] : ['handling', 'handling', 'dispatched']);
});

test('a merge is undone: reporters, clocks and both histories are right again', async () => {
  const [main, other] = [await report(), await report()];
  const before = await view(street, other.id);
  await act(street, other.id, 'merge', { mainCaseId: main.id });
  expect(await read((tx) => listCaseFollowers(tx, main.id))).toHaveLength(2);
  store.clock.advance(20 * SECOND);
  expect(await act(street, other.id, 'undo_merge')).toMatchObject({ state: 'reported', dueAt: before.dueAt });
  expect(await read((tx) => listCaseFollowers(tx, main.id))).toHaveLength(1);
  expect(await view(street, main.id)).toMatchObject({ counts: { mergedIn: 0 } });
  expect((await view(street, main.id)).steps.at(-1)).toMatchObject({ action: 'let_go',
    body: { mergedCaseId: other.id } });
  await act(street, other.id, 'merge', { mainCaseId: main.id });
  store.clock.advance(61 * SECOND);
  await expect(act(street, other.id, 'undo_merge')).rejects.toMatchObject(refused('cases.end_undo_over'));
});

test('fifty cases, two dispatchers, one version: one wins, the other is told who, what and when',
  async () => {
  const cases: Acted[] = [];
  for (let n = 0; n < 50; n += 1) cases.push(await report());
  let told = 0;
  await Promise.all(cases.map(async ({ id, version }, n) => {
    const both = await Promise.allSettled([
      act(street, id, 'accept', { words: '甲' }, version),
      act(second, id, n % 2 ? 'accept' : 'reject',
        n % 2 ? { words: '乙' } : { reasonCode: 'unclear', reply: '请补充' }, version),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = both[0]?.status === 'fulfilled' ? street : second;
    const lost = both.find((one) => one.status === 'rejected');
    expect(lost?.reason).toMatchObject(refused('cases.changed', {
      version: version + 1, personId: winner.personId, at: new Date(store.clock.now()).toISOString(),
      action: winner === street || n % 2 ? 'accept' : 'reject',
    }));
    told += 1;
    const { steps } = await view(street, id);
    expect(steps).toHaveLength(2);
  }));
  expect(told).toBe(50);
});

test('without a transaction of its own, the loser is told the same', async () => {
  const { id, version } = await report();
  const alone = (actor: Actor) => read((tx) => actOnCase(tx, actor, { caseId: id, action: 'accept', body: {},
    version }));
  await alone(street);
  await expect(alone(second)).rejects.toMatchObject(refused('cases.changed', { action: 'accept',
    actionZh: '受理' }));
  // Whoever may not read the case hears that it has moved on, and not who moved it.
  const stranger = await alone(city.actor(19, 'dispatcher', 'centre', '.002')).catch((error: unknown) =>
    error);
  expect(stranger).toMatchObject(refused('cases.changed'));
  expect(stranger).not.toMatchObject({ refusal: { data: { action: 'accept' } } });
});

test('a matter goes up and down three levels and through a sub-centre; a centre acts where it is in charge',
  async () => {
  const [subCentre] = await makeSubCentres(1, 'one');
  const { id } = await report();
  await act(street, id, 'escalate', { reason: '跨街道' });
  const atDistrict = city.unit('centre');
  expect(await view(street, id)).toMatchObject({ centre: { id: atDistrict.id },
    holder: { id: atDistrict.id } });
  await expect(act(street, id, 'accept')).rejects.toMatchObject(refused('cases.not_allowed'));
  await act(district, id, 'delegate', { unitId: city.unit('centre', '.001').id });
  await act(street, id, 'delegate', { unitId: city.unit('centre', '.001.001').id });
  const community = city.actor(21, 'dispatcher', 'centre', '.001.001');
  await act(community, id, 'accept');
  await act(community, id, 'escalate', { reason: '需街道出面' });
  await act(street, id, 'escalate', { reason: '需分中心' });
  await act(district, id, 'dispatch', { unitId: subCentre?.id, reason: '归城管分中心' });
  expect(await view(district, id)).toMatchObject({ state: 'dispatched', holder: { id: subCentre?.id } });
  await act(district, id, 'transfer', { unitId: company.id, reason: '街道公司更近' });
  expect(await view(district, id)).toMatchObject({ state: 'dispatched', holder: { id: company.id } });
  const { levels } = await read((tx) => readTenures(tx, district, id));
  expect(levels.map(({ level }) => level)).toEqual(['unit']);
  await expect(view(city.actor(22, 'dispatcher', 'centre', '.002'), id))
    .rejects.toMatchObject(refused('cases.not_found'));
});

test('sixteen sub-centres each see what is theirs, a street its own area, the district all', async () => {
  const centres = await makeSubCentres(16, 'many');
  const ids: string[] = [];
  for (const { id: unitId } of centres) {
    const { id } = await report();
    await act(street, id, 'escalate', { reason: '分中心办' });
    await act(district, id, 'accept');
    await act(district, id, 'dispatch', { unitId, reason: '归分中心' });
    ids.push(id);
  }
  const idsSeenBy = async (actor: Actor, query: ListQuery = {}): Promise<string[]> =>
    (await read((tx) => listCases(tx, actor, { limit: 50, ...query }))).items.map(({ id }) => id);
  for (const [n, unit] of centres.entries()) {
    const post = { id: unit.id, unitId: unit.id, unitKind: unit.kind, role: 'handler',
      areaPath: city.districtId } as const;
    const worker: Actor = { kind: 'person', personId: unit.id, name: unit.name, posts: [post] };
    expect(await idsSeenBy(worker)).toEqual([ids[n]]);
    expect(await act(worker, ids[n] ?? '', 'claim', { personId: unit.id }))
      .toMatchObject({ holderUnitId: unit.id });
  }
  const mine = { centreUnitId: [city.unit('centre').id], state: ['handling'] };
  expect(await idsSeenBy(district, mine)).toEqual(expect.arrayContaining(ids));
  expect(await idsSeenBy(street)).toEqual(expect.arrayContaining(ids));
  const other = await idsSeenBy(city.actor(22, 'dispatcher', 'centre', '.002'));
  expect(other.filter((id) => ids.includes(id))).toEqual([]);
});

/** How many statements an operation sends, past the builder and through it. */
async function statementsOf(work: (tx: Tx) => Promise<unknown>): Promise<number> {
  let sent = 0;
  await read(async (tx) => {
    const query: Tx['query'] = (text, values) => {
      sent += 1;
      return tx.query(text, values);
    };
    const executed = tx.db.withPlugin({
      transformQuery: ({ node }) => {
        sent += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    return work({ ...tx, query, db: executed });
  });
  return sent;
}

test('what has no parts pays nothing for them: a report, an action and a reading send what they ever sent',
  async () => {
  const { id } = await report();
  const body = { channel: 'hotline', description: '垃圾', itemCode: city.itemCode, point: city.inGridA,
    photoIds: [] };
  const reporting = await statementsOf((tx) => reportCase(tx, { kind: 'system', name: 'test' }, { body }));
  expect(reporting).toBe(1);
  expect(await statementsOf((tx) => actOnCase(tx, street, { caseId: id, action: 'accept', body: {} })))
    .toBe(2);
  // File and steps; the names in it are the people slice's own question.
  expect(await statementsOf((tx) => readCaseView(tx, street, id))).toBeLessThanOrEqual(3);
});
