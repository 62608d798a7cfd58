// What is counted as cases go on, what is counted anew from the steps, and what plain SQL counts: the same,
// to the last case, after random lives with undoings, returns, reworks, reopenings and a past brought in.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { DAY } from '../../kernel/duration.ts';
import type { Actor } from '../../kernel/rights.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { makeEventReader } from '../../platform/server/events/reader.ts';
import { Refused } from '../../platform/server/http/refused.ts';
import { actOnCase } from '../../slices/cases/server/act-on-case.ts';
import { reportCase } from '../../slices/cases/server/report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from '../../slices/cases/server/test-district.ts';
import { importAgain, type Life, liveOn, peopleOf } from '../../slices/cases/server/test-life.ts';
import { FACT_DIFFERENCES, SUM_DIFFERENCES } from '../../slices/evaluation/server/differences-by-sql.ts';
import { PERCENTILES_BY_SQL } from '../../slices/evaluation/server/facts-by-sql.ts';
import { foldCases } from '../../slices/evaluation/server/fold-cases.ts';
import { forgetMarks, insertExemption } from '../../slices/evaluation/server/queries-fold.ts';
import { readCounting } from '../../slices/evaluation/server/read-counting.ts';
import { readCounted } from '../../slices/evaluation/server/read-spreads.ts';
import { evaluationSubscribers } from '../../slices/evaluation/server/subscribers.ts';
import { walkPiece } from '../../slices/evaluation/server/walk-cases.ts';

