// Cases on the store: the road of a real matter, the clock's own work, races, merges, lists, and the
// history's seal.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { fromIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { makeTimerRunner } from '../../../platform/server/jobs/runner.ts';
import { parseCaseNumber } from '../core/case-number.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { actOnCase } from './act-on-case.ts';
import { casesJobs } from './jobs.ts';
import { listCases } from './list-cases.ts';
import { findCaseFile, listCaseFollowers, listNear, listPrecedents } from './public.ts';
import { readCaseView, verifyCaseHistory } from './read-case.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';
import { actByCode, trackCase } from './track-case.ts';

const store = testDatabase('2026-08-05T12:08:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
let city: TestDistrict;
let inspector: Actor, dispatcher: Actor, streetDispatcher: Actor, gridHead: Actor & { kind: 'person' };
let handler: Actor & { kind: 'person' }, mate: Actor & { kind: 'person' }, otherStreet: Actor;

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  inspector = city.actor(1, 'inspector', 'centre', '', '.001.001.001');
  dispatcher = city.actor(2, 'dispatcher', 'centre');
  streetDispatcher = city.actor(3, 'dispatcher', 'centre', '.001');
  gridHead = city.actor(4, 'grid_head', 'centre', '.001.001', '.001.001.001');
  handler = city.actor(5, 'handler', 'sanitation', '.001');
  mate = city.actor(6, 'handler', 'sanitation', '.001');
  otherStreet = city.actor(7, 'dispatcher', 'centre', '.002');
}, 120_000);

const write = <T>(work: Parameters<typeof store.database.transaction<T>>[0]) =>
  store.database.transaction(work);
const read = <T>(work: Parameters<typeof store.database.read<T>>[0]) => store.database.read(work);
const body = (more: object = {}) => ({
  channel: 'patrol', description: '绿化带建筑垃圾', point: city.inGridA, photoIds: [photo], ...more,
});
const report = (actor: Actor = inspector, more: object = {}) =>
  read((tx) => reportCase(tx, actor, { body: body({ itemCode: city.itemCode, ...more }) }));
const act = (actor: Actor, caseId: string, action: string, fields: object = {}) =>
  write((tx) => actOnCase(tx, actor, { caseId, action, body: { ...fields } }));
const refused = (code: string) => ({ refusal: { code } });
const view = (actor: Actor, caseId: string) => read((tx) => readCaseView(tx, actor, caseId));
const list = (actor: Actor, query: ListQuery = {}) => read((tx) => listCases(tx, actor, query));

test('rubble in Suyuan: reported 12:08, dispatched 12:08:25, claimed 12:18, cleared 12:35, looked at 12:41',
  async () => {
  store.clock.set('2026-08-05T12:08:00+08:00');
  const { id, number, publicCode = '' } = await report(inspector, { itemCode: undefined });
  expect(parseCaseNumber(number)).toMatchObject({ districtId: '500151', date: '2026-08-05' });
  store.clock.set('2026-08-05T12:08:25+08:00');
  await act(dispatcher, id, 'accept', { itemCode: city.itemCode });
  const subCentre = city.unit('centre', '.001').id;
  await act(dispatcher, id, 'dispatch', { unitId: subCentre, reason: '分中心统筹' });
  store.clock.set('2026-08-05T12:18:00+08:00');
  const claimed = await act(gridHead, id, 'claim', { personId: gridHead.personId });
  expect(claimed).toMatchObject({ state: 'handling', holderUnitId: subCentre });
  store.clock.set('2026-08-05T12:35:00+08:00');
  await act(streetDispatcher, id, 'feed_back', { result: '已清运，附对比照片', photoIds: [photo] });
  await expect(act(streetDispatcher, id, 'verify',
    { finding: '好' })).rejects.toMatchObject(refused('cases.not_allowed'));
  store.clock.set('2026-08-05T12:41:00+08:00');
  await act(inspector, id, 'verify', { finding: '现场已恢复清洁', photoIds: [photo] });
  await act(dispatcher, id, 'close', { closingCode: 'solved', reply: '已清运' });
  const seen = await view(dispatcher, id);
  expect(seen.steps.map((step) => step.action)).toEqual(
    ['report', 'accept', 'dispatch', 'claim', 'feed_back', 'verify', 'close']);
  expect((fromIso(seen.endedAt ?? '') ?? 0) - (fromIso(seen.createdAt) ?? 0)).toBe(33 * 60_000);
  expect(await read((tx) => verifyCaseHistory(tx, dispatcher, id))).toMatchObject({ isIntact: true,
    steps: 7 });
  expect(await read((tx) => listPrecedents(tx, '500151', city.itemCode, 5))).toMatchObject([
    { case_id: id, unit_id: subCentre, reason: '分中心统筹' }]);
  const tracked = await read((tx) => trackCase(tx, publicCode.toLowerCase().replaceAll('-', ' ')));
  expect(tracked).toMatchObject({ state: 'closed', number });
  expect(tracked.steps.at(-1)?.body).toEqual({ closingCode: 'solved', reply: '已清运' });
  expect(tracked.abilities.map((one) => one.action)).toEqual(['reopen', 'rate']);
  await write((tx) => actByCode(tx, publicCode, 'rate', { score: 5, isSatisfied: true }));
  expect(await write((tx) => actByCode(tx, publicCode, 'reopen', { reason: '又有了' }))).toMatchObject(
    { state: 'accepted' });
});

