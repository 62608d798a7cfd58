// Shares and their sums after a random life, with undoings, reopenings, cases that moved and a past
// brought in: each share is what the steps alone say, each sum what plain SQL counts, before it is counted
// and after.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../../kernel/duration.ts';
import { localDate } from '../../../kernel/instant.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { PERIODS } from '../core/figure-words.ts';
import { marksAt } from '../core/figures.ts';
import { actOnCase } from './act-on-case.ts';
import { countShares, SHARES_KEPT_MS } from './count-shares.ts';
import { deleteOldShares, sumShares, sumSpread } from './queries-sums.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';
import { importAgain, type Life, liveOn, peopleOf } from './test-life.ts';

const store = testDatabase('2026-08-03T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
const AREAS = ['500151', '500151.001', '500151.002', '500151.001.001', '500151.002.001'];
const life: Life = { caseIds: [], done: new Map() };
let city: TestDistrict;

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  store.database.read(async (tx) => (await query.execute(tx.db)).rows);

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
}, 240_000);

const SAME = sql<{ case_id: string }>`
  (select case_id, unit_id, kind, level, last_at, times, used_ms, is_late from case_share
    except select case_id, unit_id, kind, level, last_at, times, used_ms, is_late from share_by_steps)
  union all
  (select case_id, unit_id, kind, level, last_at, times, used_ms, is_late from share_by_steps
    except select case_id, unit_id, kind, level, last_at, times, used_ms, is_late from case_share)`;
const ASTRAY = sql<{ case_id: string }>`
  select s.case_id from case_share as s join case_file as c on c.id = s.case_id
  where c.area_path <> s.area_path`;

const inSql = (areaPath: string) => sql`(c.area_path = ${areaPath} or c.area_path like ${`${areaPath}.%`})`;

/** Sums, counted from the steps by plain SQL. */
async function countedByHand(areaPath: string, from: number) {
  const found = await rows(sql<{ unit_id: string; kind: string; cases: number; late: number; used: number }>`
    select s.unit_id, s.kind, count(*)::int as cases, count(*) filter (where s.is_late)::int as late,
      sum(s.used_ms)::float8 as used
    from share_by_steps as s join case_file as c on c.id = s.case_id
    where ${inSql(areaPath)} and s.last_at >= to_timestamp(${from / 1000})
    group by s.unit_id, s.kind`);
  return found.map((row) => `${row.unit_id} ${row.kind} ${row.cases} ${row.late} ${row.used}`).sort();
}

async function expectSums(): Promise<number> {
  let walked = 0;
  expect(await rows(SAME)).toEqual([]);
  expect(await rows(ASTRAY)).toEqual([]);
  for (const period of PERIODS) {
    const { from } = marksAt(store.clock.now(), 480, period);
    for (const areaPath of AREAS) {
      const asked = { areaPath, from, fromDay: localDate(from) };
      const [sums, spread] = await store.database.read(
        async (tx) => [await sumShares(tx, asked), await sumSpread(tx, asked)] as const,
      );
      const told = sums
        .map((row) => `${row.unit_id} ${row.kind} ${row.cases} ${row.late} ${row.used_ms}`)
        .sort();
      expect(told, `${areaPath} ${period}`).toEqual(await countedByHand(areaPath, from));
      const ofLevels = sums.filter(({ unit_id }) => unit_id.startsWith('00000000-'));
      const total = (all: readonly { readonly cases: number }[]) =>
        all.reduce((sum, one) => sum + one.cases, 0);
      expect(total(spread)).toBe(total(ofLevels));
      expect(spread.every(({ cases }) => cases > 0)).toBe(true);
      walked += sums.length;
    }
  }
  return walked;
}

const uncounted = async () =>
  (await rows(sql<{ n: number }>`select count(*)::int as n from case_share where not is_counted`))[0]?.n;

