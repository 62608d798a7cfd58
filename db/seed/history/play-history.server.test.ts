// The demo's past on a real store: nothing the plan does is refused, the seal of every history holds, what is
// open has its holder and clock, and the figures look like a working district's.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { FakeFiles } from '../../../platform/server/files/fake.ts';
import type { ChainedStep } from '../../../slices/cases/core/step.ts';
import { yearFiguresOfArea } from '../../../slices/cases/server/public.ts';
import { genesis, verifyHistory } from '../../../slices/cases/core/history.ts';
import { readStep, type StepRow } from '../../../slices/cases/server/case-row.ts';
import { hasDemo, seedDemo } from '../seed-demo.ts';

const store = testDatabase();
const files = new FakeFiles();
const NOW = '2026-11-20T03:20:00Z';
const CASES = 600;
const progress: string[] = [];

const rows = <T>(text: string): Promise<T[]> =>
  store.database.read(async (tx) => (await sql.raw<T>(text).execute(tx.db)).rows);
const count = async (from: string): Promise<number> =>
  Number((await rows<{ n: number }>(`select count(*) as n from ${from}`))[0]?.n);
const seed = () =>
  seedDemo(store.database, {
    files,
    historyCases: CASES,
    onProgress: (done, total, words) => progress.push(`${done}/${total} ${words}`),
  });

beforeAll(async () => {
  store.clock.set(NOW);
  expect(await hasDemo(store.database)).toBe(false);
  await seed();
});

test('the past is there, with every state, channel and lamp that a desk meets', async () => {
  expect(await count('case_file')).toBeGreaterThanOrEqual(CASES);
  const states = await rows<{ state: string; n: number }>(
    'select state, count(*) as n from case_file group by 1',
  );
  const known = new Map(states.map(({ state, n }) => [state, Number(n)]));
  for (const state of ['reported', 'accepted', 'dispatched', 'handling', 'closed', 'merged', 'rejected']) {
    expect(known.get(state), state).toBeGreaterThan(0);
  }
  expect(known.get('closed')).toBeGreaterThan(CASES * 0.6);
  expect(await count('case_file where is_open')).toBeGreaterThan(25);
  expect(await count(`case_file where is_open and due_at < '${NOW}'`)).toBeGreaterThan(3);
  expect(await count(`case_file where is_open and due_at > '${NOW}'`)).toBeGreaterThan(3);
  expect(await count('(select distinct channel from case_file) c')).toBeGreaterThanOrEqual(6);
});

test('this year has a year before it, and its thirty days are counted from cases of that time', async () => {
  const { figures } = await store.database.read((tx) => yearFiguresOfArea(tx, '990101'));
  const totalOf = (id: string) => figures.find((figure) => figure.id === id)?.total ?? 0;
  const share = (id: string) => {
    const of = figures.find((figure) => figure.id === id)?.of ?? '';
    return totalOf(id) / totalOf(of);
  };
  const grown = totalOf('reported_30d') / totalOf('reported_30d_last_year');
  expect(grown).toBeGreaterThan(0.8);
  expect(grown).toBeLessThan(1.6);
  expect(share('on_time_30d_last_year')).toBeGreaterThan(0.7);
  expect(share('on_time_30d_last_year')).toBeLessThan(1);
  expect(share('first_fix_30d_last_year')).toBeGreaterThan(0.7);
  expect(totalOf('reworked_30d_last_year')).toBeGreaterThan(0);
  const longAgo = `created_at < timestamptz '${NOW}' - interval '180 days'`;
  expect(await count(`case_file where ${longAgo}`)).toBeGreaterThanOrEqual(CASES * 0.4);
  const left = `select number, state, (select string_agg(action || ' ' || seq, ', ' order by seq) from step
    where case_id = case_file.id) as done from case_file where is_open and ${longAgo}`;
  expect(await rows(left)).toEqual([]);
});