test('a certain report goes straight through to the company, and the dispatcher can take it back at once',
  async () => {
  const { id, state, unitId } = await report();
  expect({ state, unitId }).toEqual({ state: 'dispatched', unitId: city.unit('sanitation', '.001').id });
  const seen = await view(streetDispatcher, id);
  expect(seen.rule?.why.length).toBeGreaterThan(0);
  expect(seen.abilities.find((one) => one.action === 'undo')?.until).toBe(
    new Date(store.clock.now() + 60_000).toISOString());
  expect(await act(streetDispatcher, id, 'undo')).toMatchObject({ state: 'accepted', unitId: null });
});

test('of two who claim at once one wins, and the other is told', async () => {
  const { id } = await report();
  const results = await Promise.allSettled([handler,
    mate].map((who) => act(who, id, 'claim', { personId: who.personId })));
  expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = results.find((one) => one.status === 'rejected');
  expect(lost?.reason).toMatchObject(refused('cases.wrong_state'));
});

test('a screen that shows an old version is refused and told the new one', async () => {
  const { id } = await report();
  await act(handler, id, 'claim', { personId: handler.personId });
  const stale = write((tx) =>
    actOnCase(tx, handler, { caseId: id, action: 'note', body: { words: 'x' }, version: 1 }));
  await expect(stale).rejects.toMatchObject({ refusal: { code: 'cases.changed', data: { version: 2 } } });
});