test('after a random life a share is what the steps say, and a sum what plain SQL counts', async () => {
  for (const seed of [11, 12, 13]) {
    await liveOn(store, { seed, rounds: 170, city, photo }, life);
    // Not counted yet, then counted, then gone on from there.
    expect(await uncounted()).toBeGreaterThan(0);
    expect(await expectSums()).toBeGreaterThan(50);
    await store.database.transaction((tx) => countShares(tx));
    expect(await uncounted()).toBe(0);
    await expectSums();
  }
  const wanted = ['return', 'rework', 'reopen', 'escalate', 'undo', 'undo_accept', 'answer_extend', 'push'];
  expect([...life.done.keys()]).toEqual(expect.arrayContaining(wanted));
}, 240_000);

test('a past that is brought in has the shares of a life', async () => {
  const before = await rows(sql<{ n: number }>`select count(*)::int as n from case_share`);
  for (const caseId of life.caseIds.slice(0, 12)) {
    const again = await importAgain(store, life, caseId);
    const sharesOf = (id: string) =>
      rows(sql`select unit_id, kind, level, area_path, last_at, times, used_ms,
      is_late from case_share where case_id = ${id}::uuid order by unit_id, kind`);
    expect(await sharesOf(again)).toEqual(await sharesOf(caseId));
    const pushesOf = (id: string) =>
      rows(sql`select seq, area_path, kind, to_unit_id, at, answer_by,
      answered_seq, answered_at, is_lifted, is_case_open from case_push
      where case_id = ${id}::uuid order by seq`);
    expect(await pushesOf(again)).toEqual(await pushesOf(caseId));
  }
  const after = await rows(sql<{ n: number }>`select count(*)::int as n from case_share`);
  expect(after[0]?.n).toBeGreaterThan(before[0]?.n ?? 0);
  expect(await uncounted()).toBe(0);
  await expectSums();
});

test('pushes as rows are what the record of their case says', async () => {
  const wrong = await rows(sql`
    select c.id from case_file as c cross join lateral jsonb_array_elements(c.record->'pushes') as p
    left join case_push as r on r.case_id = c.id and r.seq = (p->>'seq')::int
    where r.case_id is null or r.area_path <> c.area_path or r.is_case_open <> c.is_open
      or r.answered_seq is distinct from (p->>'answeredSeq')::int
      or r.is_lifted <> (p->>'liftedSeq' is not null)
      or r.to_unit_id is distinct from (p->>'toUnitId')::uuid`);
  expect(wrong).toEqual([]);
  const [counted] = await rows(sql<{ n: number }>`select count(*)::int as n from case_push`);
  expect(counted?.n).toBeGreaterThan(5);
});

test('counting at once from two sides counts once', async () => {
  await liveOn(store, { seed: 14, rounds: 30, city, photo }, life);
  await Promise.all([1, 2, 3].map(() => store.database.transaction((tx) => countShares(tx))));
  await store.database.transaction((tx) => countShares(tx));
  expect(await uncounted()).toBe(0);
  await expectSums();
});

const DOERS = () => peopleOf(city);
const act = (who: string, caseId: string, action: string, body: Record<string, unknown> = {}) =>
  store.database.transaction((tx) =>
    actOnCase(tx, DOERS()[who] ?? raise(who), { caseId, action, body }),
  );
const raise = (who: string): never => {
  throw new Error(`${who} does not live here`);
};
const kindsOf = async (caseId: string): Promise<readonly string[]> =>
  (
    await rows(sql<{ kind: string; times: number }>`
    select kind, times from case_share where case_id = ${caseId}::uuid
      and unit_id > '00000000-0000-0000-0000-0000000000ff' order by kind, unit_id`)
  ).map(({ kind, times }) => `${kind} ${times}`);

async function report(): Promise<string> {
  const body = {
    channel: 'patrol',
    description: '垃圾',
    itemCode: city.itemCode,
    point: city.inGridA,
    photoIds: [photo],
  };
  const inspector = DOERS().inspector ?? raise('inspector');
  return (await store.database.read((tx) => reportCase(tx, inspector, { body }))).id;
}

