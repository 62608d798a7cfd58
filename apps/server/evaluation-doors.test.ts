// Evaluation through its doors: every figure of a month opens a list that is as long, days add up to years,
// one’s own figures come first, whoever looks at another’s is on record, what was published stays, and
// whoever is judged may contest it.
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { keepPhoto } from '../../slices/cases/server/test-district.ts';
import { type Life, liveOn } from '../../slices/cases/server/test-life.ts';
import type {
  CountedCases,
  OwnFigures,
  PersonFigures,
  Table,
} from '../../slices/evaluation/core/contract.ts';
import type {
  Contest,
  ContestList,
  Differences,
  Publication,
  PublishedTable,
} from '../../slices/evaluation/core/contract-publications.ts';
import type { CountName } from '../../slices/evaluation/core/counts.ts';
import { givePosts } from '../../slices/people/server/public.ts';
import { countAll } from './count-all.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-07-01T08:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const photo = '01890000-0000-7000-8000-000000009999';
const life: Life = { caseIds: [], done: new Map() };
const STREET = `${DISTRICT}.001`;
const JULY = 'period=month&day=2026-07-15';

async function got<T>(who: Who, url: string): Promise<T> {
  const { status, body } = await town.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as T;
}
const table = (who: Who, areaPath: string, by: string, period = JULY) =>
  got<Table>(who, `/api/evaluation/table?areaPath=${areaPath}&by=${by}&${period}`);