test('returns, reworks, ratings, pushes and joins happen as often as in life', async () => {
  const share = async (where: string) =>
    (await count(`case_file where ${where}`)) / (await count('case_file'));
  expect(await share(`(counts->>'returns')::int > 0`)).toBeGreaterThan(0.01);
  expect(await share(`(counts->>'reworks')::int > 0`)).toBeGreaterThan(0.02);
  expect(await share(`jsonb_array_length(record->'ratings') > 0`)).toBeGreaterThan(0.25);
  expect(await share(`ended_at > deadline_at`)).toBeLessThan(0.2);
  for (const action of ['climb', 'rate', 'take_in', 'settle', 'join', 'note']) {
    expect(await count(`step where action = '${action}'`), action).toBeGreaterThan(0);
  }
});

test('nothing happened before it was reported, after now, or in the wrong order', async () => {
  expect(await count(`step where at > '${NOW}'`)).toBe(0);
  expect(
    await count('step a join step b on b.case_id = a.case_id and b.seq = a.seq + 1 where b.at < a.at'),
  ).toBe(0);
  expect(
    await count('case_file f where last_seq <> (select max(seq) from step s where s.case_id = f.id)'),
  ).toBe(0);
  expect(
    await count(
      'case_file f where f.created_at <> (select s.at from step s where s.case_id = f.id and s.seq = 1)',
    ),
  ).toBe(0);
});

test('the seal of every history holds', async () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const histories = new Map<string, ChainedStep[]>();
  const steps = await rows<StepRow & { case_id: string }>(
    `select *, encode(prev_hash, 'hex') as prev_hash, encode(hash, 'hex') as hash
     from step order by case_id, seq`,
  );
  for (const row of steps) {
    const list = histories.get(row.case_id) ?? [];
    list.push(readStep(row, genesis(row.case_id)));
    histories.set(row.case_id, list);
  }
  const ends = await rows<{ id: string; last_hash: string }>(
    `select id, encode(last_hash, 'hex') as last_hash from case_file`,
  );
  for (const { id, last_hash } of ends) {
    expect(verifyHistory(id, histories.get(id) ?? [], last_hash, hash)).toMatchObject({ isIntact: true });
  }
  expect(ends.length).toBe(histories.size);
});

test('every open case has the timers that its clock needs, and none is due already', async () => {
  expect(await count(`timer where kind like 'case.%' and due_at <= '${NOW}'`)).toBe(0);
  expect(
    await count(
      `timer t where kind like 'case.%' and not exists (select 1 from case_file f where f.id::text = t.key)`,
    ),
  ).toBe(0);
  expect(
    await count(`case_file f where is_settled is false and state = 'closed'
    and not exists (select 1 from timer t where t.key = f.id::text and t.kind = 'case.settle')`),
  ).toBe(0);
});

test('every photo of a case was kept', async () => {
  expect(await count('case_photo')).toBeGreaterThan(CASES);
  expect(await count('case_photo p where not exists (select 1 from photo where photo.id = p.photo_id)')).toBe(
    0,
  );
  const [photo] = await rows<{ id: string }>('select id from photo limit 1');
  expect(files.held.get(`${photo?.id} full`)?.length).toBeGreaterThan(2_000);
});

test('numbers and codes are the case’s own, and reporters are sealed', async () => {
  expect(await count('(select distinct number, public_code from case_file) c')).toBe(
    await count('case_file'),
  );
  expect(await count('case_reporter where phone_sealed is not null')).toBeGreaterThan(20);
  expect(await count("step where body::text like '%phone%'")).toBe(0);
});

test('a second seeding finds everything done', async () => {
  const before = [await count('case_file'), await count('component'), await count('person'), progress.length];
  await seed();
  expect([
    await count('case_file'),
    await count('component'),
    await count('person'),
    progress.length,
  ]).toEqual(before);
  expect(await hasDemo(store.database)).toBe(true);
});