const store = testDatabase('2026-07-20T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
const life: Life = { caseIds: [], done: new Map() };
let city: TestDistrict;
const reader = () =>
  makeEventReader({
    database: store.database,
    clock: store.clock,
    subscribers: evaluationSubscribers,
    onError: (error) => {
      throw error;
    },
  });

const rows = <T>(text: string): Promise<T[]> => store.database.read((tx) => tx.query<T>(text));
const facts = () => rows(`select * from evaluation_fact order by case_id, kind, subject, name`);
const sums = () =>
  rows(`select * from evaluation_sum where cases <> 0 or times <> 0 or used_ms <> 0
  order by dimension, span, area_path, day, subject, name`);

const act = (who: string, caseId: string, action: string, body: Record<string, unknown> = {}) =>
  store.database.transaction((tx) => actOnCase(tx, peopleOf(city)[who] as Actor, { caseId, action, body }));

/** Another centre's, or done. */
function refusedAlone(error: unknown): void {
  if (!(error instanceof Refused)) throw error;
}

/** From the report to the end without a detour: an officer's, at once; or a citizen's, so many days late. */
async function settleOne(daysLate = 0): Promise<void> {
  const body = {
    channel: daysLate === 0 ? 'patrol' : 'citizen',
    description: '垃圾',
    itemCode: city.itemCode,
    point: city.inGridA,
    photoIds: [photo],
  };
  const who = daysLate === 0 ? (peopleOf(city).inspector as Actor) : ({ kind: 'public' } as const);
  const { id } = await store.database.read((tx) => reportCase(tx, who, { body }));
  life.caseIds.push(id);
  if (daysLate > 0) {
    for (const centre of ['communityDispatcher', 'streetDispatcher', 'dispatcher']) {
      await act(centre, id, 'accept', { itemCode: city.itemCode }).catch(refusedAlone);
      await act(centre, id, 'dispatch').catch(refusedAlone);
    }
  }
  await act('handler', id, 'claim', { personId: peopleOf(city).handler?.personId });
  store.clock.advance(daysLate * DAY);
  await act('handler', id, 'feed_back', { result: '清了', photoIds: [photo] });
  await act('inspector', id, 'verify', { finding: '好' });
  await act('streetDispatcher', id, 'close', { closingCode: 'solved' });
}

/** Rated by whoever may, its window over; every third is reopened then. */
async function rateAll(): Promise<void> {
  const people = peopleOf(city);
  const heads = ['.001.001', '.002.001'].flatMap((community, n) =>
    ['.001', '.002'].map((grid, m) =>
      city.actor(20 + 2 * n + m, 'grid_head', 'centre', community, community + grid),
    ),
  );
  const closed = await rows<{ id: string }>(`select id from case_file where state = 'closed' order by id`);
  const tried = async (actor: Actor, caseId: string, action: string, body: Record<string, unknown>) => {
    try {
      await store.database.transaction((tx) => actOnCase(tx, actor, { caseId, action, body }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  };
  for (const [n, { id }] of closed.entries()) {
    const score = 1 + (n % 5);
    const staff = [...heads, people.communityDispatcher, people.otherCommunity, people.inspector] as Actor[];
    // Those who are not asked for the head are refused with it, and rate without.
    for (const actor of staff)
      await tried(actor, id, 'rate', { score, isSatisfied: score > 2, headScore: 1 + (n % 4) });
    for (const actor of [...staff, { kind: 'reporter', caseId: id } as const])
      await tried(actor, id, 'rate', { score, isSatisfied: score > 2 });
  }
  store.clock.advance(16 * DAY);
  for (const [n, { id }] of closed.entries()) {
    await tried({ kind: 'system', name: 'timer' }, id, 'settle', {});
    const centres = [people.dispatcher, people.streetDispatcher, people.otherDispatcher] as Actor[];
    if (n % 3 === 0) for (const actor of centres) await tried(actor, id, 'reopen', { reason: '复发' });
  }
}
const counting = () => store.database.read(readCounting);

async function expectSame(): Promise<void> {
  expect(await rows(FACT_DIFFERENCES)).toEqual([]);
  expect(await rows(SUM_DIFFERENCES)).toEqual([]);
}

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  await reader().register();
}, 240_000);

test('counted as the cases go on is what plain SQL counts from the steps, to the last case', async () => {
  for (const seed of [41, 42, 43, 44]) {
    await liveOn(store, { seed, rounds: 170, city, photo }, life);
    await reader().deliverAll();
    await expectSame();
  }
  await settleOne();
  await settleOne(30);
  await rateAll();
  await reader().deliverAll();
  await expectSame();
  const undone = ['undo', 'undo_accept'];
  const wanted = ['return', 'rework', 'reopen', 'escalate', 'answer_extend', 'respond', ...undone];
  expect([...life.done.keys()]).toEqual(expect.arrayContaining(wanted));
  const told = await rows<{ name: string }>(`select distinct name from evaluation_fact`);
  const names = told.map(({ name }) => name);
  const most = [
    'due',
    'closed_late',
    'reopened',
    'returned',
    'returned_wrongly',
    'reworked',
    'dispatched_rightly',
    'accepted_rightly',
    'handled_in_time',
    'verified_in_time',
    'filed',
    'postponed',
    'closed_in_time',
    'closed_first_time',
    'visited',
    'said_solved',
    'ratings_by_grid',
    'points_by_grid',
    'ratings_by_community',
    'points_by_reporter',
    'head_points_by_community',
    'to_respond',
    'responded_in_time',
    'missed',
    'to_find',
  ];
  expect(most.filter((name) => !names.includes(name))).toEqual([]);
}, 240_000);

const YEAR = { kind: 'year', from: '2026-01-01', to: '2026-12-31' } as const;

/** As a table reads them, of all subjects of the district. */
async function percentiles(): Promise<unknown[]> {
  const told = await Promise.all(
    (['area', 'unit', 'person'] as const).map(async (dimension) => {
      const asked = { districtId: '500151', dimension, areaPath: '500151', letters: null };
      const found = await store.database.read((tx) => readCounted(tx, asked, YEAR));
      return found.flatMap(({ key, name, p50, p90 }) =>
        p50 === undefined
          ? []
          : [{ kind: dimension, subject: dimension === 'area' ? '' : key, name, p50, p90 }],
      );
    }),
  );
  const orderOf = (one: object) => Object.values(one).slice(0, 3).join(' ');
  return told.flat().sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

test('half and nine tenths of the cases took as long as plain SQL counts off', async () => {
  const plain = await rows<{ kind: string; p90: number }>(PERCENTILES_BY_SQL);
  expect(await percentiles()).toEqual(plain);
  for (const kind of ['area', 'unit', 'person'])
    expect(plain.filter((one) => one.kind === kind && one.p90 > 0).length).toBeGreaterThan(0);
});

test('counted anew from the steps it is the same, fact by fact and sum by sum', async () => {
  const before = [await facts(), await sums()];
  await store.database.transaction((tx) => forgetMarks(tx, '500151'));
  let counted = 0;
  for (;;) {
    const walked = await store.database.transaction((tx) => walkPiece(tx, 50, 20));
    counted += walked.counted;
    expect(walked.counted).toBeLessThanOrEqual(20);
    if (walked.isAround) break;
  }
  expect(counted).toBe(life.caseIds.length);
  expect([await facts(), await sums()]).toEqual(before);
});

test('a past that was brought in tells no event, and the walk finds it', async () => {
  const again: string[] = [];
  for (const caseId of life.caseIds.slice(0, 15)) again.push(await importAgain(store, life, caseId));
  expect(await rows(FACT_DIFFERENCES)).not.toEqual([]);
  await store.database.transaction((tx) => walkPiece(tx));
  expect((await counting()).isCatchingUp).toBe(true);
  for (let piece = 0; piece < 3; piece++) await store.database.transaction((tx) => walkPiece(tx));
  await expectSame();
  const found = await rows<{ n: number }>(`select count(distinct case_id)::int as n from evaluation_fact
    where case_id in (${again.map((id) => `'${id}'`).join(', ')})`);
  expect(found[0]?.n).toBeGreaterThan(10);
  expect((await counting()).isCatchingUp).toBe(false);
});

test('the same event twice, and two servers at once, count once', async () => {
  const before = [await facts(), await sums()];
  const ids = life.caseIds.slice(0, 60);
  const once = () => store.database.transaction((tx) => foldCases(tx, ids));
  await Promise.all([once(), once(), once()]);
  await once();
  expect([await facts(), await sums()]).toEqual(before);
});

test('an exempt case keeps its facts and is told apart in the sums', async () => {
  const [one] = await rows<{ case_id: string; n: number }>(`select case_id, count(*)::int as n
    from evaluation_fact where name = 'closed_late' group by case_id limit 1`);
  const caseId = one?.case_id ?? '';
  const before = await facts();
  await store.database.transaction(async (tx) => {
    await insertExemption(tx, { case_id: caseId, kind: 'case', subject: '' });
    await foldCases(tx, [caseId]);
  });
  const exempt = await rows<{ case_id: string }>(`select case_id from evaluation_fact where is_exempt`);
  expect(new Set(exempt.map(({ case_id }) => case_id))).toEqual(new Set([caseId]));
  expect((await facts()).length).toBe(before.length);
  await expectSame();
  expect(await percentiles()).toEqual(await rows(PERCENTILES_BY_SQL));
  const asked = { districtId: '500151', dimension: 'area', areaPath: '500151', letters: null } as const;
  const [closed] = (await store.database.read((tx) => readCounted(tx, asked, YEAR))).filter(
    ({ name }) => name === 'closed',
  );
  const [judged] = await rows<{ p90: number }>(`select used_ms::float8 as p90 from evaluation_fact as f
    where kind = 'area' and name = 'closed' and not is_exempt and day between '2026-01-01' and '2026-12-31'
    order by used_ms limit 1 offset (select (count(*) * 9 + 9) / 10 - 1 from evaluation_fact
      where kind = 'area' and name = 'closed' and not is_exempt
        and day between '2026-01-01' and '2026-12-31')`);
  expect(closed?.judgedP90).toBe(judged?.p90);
});

test('the transaction of a step writes nothing of evaluation', async () => {
  const before = await facts();
  const { rows: counted } = await store.database.read((tx) =>
    sql<{ n: number }>`select count(*)::int as n from event`.execute(tx.db),
  );
  await liveOn(store, { seed: 45, rounds: 12, city, photo }, life);
  expect(await facts()).toEqual(before);
  const { rows: after } = await store.database.read((tx) =>
    sql<{ n: number }>`select count(*)::int as n from event`.execute(tx.db),
  );
  expect(after[0]?.n).toBeGreaterThan(counted[0]?.n ?? 0);
  const behind = await counting();
  expect(behind.waiting).toBeGreaterThan(0);
  expect((behind.countedTo ?? '') < (behind.lastAt ?? '')).toBe(true);
  await reader().deliverAll();
  const done = await counting();
  expect(done).toMatchObject({ waiting: 0, countedTo: done.lastAt });
  await expectSame();
});
