// Ratings from below through every door: what a grid head, a community or an officer said of a unit’s work is
// read by whoever said it, by a supervisor for a purpose that stays on record, and by nobody else; and sums
// of it are told of whole months with enough ratings alone.
import { beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../kernel/assert.ts';
import { DAY } from '../../kernel/duration.ts';
import type { Actor } from '../../kernel/rights.ts';
import { describeEvent } from '../../platform/server/live/topics.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { actOnCase } from '../../slices/cases/server/act-on-case.ts';
import { sheetFor } from '../../slices/cases/server/print-sheet.ts';
import { reportCase } from '../../slices/cases/server/report-case.ts';
import { keepPhoto } from '../../slices/cases/server/test-district.ts';
import type { CaseView } from '../../slices/cases/core/contract.ts';
import type { SeenRatings, ToRateList } from '../../slices/cases/core/contract-ratings.ts';
import type { ShiftCases } from '../../slices/cases/core/contract-shift.ts';
import type { OwnFigures, Row, Table } from '../../slices/evaluation/core/contract.ts';
import type { Publication, PublishedTable } from '../../slices/evaluation/core/contract-publications.ts';
import { isProtected } from '../../slices/evaluation/core/protection.ts';
import { findActor } from '../../slices/people/server/public.ts';
import { countAll } from './count-all.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-07-01T08:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const PHOTO = '01890000-0000-7000-8000-000000009999';
const STREET = `${DISTRICT}.001`;
const JULY = 'period=month&day=2026-07-15';
/** What each said; no other words of the case hold any of it. */
const SAID = { gridHead: '敷衍了事甲', communityDispatcher: '推了三次乙', officer: '来得太晚丙' } as const;
type Rater = keyof typeof SAID;
const RATERS = Object.keys(SAID) as Rater[];
/** The rated, those above them, and those who rate too. */
const OTHERS: readonly Who[] = [
  'handler', 'mate', 'chief', 'streetDispatcher', 'streetLeader', 'streetInspector', 'dispatcher', 'leader',
  'admin', 'property',
];
let caseId = '';
let publicCode = '';

async function got<T>(who: Who, url: string): Promise<T> {
  const { status, body } = await town.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as T;
}

/** The whole reply as it leaves, whatever its kind. */
async function textOf(who: Who, url: string): Promise<string> {
  const token = await town.token(who);
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  return (await app.mounted.app.inject({ method: 'GET', url, headers })).payload;
}

async function closeOne(): Promise<{ id: string; publicCode: string }> {
  const reported = await town.report('officer');
  const id = String(reported.body.id);
  const photoId = await town.photo('handler');
  await town.act('handler', id, 'claim', { personId: town.personId('handler') });
  await town.act('handler', id, 'feed_back', { result: '清了', photoIds: [photoId] });
  await town.act('streetInspector', id, 'verify', { finding: '好' });
  expect((await town.act('streetDispatcher', id, 'close', { closingCode: 'solved' })).status).toBe(200);
  return { id, publicCode: String(reported.body.publicCode) };
}

const toRate = async (who: Who): Promise<readonly string[]> =>
  (await got<ToRateList>(who, '/api/cases/to-rate')).items.map(({ of }) => of.id);

/** What the form of a rating asks of them. */
async function asked(who: Who): Promise<readonly string[]> {
  const { abilities } = await got<CaseView>(who, `/api/cases/${caseId}`);
  return abilities.find(({ action }) => action === 'rate')?.fields.map(({ name }) => name) ?? [];
}

const missed = async (who: Who): Promise<readonly string[]> =>
  (await got<ToRateList>(who, '/api/cases/to-rate')).missed.items.map(({ of }) => of.id);

beforeAll(async () => {
  await keepPhoto(store.database, PHOTO);
  ({ id: caseId, publicCode } = await closeOne());
}, 240_000);

describe('what waits to be rated', () => {
  test('each who rates finds the case, as whom and until when; the rated do not', async () => {
    const { items } = await got<ToRateList>('gridHead', '/api/cases/to-rate');
    expect(items).toMatchObject([{ of: { id: caseId }, asZh: '网格长' }]);
    expect(Date.parse(items[0]?.until ?? '')).toBe(store.clock.now() + 15 * DAY);
    expect(await toRate('communityDispatcher')).toEqual([caseId]);
    expect(await toRate('officer')).toEqual([caseId]);
    // The unit is the street's own: the street rates departments alone.
    for (const who of ['handler', 'streetDispatcher', 'leader'] as const)
      expect(await toRate(who), who).toEqual([]);
    expect((await town.get('gridHead', '/api/cases/to-rate?x=1')).body.code).toBe('http.query_unknown');
    expect((await town.get('admin', '/api/cases/to-rate')).body.code).toBe('auth.not_allowed');
  });

  test('the head of the unit is rated by those who work with them, and by nobody else', async () => {
    const body = { score: 1, isSatisfied: false, headScore: 2 };
    for (const who of ['gridHead', 'officer'] as const) {
      expect((await town.act(who, caseId, 'rate', body)).body.code, who).toBe('cases.field_invalid');
      expect(await asked(who)).not.toContain('headScore');
    }
    expect(await asked('communityDispatcher')).toContain('headScore');
  });

  test('once rated it waits no longer, and is rated once', async () => {
    for (const who of RATERS) {
      const head = who === 'communityDispatcher' ? { headScore: 2 } : {};
      const body = { score: 1, isSatisfied: false, words: SAID[who], ...head };
      expect((await town.act(who, caseId, 'rate', body)).status).toBe(200);
      expect((await town.act(who, caseId, 'rate', body)).body.code).toBe('cases.rated_before');
      expect(await toRate(who)).toEqual([]);
    }
    expect((await town.act('handler', caseId, 'rate', { score: 5, isSatisfied: true })).body.code).toBe(
      'cases.not_allowed',
    );
  });
});

describe('what was said', () => {
  test('is read by whoever said it, each their own alone', async () => {
    for (const who of RATERS) {
      const { steps } = await got<CaseView>(who, `/api/cases/${caseId}`);
      const rated = steps.filter(({ action }) => action === 'rate');
      expect(rated.map(({ body }) => body['words'])).toEqual([SAID[who]]);
    }
  });

  test('leaves through no other door, for whoever is rated, leads, or rates too', async () => {
    const unit = town.city.unit('sanitation', '.001').id;
    const doors = [
      `/api/cases/${caseId}`,
      `/api/cases/${caseId}/tenures`,
      `/api/cases/${caseId}/similar`,
      `/api/cases/${caseId}/proposal`,
      `/api/cases/shift/cases?id=${caseId}`,
      '/api/cases',
      '/api/cases/export.csv',
      '/api/cases/asked',
      '/api/cases/to-rate',
      `/api/cases/abilities?id=${caseId}`,
      `/api/cases/points?areaPath=${STREET}`,
      `/api/track/${publicCode}`,
      '/api/notices',
      `/api/notices/cases/${caseId}/receipts`,
      `/api/evaluation/table?areaPath=${STREET}&by=unit&${JULY}`,
      `/api/evaluation/mine?${JULY}`,
      `/api/evaluation/cases?areaPath=${STREET}&by=unit&key=${unit}&count=ratings_by_grid&${JULY}`,
    ];
    const secrets = [...Object.values(SAID), '"action":"rate"', '"case.rated"', '"grid_head","score"'];
    let read = 0;
    for (const who of OTHERS) {
      for (const door of doors) {
        const text = await textOf(who, door);
        expect(secrets.filter((secret) => text.includes(secret)), `${who} ${door}`).toEqual([]);
        // Whoever rates has done nothing else in this case.
        const isNamed = door.includes(caseId) && text.includes(town.nameOf('gridHead'));
        expect(isNamed, `${who} ${door}`).toBe(false);
        read += text.length > 2 ? 1 : 0;
      }
    }
    expect(read).toBeGreaterThan(100);
  });

  test('a phone gets no rating but that its own place has given one', async () => {
    const fileOf = async (who: Who) =>
      (await got<ShiftCases>(who, `/api/cases/shift/cases?id=${caseId}`)).items[0]?.file.ratings;
    for (const who of ['handler', 'chief', 'streetDispatcher', 'leader'] as const)
      expect(await fileOf(who), who).toEqual([]);
    expect(await fileOf('gridHead')).toMatchObject([{ by: 'grid_head', score: 0, isSatisfied: false }]);
  });

  test('is on no sheet, moves no time that a list shows, and no stream tells of it', async () => {
    const { sheet } = await store.database.read(async (tx) => {
      const actor = (await findActor(tx, town.personId('handler'))) as Actor;
      return sheetFor(tx, actor, { caseId, lang: 'zh' });
    });
    expect(JSON.stringify(sheet)).not.toMatch(/敷衍|推了三次|来得太晚|评价/);
    const { updatedAt, endedAt } = await got<CaseView>('handler', `/api/cases/${caseId}`);
    expect(updatedAt).toBe(endedAt);
    const told = await store.database.read((tx) =>
      tx.query<Parameters<typeof describeEvent>[0]>(
        `select id, transaction_id::text as "transactionId", kind, district_id as "districtId",
           case_id as "caseId", data, created_at as "createdAt" from event where kind = 'case.rated'`,
      ),
    );
    expect(told).toHaveLength(3);
    expect(told.flatMap((event) => describeEvent(event).topics)).toEqual([]);
  });

  test('is not what somebody is told who acts on what they had read before', async () => {
    const { version } = await got<CaseView>('streetDispatcher', `/api/cases/${caseId}`);
    const note = (at: number) =>
      town.act('streetDispatcher', caseId, 'note', { words: '回访' }, { version: at });
    // As it stood before anybody rated: nobody was quicker.
    expect((await note(version - RATERS.length)).status).toBe(200);
    await town.act('leader', caseId, 'see_ratings', { purpose: '抽查' });
    const late = await note(version - RATERS.length);
    expect(late.body.code).toBe('cases.changed');
    expect(JSON.stringify(late.body)).not.toMatch(/"rate"/);
  });

  test('is read by a supervisor for a purpose, which stays in sight of whoever rated', async () => {
    const see = (who: Who, body: object = { purpose: '群众投诉复核' }) =>
      town.post(who, `/api/cases/${caseId}/see_ratings`, body);
    expect((await see('leader', {})).body.code).toBe('cases.field_missing');
    for (const who of ['chief', 'streetLeader', 'streetDispatcher', 'admin', 'gridHead'] as const)
      expect([403, 404], who).toContain((await see(who)).status);
    const seen = await see('leader');
    expect(seen.status, JSON.stringify(seen.body)).toBe(200);
    const { ratings } = seen.body as unknown as SeenRatings;
    expect(ratings.map(({ name, words, score, headScore }) => [name, words, score, headScore])).toEqual(
      RATERS.map((who) => [town.nameOf(who), SAID[who], 1, who === 'communityDispatcher' ? 2 : null]),
    );
    const { steps } = await got<CaseView>('gridHead', `/api/cases/${caseId}`);
    expect(steps.at(-1)).toMatchObject({ action: 'see_ratings', body: { purpose: '群众投诉复核' } });
  });

  test('the history is whole with it', async () => {
    expect(await got('handler', `/api/cases/${caseId}/history/verify`)).toMatchObject({ isIntact: true });
  });
});

describe('the reminder', () => {
  test('comes once before the window ends, to whoever has not rated; after the end nothing', async () => {
    const { id } = await closeOne();
    await town.act('gridHead', id, 'rate', { score: 4, isSatisfied: true });
    store.clock.advance(12 * DAY);
    await app.settle();
    await app.settle();
    const reminded = async (who: Who) =>
      (await got<{ notices: { caseId: string; kind: string }[] }>(who, '/api/notices')).notices.filter(
        (one) => one.caseId === id && one.kind === 'case.rating_due',
      ).length;
    expect([await reminded('communityDispatcher'), await reminded('officer')]).toEqual([1, 1]);
    for (const who of ['gridHead', 'handler', 'chief', 'streetDispatcher', 'leader'] as const)
      expect(await reminded(who), who).toBe(0);
    store.clock.advance(4 * DAY);
    await app.settle();
    expect(await toRate('communityDispatcher')).toEqual([]);
    const late = await town.act('communityDispatcher', id, 'rate', { score: 4, isSatisfied: true });
    expect(late.body.code).toBe('cases.window_over');
    expect(await reminded('communityDispatcher')).toBe(1);
    // Told to whoever missed it, not to who rated, and not of one’s own report.
    expect(await missed('communityDispatcher')).toContain(id);
    for (const who of ['gridHead', 'officer', 'handler'] as const)
      expect(await missed(who)).not.toContain(id);
  });

  test('after a stop beyond the end of the window nobody is reminded', async () => {
    const { id } = await closeOne();
    store.clock.advance(30 * DAY);
    await app.settle();
    type Told = { notices: { caseId: string; kind: string }[] };
    const { notices } = await got<Told>('gridHead', '/api/notices');
    expect(notices.filter((one) => one.caseId === id && one.kind === 'case.rating_due')).toEqual([]);
    expect(await missed('gridHead')).toEqual([id]);
  });
});

describe('in figures', () => {
  const MONTH = 'period=month&day=2026-09-15';
  const [WEST, NORTH] = [105.8, 29];
  const GRIDS = [
    [WEST + 0.005, NORTH + 0.005, '.001.001', '.001.001.001', '.001'],
    [WEST + 0.005, NORTH + 0.015, '.001.001', '.001.001.002', '.001'],
    [WEST + 0.015, NORTH + 0.005, '.002.001', '.002.001.001', '.002'],
    [WEST + 0.015, NORTH + 0.015, '.002.001', '.002.001.002', '.002'],
  ] as const;
  const act = (actor: Actor, id: string, action: string, body: object = {}) =>
    store.database.transaction((tx) => actOnCase(tx, actor, { caseId: id, action, body: { ...body } }));

  /** A department settles a matter in that grid, and the grid's head rates it. */
  async function rated(n: number, score: number): Promise<void> {
    const { city } = town;
    const [lon, lat, community, grid, street] = GRIDS[n % GRIDS.length] ?? GRIDS[0];
    const dispatcher = city.actor(900, 'dispatcher', 'centre', street);
    const body = { channel: 'hotline', description: '占道', itemCode: city.itemCode, point: { lon, lat } };
    const { id } = await store.database.read((tx) =>
      reportCase(tx, city.actor(901, 'dispatcher', 'centre'), { body: { ...body, photoIds: [] } }),
    );
    const worker = city.actor(902, 'handler', 'urban_management');
    await act(dispatcher, id, 'transfer', { unitId: worker.posts[0]?.unitId, reason: '城管负责' });
    await act(worker, id, 'claim', { personId: worker.personId });
    await act(worker, id, 'feed_back', { result: '劝离', photoIds: [PHOTO] });
    await act(city.actor(903, 'inspector', 'centre'), id, 'verify', { finding: '好' });
    await act(dispatcher, id, 'close', { closingCode: 'solved' });
    await act(city.actor(910 + (n % GRIDS.length), 'grid_head', 'centre', community, grid), id, 'rate', {
      score,
      isSatisfied: score > 2,
    });
  }

  const ratingOf = (rows: readonly Row[] | PublishedTable['rows'], key: string) =>
    rows.find((row) => row.key === key)?.cells.find(({ indicator }) => indicator === 'grid_rating');
  const tableOf = (who: Who, areaPath: string, period = MONTH) =>
    got<Table>(who, `/api/evaluation/table?areaPath=${areaPath}&by=unit&${period}`);
  let department = '';

  beforeAll(async () => {
    department = town.city.unit('urban_management').id;
    // In the middle of August; the windows end in September.
    const start = Date.parse('2026-08-25T09:00:00+08:00');
    assert(store.clock.now() < start, 'the tests before have not come so far');
    store.clock.advance(start - store.clock.now());
    for (const [n, score] of [5, 4, 3, 4, 5, 2].entries()) await rated(n, score);
    const { id } = await closeOne();
    await town.act('gridHead', id, 'rate', { score: 1, isSatisfied: false });
    store.clock.advance(16 * DAY);
    await app.settle();
  }, 240_000);

  test('before its month is over nothing is told', async () => {
    expect(ratingOf((await tableOf('leader', DISTRICT)).rows, department)?.value ?? null).toBeNull();
  });

  test('then the mean is told where enough rated from enough places, and counts in the score', async () => {
    store.clock.advance(Date.parse('2026-10-03T09:00:00+08:00') - store.clock.now());
    await app.settle();
    const { rows } = await tableOf('leader', DISTRICT);
    expect(ratingOf(rows, department)).toMatchObject({ top: 23, bottom: 6, value: 23 / 6, band: 'C' });
    // One rating of one grid.
    const sanitation = town.city.unit('sanitation', '.001').id;
    expect(ratingOf(rows, sanitation)).toMatchObject({ bottom: 0, value: null, band: null });
    // On the day of the limits itself nothing but the rating was due in September.
    expect(rows.find(({ key }) => key === department)?.score).toMatchObject({ points: 75 });
  });

  test('no other cut of it is told, and longer periods are the same pieces', async () => {
    for (const period of ['period=day&day=2026-09-09', 'period=week&day=2026-09-09']) {
      const { rows } = await tableOf('leader', DISTRICT, period);
      expect(ratingOf(rows, department)?.value ?? null).toBeNull();
    }
    expect(ratingOf((await tableOf('streetLeader', STREET)).rows, department)?.value ?? null).toBeNull();
    for (const period of ['period=quarter&day=2026-09-09', 'period=year&day=2026-09-09']) {
      const { rows } = await tableOf('leader', DISTRICT, period);
      expect(ratingOf(rows, department)).toMatchObject({ top: 23, bottom: 6 });
      const all = rows.flatMap(({ cells }) => cells.filter(({ indicator }) => indicator === 'grid_rating'));
      expect(all.filter(({ bottom }) => bottom > 0 && bottom < 5)).toEqual([]);
    }
  });

  test('no list opens it, no count tells it, and contesting it asks nothing out', async () => {
    const { rows } = await tableOf('leader', DISTRICT);
    expect(rows.flatMap(({ counts }) => counts.filter(({ count }) => isProtected(count)))).toEqual([]);
    const code = async (who: Who, url: string) => (await town.get(who, url)).body.code;
    for (const count of ['ratings_by_grid', 'points_by_community', 'ratings_by_street']) {
      const cell = `areaPath=${DISTRICT}&by=unit&key=${department}&count=${count}&${MONTH}`;
      expect(await code('leader', `/api/evaluation/cases?${cell}`)).toBe('evaluation.in_sums_alone');
      const own = `kind=unit&subject=${town.city.unit('sanitation', '.001').id}&count=${count}&${MONTH}`;
      expect(await code('chief', `/api/evaluation/mine/cases?${own}`)).toBe('evaluation.in_sums_alone');
    }
    const contest = await town.post('chief', '/api/evaluation/contests', {
      publicationId: caseId,
      kind: 'unit',
      subject: town.city.unit('sanitation', '.001').id,
      caseId,
      count: 'ratings_by_grid',
      words: '没有评过',
    });
    expect(contest.body.code).toBe('evaluation.in_sums_alone');
    const mine = await got<OwnFigures>('chief', `/api/evaluation/mine?${MONTH}`);
    const told = mine.subjects.flatMap(({ counts }) => counts.map(({ count }) => count));
    expect(told.filter(isProtected)).toEqual([]);
    expect(JSON.stringify(mine.subjects.map(({ cells }) => cells.filter(({ indicator, bottom }) =>
      indicator === 'grid_rating' && bottom > 0)))).toBe('[[],[]]');
  });

  test('published, it stays as it was told, and no revision tells of a single rating', async () => {
    const publish = (why?: string) =>
      town.post('leader', '/api/evaluation/publications', {
        areaPath: DISTRICT,
        period: 'month',
        day: '2026-09-15',
        ...(why ? { why } : {}),
      });
    await countAll(store, app);
    const reply = await publish();
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    const { id } = reply.body as unknown as Publication;
    const { rows } = await got<PublishedTable>('leader', `/api/evaluation/publications/${id}/table?by=unit`);
    expect(ratingOf(rows, department)).toMatchObject({ top: 23, bottom: 6 });
    expect((await publish('核对')).body.code).toBe('evaluation.nothing_changed');
    const frozen = await store.database.read((tx) =>
      tx.query<{ name: string }>(`select distinct name from evaluation_published`),
    );
    expect(frozen.filter(({ name }) => name.startsWith('ratings_') || /_by_(grid|street|comm)/.test(name)))
      .toEqual([]);
  });

  test('a case that is reopened afterwards takes no rating out of what was told', async () => {
    const before = ratingOf((await tableOf('leader', DISTRICT)).rows, department);
    const [one] = await store.database.read((tx) =>
      tx.query<{ id: string }>(
        `select case_id as id from evaluation_fact
         where name = 'ratings_by_grid' and subject = '${department}' order by case_id limit 1`,
      ),
    );
    const dispatcher = town.city.actor(900, 'dispatcher', 'centre', '.001');
    await act(dispatcher, one?.id ?? '', 'reopen', { reason: '又来了' });
    await app.settle();
    expect(ratingOf((await tableOf('leader', DISTRICT)).rows, department)).toEqual(before);
  });
});