async function walk(who: Who, url: string): Promise<CountedCases['items']> {
  const items: CountedCases['items'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const mark: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: CountedCases = await got(who, `${url}&limit=20${mark}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(new Set(items.map(({ caseId }) => caseId)).size).toBe(items.length);
  return items;
}

/** From the report to the end by real people; how late the street closes it is said. */
async function settle(hours: number): Promise<string> {
  const reported = await town.report('officer');
  const id = String(reported.body.id);
  const photoId = await town.photo('handler');
  await town.act('handler', id, 'claim', { personId: town.personId('handler') });
  store.clock.advance(hours * HOUR);
  await town.act('handler', id, 'feed_back', { result: '清了', photoIds: [photoId] });
  await town.act('streetInspector', id, 'verify', { finding: '好' });
  expect((await town.act('streetDispatcher', id, 'close', { closingCode: 'solved' })).status).toBe(200);
  return id;
}

beforeAll(async () => {
  await keepPhoto(store.database, photo);
  await settle(1);
  await settle(4 * 24);
  for (const seed of [51, 52, 53]) {
    await liveOn(store, { seed, rounds: 120, city: town.city, photo }, life);
    await app.settle();
  }
}, 240_000);

describe('figures', () => {
  test('every figure of a month opens a list that is as long, for three levels of reader', async () => {
    let walked = 0;
    const told = new Set<CountName>();
    const readers = [
      ['leader', DISTRICT],
      ['streetLeader', STREET],
      ['communityDispatcher', `${STREET}.001`],
    ] as const;
    for (const [who, areaPath] of readers) {
      for (const by of ['whole', 'area', 'grid', 'unit', 'item']) {
        const { rows } = await table(who, areaPath, by);
        for (const { key, counts } of rows) {
          for (const { count, cases, times, exempt } of counts) {
            const row = `areaPath=${areaPath}&by=${by}&key=${encodeURIComponent(key)}`;
            const asked = `${row}&count=${count}&${JULY}`;
            const items = await walk(who, `/api/evaluation/cases?${asked}`);
            expect(items.length, asked).toBe(cases);
            expect(
              items.reduce((sum, one) => sum + one.times, 0),
              asked,
            ).toBe(times);
            expect(items.filter(({ isExempt }) => isExempt).length, asked).toBe(exempt);
            told.add(count);
            walked += 1;
          }
        }
      }
    }
    expect(walked).toBeGreaterThan(200);
    expect(told.size).toBeGreaterThan(25);
  }, 240_000);

  test('days add up to months, months to quarters and years, and streets to the district', async () => {
    const due = ({ rows }: Table): number =>
      rows
        .flatMap(({ counts }) => counts)
        .reduce((sum, one) => sum + (one.count === 'due' ? one.cases : 0), 0);
    const whole = async (kind: string, day: string) =>
      due(await table('leader', DISTRICT, 'whole', `period=${kind}&day=${day}`));
    let days = 0;
    for (let day = 1; day <= 31; day++) days += await whole('day', `2026-07-${String(day).padStart(2, '0')}`);
    expect(days).toBeGreaterThan(10);
    expect(await whole('month', '2026-07-01')).toBe(days);
    expect(due(await table('leader', DISTRICT, 'area'))).toBe(days);
    expect(due(await table('leader', DISTRICT, 'grid'))).toBe(days);
    expect(due(await table('leader', DISTRICT, 'item'))).toBe(days);
    const months = (await whole('month', '2026-08-01')) + (await whole('month', '2026-09-01'));
    expect(await whole('quarter', '2026-08-01')).toBe(days + months);
    expect(await whole('year', '2026-08-01')).toBe(await whole('quarter', '2026-08-01'));
    const august = await table('leader', DISTRICT, 'whole', 'period=month&day=2026-08-01');
    const before = august.rows[0]?.cells.find(({ indicator }) => indicator === 'closure_rate')?.before;
    const july = (await table('leader', DISTRICT, 'whole')).rows[0]?.cells;
    expect(before).toBe(july?.find(({ indicator }) => indicator === 'closure_rate')?.value);
  });

  test('a figure comes with its formula in words and its bands', async () => {
    const { indicators, rows } = await table('leader', DISTRICT, 'unit');
    const rework = indicators.find(({ id }) => id === 'rework_rate');
    expect(rework).toMatchObject({ formulaZh: '返工次数 ÷ 已处置件数', isHigherBetter: false });
    const scored = rows.filter(({ score }) => score !== null);
    expect(scored.length).toBeGreaterThan(2);
    expect(rows.map(({ key }) => key)).toEqual(rows.map(({ key }) => key).sort());
  });

  test('a percentile is the time of one of the cases that it opens', async () => {
    const { rows } = await table('leader', DISTRICT, 'unit');
    let told = 0;
    for (const { key, cells } of rows) {
      const asked = `areaPath=${DISTRICT}&by=unit&key=${key}&count=handled&${JULY}`;
      const items = await walk('leader', `/api/evaluation/cases?${asked}`);
      const used = items.map(({ usedMs }) => usedMs).sort((a, b) => a - b);
      for (const [id, share] of [
        ['handling_time_p50', 5],
        ['handling_time_p90', 9],
      ] as const) {
        const value = cells.find(({ indicator }) => indicator === id)?.value ?? null;
        expect(value, id).toBe(used[Math.ceil((used.length * share) / 10) - 1] ?? null);
        if (value !== null) told += 1;
      }
    }
    expect(told).toBeGreaterThan(3);
  });

  test('the table says how far counting is', async () => {
    expect((await table('leader', DISTRICT, 'whole')).counting).toMatchObject({ waiting: 0 });
    await town.report('officer');
    const { counting } = await table('leader', DISTRICT, 'whole');
    expect(counting.waiting).toBeGreaterThan(0);
    await app.settle();
    await app.settle();
    const { counting: after } = await table('leader', DISTRICT, 'whole');
    expect(after).toMatchObject({ waiting: 0, countedTo: after.lastAt });
  });

  test('the page of a long table goes on behind its last row', async () => {
    const first = await got<Table>(
      'leader',
      `/api/evaluation/table?areaPath=${DISTRICT}&by=unit&${JULY}&limit=2`,
    );
    expect(first.rows).toHaveLength(2);
    const rest = await got<Table>(
      'leader',
      `/api/evaluation/table?areaPath=${DISTRICT}&by=unit&${JULY}&after=${first.nextAfter}`,
    );
    const all = await table('leader', DISTRICT, 'unit');
    expect([...first.rows, ...rest.rows]).toEqual(all.rows);
  });

  test('a street’s leader has no table of the district, and asks nothing strange', async () => {
    const refused = async (who: Who, url: string) => (await town.get(who, url)).body.code;
    const of = `areaPath=${DISTRICT}&by=whole&${JULY}`;
    expect(await refused('streetLeader', `/api/evaluation/table?${of}`)).toBe('auth.not_allowed');
    expect(await refused('handler', `/api/evaluation/table?${of}`)).toBe('auth.not_allowed');
    const noDay = `areaPath=${DISTRICT}&by=whole&period=month&day=2026-02-30`;
    expect(await refused('leader', `/api/evaluation/table?${noDay}`)).toBe('evaluation.no_day');
    expect(await refused('leader', `/api/evaluation/table?${of}&unit=x`)).toBe('http.query_unknown');
    const cell = `areaPath=${DISTRICT}&by=whole&key=${DISTRICT}&count=due&${JULY}`;
    expect(await refused('leader', `/api/evaluation/cases?${cell}&cursor=x`)).toBe(
      'evaluation.cursor_unknown',
    );
    const theirs = `areaPath=${STREET}&by=area&key=${DISTRICT}.002&count=due&${JULY}`;
    expect(await refused('streetLeader', `/api/evaluation/cases?${theirs}`)).toBe('auth.not_allowed');
  });
});

describe('one’s own', () => {
  test('a handler sees the own figures and cases, a head those of the unit, nobody another’s', async () => {
    const mine = await got<OwnFigures>('handler', `/api/evaluation/mine?${JULY}`);
    expect(mine.subjects.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['person', town.personId('handler')],
    ]);
    const handled = mine.subjects[0]?.counts.find(({ count }) => count === 'handled');
    expect(handled?.cases).toBe(2);
    const own = `kind=person&subject=${town.personId('handler')}&count=handled&${JULY}`;
    expect(await walk('handler', `/api/evaluation/mine/cases?${own}`)).toHaveLength(2);
    const unit = town.city.unit('sanitation', '.001').id;
    const ofChief = await got<OwnFigures>('chief', `/api/evaluation/mine?${JULY}`);
    expect(ofChief.subjects.map(({ subject }) => subject)).toContain(unit);
    const ofUnit = `kind=unit&subject=${unit}&count=handled&${JULY}`;
    expect((await walk('chief', `/api/evaluation/mine/cases?${ofUnit}`)).length).toBeGreaterThan(2);
    for (const [who, asked] of [
      ['mate', own],
      ['handler', ofUnit],
    ] as const) {
      expect((await town.get(who, `/api/evaluation/mine/cases?${asked}`)).body.code).toBe('auth.not_allowed');
    }
  });

  test('whoever looks at another’s figures says why, and the other sees it', async () => {
    const look = (who: Who, personId: string) =>
      town.post(who, '/api/evaluation/looks', {
        personId,
        why: '季度谈话',
        period: 'month',
        day: '2026-07-15',
      });
    const seen = await look('chief', town.personId('handler'));
    expect(seen.status).toBe(200);
    expect(seen.body.name).toBe(town.nameOf('handler'));
    expect((await look('dispatcher', town.personId('handler'))).body.code).toBe('auth.not_allowed');
    expect((await look('chief', town.personId('otherHandler'))).body.code).toBe('evaluation.no_person');
    const { looks } = await got<OwnFigures>('handler', `/api/evaluation/mine?${JULY}`);
    expect(looks).toMatchObject([{ byName: town.nameOf('chief'), why: '季度谈话' }]);
    const figures = seen.body as unknown as PersonFigures;
    const opened = `/api/evaluation/looks/${figures.id}/cases`;
    for (const { count, cases } of figures.counts)
      expect((await walk('chief', `${opened}?count=${count}&${JULY}`)).length, count).toBe(cases);
    expect(figures.counts.length).toBeGreaterThan(2);
    const asked = `?count=handled&${JULY}`;
    expect((await town.get('leader', opened + asked)).body.code).toBe('evaluation.no_look');
    expect((await town.get('chief', `${opened}${asked}&cursor=x`)).body.code).toBe(
      'evaluation.cursor_unknown',
    );
    store.clock.advance(DAY + HOUR);
    expect((await town.get('chief', opened + asked)).body.code).toBe('evaluation.no_look');
  });
});

describe('published', () => {
  let first: Publication;
  const publish = (who: Who, more: object = {}) =>
    town.post(who, '/api/evaluation/publications', {
      areaPath: DISTRICT,
      period: 'month',
      day: '2026-07-15',
      ...more,
    });
  const contests = (more = '') =>
    got<ContestList>('leader', `/api/evaluation/contests?areaPath=${DISTRICT}${more}`);
  const frozen = (id: string, by = 'unit') =>
    got<PublishedTable>('leader', `/api/evaluation/publications/${id}/table?by=${by}`);

  /** The differences page by page, each of one. */
  async function oneByOne(url: string): Promise<Differences['items']> {
    const paged: Differences['items'] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const mark: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Differences = await got('leader', `${url}?limit=1${mark}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    return paged;
  }
  async function expectOddRefused(url: string, caseId: string): Promise<void> {
    for (const odd of ['7', `${caseId} person x closed 1`, `${caseId} unit x closed 2`]) {
      const reply = await town.get('leader', `${url}?cursor=${encodeURIComponent(odd)}`);
      expect(reply.body.code).toBe('evaluation.cursor_unknown');
    }
  }

  test('a period that is not over is not published, nor by whoever does not judge', async () => {
    const now = { day: new Date(store.clock.now() + 40 * DAY).toISOString().slice(0, 10) };
    expect((await publish('leader', now)).body.code).toBe('evaluation.not_over');
    expect((await publish('dispatcher')).body.code).toBe('auth.not_allowed');
  });

  test('while counting is behind nothing is published, and it says how far behind', async () => {
    store.clock.advance(40 * DAY);
    await countAll(store, app);
    await town.report('officer');
    store.clock.advance(2 * MINUTE);
    const behind = await publish('leader');
    expect([behind.status, behind.body.code]).toEqual([409, 'evaluation.counting_behind']);
    expect(behind.body.detail).toMatch(/统计到 \d{4}-\d\d-\d\d \d\d:\d\d 为止，此后变动的 1 件案件/);
    const setCatchingUp = (isBehind: boolean) =>
      store.database.transaction((tx) =>
        tx.query('update evaluation_walk set is_catching_up = $1', [isBehind]),
      );
    await setCatchingUp(true);
    expect((await publish('leader')).body.code).toBe('evaluation.counting_past');
    await setCatchingUp(false);
  });

  test('published, a month is what its table was, figure by figure', async () => {
    await countAll(store, app);
    const reply = await publish('leader');
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    first = reply.body as unknown as Publication;
    expect(first).toMatchObject({ revision: 1, why: null, came: 0 });
    for (const by of ['whole', 'area', 'unit', 'item']) {
      const counted = async (rows: PublishedTable['rows'] | Table['rows']) =>
        rows.map(({ key, counts, score }) => ({
          key,
          score,
          counts: [...counts].sort((a, b) => (a.count < b.count ? -1 : 1)),
        }));
      const now = (await table('leader', DISTRICT, by)).rows.filter(({ counts }) => counts.length > 0);
      expect(await counted((await frozen(first.id, by)).rows), by).toEqual(await counted(now));
    }
  });

  test('every figure of it opens the cases that were frozen', async () => {
    let walked = 0;
    for (const by of ['whole', 'area', 'unit', 'item']) {
      for (const { key, counts } of (await frozen(first.id, by)).rows) {
        for (const { count, cases, exempt } of counts) {
          const asked = `by=${by}&key=${encodeURIComponent(key)}&count=${count}`;
          const items = await walk('leader', `/api/evaluation/publications/${first.id}/cases?${asked}`);
          expect([items.length, items.filter(({ isExempt }) => isExempt).length], asked).toEqual([
            cases,
            exempt,
          ]);
          walked += 1;
        }
      }
    }
    expect(walked).toBeGreaterThan(50);
    const opened = `/api/evaluation/publications/${first.id}/cases?by=whole&key=${DISTRICT}&count=due`;
    expect((await town.get('streetLeader', opened)).body.code).toBe('auth.not_allowed');
    expect((await town.get('leader', `${opened}&cursor=x`)).body.code).toBe('evaluation.cursor_unknown');
  }, 240_000);

  test('published again it wants a reason, and a change', async () => {
    expect((await publish('leader')).body.code).toBe('evaluation.why_missing');
    expect((await publish('leader', { why: '核对' })).body.code).toBe('evaluation.nothing_changed');
    const { publications } = await got<{ publications: Publication[] }>(
      'leader',
      `/api/evaluation/publications?areaPath=${DISTRICT}`,
    );
    expect(publications.map(({ revision }) => revision)).toEqual([1]);
  });

  test('what was upheld leaves the score: the next revision shows it, the first stays', async () => {
    const unit = town.city.unit('sanitation', '.001').id;
    const [late] = await walk(
      'chief',
      `/api/evaluation/mine/cases?kind=unit&subject=${unit}&count=closed_late&${JULY}`,
    );
    const asked = {
      publicationId: first.id,
      kind: 'unit',
      subject: unit,
      caseId: late?.caseId,
      count: 'closed_late',
      words: '道路封闭，非本单位原因',
    };
    const contest = (who: Who, more: object = {}) =>
      town.post(who, '/api/evaluation/contests', { ...asked, ...more });
    expect((await contest('handler')).body.code).toBe('auth.not_allowed');
    expect((await contest('chief', { count: 'forced' })).body.code).toBe('evaluation.no_such_score');
    expect((await contest('chief', { publicationId: late?.caseId })).body.code).toBe(
      'evaluation.no_publication',
    );
    const made = await contest('chief');
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect((await contest('chief')).body.code).toBe('evaluation.contested_before');
    const { id } = made.body as unknown as Contest;
    const answer = (who: Who) =>
      town.post(who, `/api/evaluation/contests/${id}/answer`, { isUpheld: true, answer: '属实，予以剔除' });
    expect((await answer('admin')).body.code).toBe('auth.not_allowed');
    const waiting = await got<{ contests: Contest[] }>(
      'leader',
      `/api/evaluation/contests?areaPath=${DISTRICT}&state=waiting`,
    );
    expect(waiting.contests.map((one) => one.id)).toEqual([id]);
    expect((await answer('leader')).body).toMatchObject({ state: 'upheld' });
    expect((await answer('leader')).body.code).toBe('evaluation.answered_before');
    expect(await contests()).toMatchObject({ totals: { waiting: 0, upheld: 1, refused: 0 } });
    const before = await frozen(first.id);
    const revised = (await publish('leader', { why: '申诉成立' })).body as unknown as Publication;
    expect(revised).toMatchObject({ revision: 2, why: '申诉成立' });
    expect(revised.came).toBe(revised.went);
    const differences = `/api/evaluation/publications/${revised.id}/differences`;
    const { items } = await got<Differences>('leader', `${differences}?limit=200`);
    expect(items.length).toBeGreaterThan(2);
    expect(await oneByOne(differences)).toEqual(items);
    await expectOddRefused(differences, items[0]?.caseId ?? '');
    expect(new Set(items.map(({ caseId }) => caseId))).toEqual(new Set([late?.caseId]));
    expect(items.every(({ came, isExempt, subject }) => came === isExempt && subject === unit)).toBe(true);
    const exemptOf = ({ rows }: PublishedTable): number | undefined =>
      rows.find(({ key }) => key === unit)?.counts.find(({ count }) => count === 'closed_late')?.exempt;
    expect([exemptOf(before), exemptOf(await frozen(revised.id))]).toEqual([0, 1]);
    expect(await frozen(first.id)).toEqual(before);
    const mine = await got<{ contests: Contest[] }>('chief', '/api/evaluation/contests/mine');
    expect(mine.contests).toMatchObject([{ state: 'upheld', answer: '属实，予以剔除' }]);
  });

  test('a correction makes a revision that says figure by figure what was and what is', async () => {
    const closed = await walk(
      'leader',
      `/api/evaluation/cases?areaPath=${DISTRICT}&by=whole&key=${DISTRICT}&count=closed&${JULY}`,
    );
    let reopened = 0;
    for (const { caseId } of closed) {
      for (const who of ['dispatcher', 'streetDispatcher', 'otherStreet', 'communityDispatcher'] as const) {
        if (reopened > 0) break;
        const reply = await town.act(who, caseId, 'reopen', { reason: '复发' });
        if (reply.status === 200) reopened += 1;
      }
    }
    expect(reopened).toBe(1);
    await app.settle();
    const third = (await publish('leader', { why: '案件重开' })).body as unknown as Publication;
    const { rows } = await frozen(third.id, 'whole');
    expect(rows[0]?.differences).toContainEqual({
      count: 'closed',
      was: closed.length,
      is: closed.length - 1,
    });
  });

  test('who contests does not answer, whatever other post they have', async () => {
    const unit = town.city.unit('sanitation', '.001').id;
    const own = `kind=unit&subject=${unit}&count=to_handle&${JULY}`;
    const [one] = await walk('chief', `/api/evaluation/mine/cases?${own}`);
    const made = await town.post('chief', '/api/evaluation/contests', {
      publicationId: first.id,
      kind: 'unit',
      subject: unit,
      caseId: one?.caseId,
      count: 'to_handle',
      words: '不属于本单位',
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const post = { unitId: town.city.unit('centre').id, role: 'leader' as const, areaPath: DISTRICT };
    await store.database.transaction((tx) =>
      givePosts(tx, { kind: 'system', name: 'test' }, [
        { ...post, personId: town.personId('chief'), fromDate: '2026-01-01', toDate: null },
      ]),
    );
    store.clock.advance(DAY);
    const answer = { isUpheld: true, answer: '成立' };
    const reply = await town.post('chief', `/api/evaluation/contests/${made.body.id}/answer`, answer);
    expect(reply.body.code).toBe('evaluation.own_contest');
    const { totals } = await contests();
    expect(totals).toEqual({ waiting: 1, upheld: 1, refused: 0 });
    for (const [state, total] of Object.entries(totals))
      expect((await contests(`&state=${state}`)).contests, state).toHaveLength(total);
    // Page by page it is the same list.
    const all = (await contests()).contests;
    const [page, odd] = [await contests('&limit=1'), `areaPath=${DISTRICT}&cursor=x`];
    const next = await contests(`&limit=1&cursor=${encodeURIComponent(page.nextCursor ?? '')}`);
    expect([...page.contests, ...next.contests]).toEqual(all);
    expect(next.nextCursor).toBeNull();
    expect((await town.get('leader', `/api/evaluation/contests?${odd}`)).body.code).toBe(
      'evaluation.cursor_unknown',
    );
  });

  test('long after it was published nobody contests it, and what is not there is not found', async () => {
    const unit = town.city.unit('sanitation', '.001').id;
    const [one] = await walk(
      'chief',
      `/api/evaluation/mine/cases?kind=unit&subject=${unit}&count=sent&${JULY}`,
    );
    const asked = {
      publicationId: first.id,
      kind: 'unit',
      subject: unit,
      caseId: one?.caseId,
      count: 'sent',
    };
    store.clock.advance(16 * DAY);
    const late = await town.post('chief', '/api/evaluation/contests', { ...asked, words: '有误' });
    expect(late.body.code).toBe('evaluation.contest_over');
    const none = await town.post('leader', `/api/evaluation/contests/${first.id}/answer`, {
      isUpheld: false,
      answer: '不成立',
    });
    expect(none.body.code).toBe('evaluation.no_contest');
    const gone = await town.get('leader', `/api/evaluation/publications/${one?.caseId}/table?by=unit`);
    expect(gone.body.code).toBe('evaluation.no_publication');
  });

  test('the store itself refuses to change what was published', async () => {
    for (const change of [
      'delete from evaluation_published',
      'update evaluation_publication set revision = 9',
    ]) {
      await expect(store.database.transaction((tx) => tx.query(change))).rejects.toThrow(/stays/);
    }
  });
});