describe('the clock’s own work', () => {
  const errors: unknown[] = [];
  const runner = () => makeTimerRunner({
    database: store.database, clock: store.clock, handlers: casesJobs, onError: (error) => errors.push(error),
  });

  test('after a stop of ten days the ladder climbs in order, each rung once, with two servers at work',
    async () => {
    store.clock.set('2026-08-06T09:30:00+08:00');
    const { id } = await report();
    await act(handler, id, 'claim', { personId: handler.personId });
    store.clock.set('2026-08-16T09:30:00+08:00');
    for (let round = 0; round < 4; round += 1) await Promise.all([runner().runDue(), runner().runDue()]);
    const { steps, pushes, isOnLeadersList } = await view(streetDispatcher, id);
    expect(steps.filter((step) => step.action === 'climb').map((step) => step.body.kind)).toEqual(
      ['urge', 'supervise', 'summon']);
    expect({ pushes: pushes.length, isOnLeadersList, errors }).toEqual({ pushes: 3, isOnLeadersList: true,
      errors: [] });
  });

  test('what somebody was writing while the ladder climbed is done, and no rung hides what a colleague did',
    async () => {
      store.clock.set('2026-08-26T09:30:00+08:00');
      const { id } = await report();
      await act(handler, id, 'claim', { personId: handler.personId });
      const { version } = await view(handler, id);
      store.clock.set('2026-09-05T09:30:00+08:00');
      for (let round = 0; round < 4; round += 1) await runner().runDue();
      const note = { caseId: id, action: 'note', body: { words: 'x' }, version };
      const before = await view(streetDispatcher, id);
      expect(before.version).toBeGreaterThan(version);
      const done = await write((tx) => actOnCase(tx, handler, note));
      expect(done).toMatchObject({ version: before.version + 1 });
      // Now a colleague's word stands among what has come since.
      const again = write((tx) => actOnCase(tx, mate, note));
      await expect(again).rejects.toMatchObject({ refusal: { code: 'cases.changed' } });
    });

  test('a suspension resumes by itself on its review date; a closed case settles when its window ends',
    async () => {
    store.clock.set('2026-08-17T09:30:00+08:00');
    const { id } = await report();
    await act(handler, id, 'claim', { personId: handler.personId });
    await act(handler, id, 'suspend', { reason: '待断水', reviewAt: '2026-08-27T09:00:00+08:00' });
    await act(streetDispatcher, id, 'answer_suspend', { isGranted: true });
    store.clock.set('2026-08-26T09:00:00+08:00');
    await runner().runDue();
    expect(await view(streetDispatcher, id)).toMatchObject({ lamp: 'paused', pause: { kind: 'suspended' } });
    store.clock.set('2026-08-27T09:00:00+08:00');
    await runner().runDue();
    expect(await view(streetDispatcher, id)).toMatchObject({ lamp: 'green', pause: null });
    await act(handler, id, 'feed_back', { result: '好', photoIds: [photo] });
    await act(inspector, id, 'verify', { finding: '好' });
    await act(streetDispatcher, id, 'close', { closingCode: 'solved' });
    store.clock.advance(15 * DAY);
    await runner().runDue();
    await runner().runDue();
    const { steps } = await view(streetDispatcher, id);
    expect(steps.filter((step) => step.action === 'settle')).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});

describe('the history', () => {
  test('can’t be altered, deleted or emptied through SQL', async () => {
    const { id } = await report();
    for (const statement of [
      sql`update step set body = '{}' where case_id = ${id}`, sql`delete from step where case_id = ${id}`,
        sql`truncate step cascade`,
    ]) await expect(write((tx) => statement.execute(tx.db))).rejects.toMatchObject(
      { message: /append-only/ });
  });

  test('altered behind the trigger’s back, the first broken link is named', async () => {
    const { id } = await report();
    await write(async (tx) => {
      await sql`alter table step disable trigger step_append_only`.execute(tx.db);
      await sql`update step set body = body || '{"words":"no"}' where case_id = ${id} and seq = 2`.execute(
        tx.db);
      await sql`alter table step enable trigger step_append_only`.execute(tx.db);
    });
    expect(await read((tx) => verifyCaseHistory(tx, dispatcher, id))).toMatchObject({ brokenAtSeq: 2,
      fault: 'altered' });
  });
});

describe('merging', () => {
  const citizen = (name: string) => report({ kind: 'public' }, {
    channel: 'citizen', reporter: { name, phone: '138 0013 8000' } });

  test('nobody is lost: reporters of both, and of what was merged before, follow the main case', async () => {
    const [first, second, main] = [await citizen('甲'), await citizen('乙'), await citizen('丙')];
    await act(streetDispatcher, first.id, 'merge', { mainCaseId: second.id });
    await act(streetDispatcher, second.id, 'merge', { mainCaseId: main.id });
    await expect(act(streetDispatcher, main.id, 'merge', { mainCaseId: first.id })).rejects.toMatchObject({
      refusal: { code: 'cases.merge_into_merged', data: { number: second.number } } });
    const joined = await act({ kind: 'public' }, main.id, 'join', { reporter: { name: '丁' } });
    const followers = await read((tx) => listCaseFollowers(tx, main.id));
    expect(followers.map((one) => one.name).sort()).toEqual(['丁', '丙', '乙', '甲'].sort());
    expect(followers[0]).toMatchObject({ phone: '13800138000' });
    expect(await read((tx) => trackCase(tx, first.publicCode ?? ''))).toMatchObject(
      { isFollowingAnother: true, state: 'reported' });
    expect(await read((tx) => trackCase(tx, joined.publicCode ?? ''))).toMatchObject({ number: main.number,
      abilities: [] });
    await expect(write((tx) => actByCode(tx, joined.publicCode ?? '', 'withdraw', {}))).rejects.toMatchObject(
      refused('cases.code_unknown'));
    const stored = await read((tx) => sql<{ all: string }>`
      select (select jsonb_agg(f)::text from case_file f) || (select jsonb_agg(s)::text from step s)
        || (select jsonb_agg(e)::text from event e)
          || (select jsonb_agg(r)::text from case_reporter r) as all`.execute(tx.db));
    expect(stored.rows[0]?.all).not.toMatch(/13800138000|"丙"/);
  });

  test('what lies far off in another street is not there for a merge; what lies beside it is', async () => {
    const at = (lon: number) => ({ channel: 'hotline', point: { lon: city.inGridA.lon + lon, lat: 29.005 } });
    const [own, beside] = [await report(dispatcher, at(0.004)), await report(dispatcher, at(0.006))];
    const away = await report(dispatcher, { channel: 'hotline', point: city.inGridB });
    await act(streetDispatcher, own.id, 'undo', {});
    const into = (mainCaseId: string) => act(streetDispatcher, own.id, 'merge', { mainCaseId });
    await expect(into(away.id)).rejects.toMatchObject(refused('cases.not_found'));
    expect((await view(otherStreet, away.id)).steps.map((step) => step.action)).not.toContain('take_in');
    expect(await into(beside.id)).toMatchObject({ state: 'merged' });
  });

  test('two merges crosswise at once: one wins, no ring, no deadlock', async () => {
    const [one, two] = [await citizen('戊'), await citizen('己')];
    const results = await Promise.allSettled([
      act(streetDispatcher, one.id, 'merge', { mainCaseId: two.id }),
        act(streetDispatcher, two.id, 'merge', { mainCaseId: one.id })]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('reading', () => {
  test('a list holds what the reader may see, newest first, page by page, each case once', async () => {
    const away = await report(dispatcher, { channel: 'hotline', point: city.inGridB });
    const all = await list(dispatcher, { limit: 50 });
    expect(all.items.map((item) => item.createdAt)).toEqual(all.items.map((item) =>
      item.createdAt).sort().reverse());
    const pages: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await list(dispatcher, { limit: 3, ...(cursor ? { cursor } : {}) });
      pages.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(all.items.map((item) => item.id));
    const ofB = (await list(otherStreet)).items;
    expect(ofB[0]?.id).toBe(away.id);
    expect(ofB.map((item) => item.areaPath.slice(0, 10))).toEqual(ofB.map(() => '500151.002'));
    expect((await list(handler)).items.every((item) => item.unit?.name === 'sanitation500151.001')).toBe(
      true);
    await expect(view(otherStreet,
      all.items.at(-1)?.id ?? '')).rejects.toMatchObject(refused('cases.not_found'));
  });

  test('filters: state, lamp, area, item, words, number, mine', async () => {
    const every = (await list(dispatcher, { limit: 50 })).items;
    const count = async (query: ListQuery, keep: (item: (typeof every)[number]) => boolean) =>
      expect((await list(dispatcher, { ...query, limit: 50 })).items.map((item) => item.id))
        .toEqual(every.filter(keep).map((item) => item.id));
    await count({ state: ['merged'] }, (item) => item.state === 'merged');
    const red = every.filter((item) => item.lamp === 'red').sort((a, b) =>
      (`${a.dueAt}${a.id}` < `${b.dueAt}${b.id}` ? -1 : 1));
    expect((await list(dispatcher, { due: 'overdue', limit: 50 })).items.map((item) => item.id))
      .toEqual(red.map((item) => item.id));
    await count({ areaPath: '500151.002' }, (item) => item.areaPath.startsWith('500151.002'));
    await count({ itemCode: [city.itemCode] }, (item) => item.itemCode === city.itemCode);
    await count({ text: '绿化' }, (item) => item.description.includes('绿化'));
    await count({ text: every[3]?.number ?? '' }, (item) => item.id === every[3]?.id);
    expect((await list(inspector, { mine: 'reported' })).items.length).toBeGreaterThan(3);
    expect((await list(handler, { mine: 'held' })).items.every((item) =>
      item.holder?.id === item.unit?.id)).toBe(true);
    await expect(list(dispatcher,
      { cursor: 'nonsense' })).rejects.toMatchObject(refused('cases.field_invalid'));
  });

  test('each scope of a list walks its index in order, without sorting', async () => {
    const plans = {
      district_id: 'case_file_newest', street_path: 'case_file_by_street',
      community_path: 'case_file_by_community', area_path: 'case_file_by_area',
    };
    for (const [column, index] of Object.entries(plans)) {
      const { rows } = await write(async (tx) => {
        await sql`set local enable_seqscan = off`.execute(tx.db);
        await sql`set local enable_bitmapscan = off`.execute(tx.db);
        return sql<Record<string, string>>`explain select id from case_file
          where ${sql.ref(column)} = ${'500151'} order by created_at desc, id desc limit 50`.execute(tx.db);
      });
      const plan = rows.flatMap((row) => Object.values(row)).join(' ');
      expect(plan).toContain(index);
      expect(plan).not.toContain('Sort');
    }
  });

  test('cases near a point come nearest first', async () => {
    const near = await read((tx) => listNear(tx, {
      districtId: '500151', point: city.inGridA, radiusMetres: 50, since: store.clock.now() - 300 * DAY,
        limit: 5 }));
    expect(near).toHaveLength(5);
    expect(near[0]?.distanceMetres).toBeLessThan(1);
  });
});

test('a report outside the district, or without a place, is refused and leaves nothing', async () => {
  const before = await read((tx) =>
    tx.db.selectFrom('case_file').select(sql<number>`count(*)`.as('n')).executeTakeFirst());
  await expect(report(inspector,
    { point: { lon: 116.4, lat: 39.9 } })).rejects.toMatchObject(refused('areas.outside'));
  await expect(report(inspector, { point: undefined })).rejects.toMatchObject(refused('cases.place_missing'));
  await expect(report(inspector,
    { itemCode: '999999' })).rejects.toMatchObject(refused('catalogue.item_unknown'));
  const after = await read((tx) =>
    tx.db.selectFrom('case_file').select(sql<number>`count(*)`.as('n')).executeTakeFirst());
  expect(after).toEqual(before);
  expect(await read((tx) => findCaseFile(tx, photo))).toBeUndefined();
  store.clock.advance(HOUR);
});