test('a closing that was undone is nobody’s share: not before it is counted, not after', async () => {
  for (const isCounted of [false, true]) {
    const id = await report();
    const personId = DOERS().handler?.personId;
    await act('handler', id, 'claim', { personId });
    await act('handler', id, 'feed_back', { result: '清了', photoIds: [photo] });
    await act('inspector', id, 'verify', { finding: '好' });
    const before = await kindsOf(id);
    await act('streetDispatcher', id, 'close', { closingCode: 'solved' });
    expect(await kindsOf(id)).toContain('close 1');
    if (isCounted) await store.database.transaction((tx) => countShares(tx));
    await act('streetDispatcher', id, 'note', { words: '误操作' });
    await act('streetDispatcher', id, 'undo_close');
    expect(await kindsOf(id)).toEqual(before);
    await expectSums();
    await act('streetDispatcher', id, 'close', { closingCode: 'explained' });
    expect(await kindsOf(id)).toContain('close 1');
    await expectSums();
    await store.database.transaction((tx) => countShares(tx));
    await expectSums();
  }
});

test('a dispatch that was undone is no claim of the unit’s, and loses no time of the centre’s', async () => {
  const id = await report();
  await act('streetDispatcher', id, 'undo');
  expect(await kindsOf(id)).toEqual([]);
  store.clock.advance(MINUTE);
  await act('streetDispatcher', id, 'dispatch');
  const sent = await kindsOf(id);
  store.clock.advance(MINUTE / 2);
  await act('streetDispatcher', id, 'undo');
  expect(await kindsOf(id)).toEqual(sent);
  expect(sent.some((kind) => kind.startsWith('claim'))).toBe(false);
  await store.database.transaction((tx) => countShares(tx));
  await expectSums();
});

test('an acceptance that was taken back stays its centre’s, as a dispatch does; the next one counts it all',
  async () => {
  const body = {
    channel: 'citizen', description: '垃圾', itemCode: city.itemCode, point: city.inGridA, photoIds: [photo],
    reporter: { name: '王', phone: '13800138000' },
  };
  const { id } = await store.database.read((tx) => reportCase(tx, { kind: 'public' }, { body }));
  await act('streetDispatcher', id, 'accept');
  const accepted = await kindsOf(id);
  expect(accepted).toEqual(['accept 1', 'any 1']);
  await act('streetDispatcher', id, 'undo_accept');
  expect(await kindsOf(id)).toEqual(accepted);
  await store.database.transaction((tx) => countShares(tx));
  // In time, taken back, and in the end late: the clock has run on, so nobody gained by it.
  store.clock.advance(5 * DAY);
  await act('streetDispatcher', id, 'accept');
  expect(await kindsOf(id)).toEqual(['accept 2', 'any 2']);
  const shares = await rows(sql<{ is_late: boolean }>`
    select is_late from case_share where case_id = ${id}::uuid and kind = 'accept'`);
  expect(shares.map((share) => share.is_late)).toEqual([true, true]);
  await expectSums();
});

test('a split that was taken back leaves no share, and its parts are nobody’s at all', async () => {
  const id = await report();
  await act('streetDispatcher', id, 'undo');
  const before = await kindsOf(id);
  store.clock.advance(MINUTE);
  const unitId = city.unit('urban_management').id;
  await act('streetDispatcher', id, 'split', { parts: [{}, { unitId, words: '扶正', reason: '归城管' }] });
  await store.database.transaction((tx) => countShares(tx));
  await act('streetDispatcher', id, 'undo_split');
  expect(await kindsOf(id)).toEqual(before);
  const parts = await rows(sql<{ id: string }>`select id from case_file where main_case_id = ${id}::uuid`);
  expect(parts).toHaveLength(2);
  for (const part of parts) expect(await kindsOf(part.id)).toEqual([]);
  await expectSums();
});

test('what no period asks for goes, and the sums of its days with it', async () => {
  store.clock.advance(SHARES_KEPT_MS + 40 * DAY);
  const now = store.clock.now();
  await store.database.transaction((tx) =>
    deleteOldShares(tx, now - SHARES_KEPT_MS, localDate(now - SHARES_KEPT_MS - DAY)),
  );
  const left = await rows(sql<{ n: number }>`select (select count(*) from case_share)
    + (select count(*) from share_day) + (select count(*) from share_spread) as n`);
  expect(Number(left[0]?.n)).toBe(0);
});
