// Series over time and the peace index through their doors: told, corrected and imported with everything on
// record; counted from the cases; judged by the scheme in force; and another scheme put in force by two
// people.
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import type { Entries, Indicators, Point, Series } from '../../slices/peace/core/contract.ts';
import type { IndexTable, Past, Schemes, Simulation } from '../../slices/peace/core/contract-index.ts';
import { SCHEME_TEMPLATES } from '../../slices/peace/core/default-schemes.ts';
import { totalOf } from '../../slices/peace/core/judge.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-06-10T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const STREET = `${DISTRICT}.001`;

async function got<T>(who: Who, url: string): Promise<T> {
  const { status, body } = await town.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as T;
}
const codeOf = async (reply: ReturnType<typeof town.get>) => (await reply).body.code;

const value = (more: Fields = {}) => ({
  areaPath: STREET,
  indicator: 'petitions',
  span: 'year',
  day: '2019-06-01',
  value: '2693',
  source: '信访局年报',
  why: '',
  revision: 0,
  ...more,
});
const tell = (who: Who, more: Fields = {}) => town.post(who, '/api/peace/values', value(more));

async function told(more: Fields): Promise<void> {
  const { status, body } = await tell('admin', more);
  expect(status, JSON.stringify(body)).toBe(201);
}

async function lastPoint(
  who: Who,
  indicator: string,
  span: string,
  day: string,
  areaPath = STREET,
): Promise<Point> {
  const query = `areaPath=${areaPath}&indicator=${indicator}&span=${span}&day=${day}&limit=1`;
  const { points } = await got<Series>(who, `/api/peace/series?${query}`);
  const [point] = points;
  if (!point) throw new Error('a series has as many points as were asked for');
  return point;
}

beforeAll(async () => {
  await town.report('officer');
  await town.report('officer');
  store.clock.advance(25 * DAY);
  await town.report('officer');
  store.clock.advance(31 * DAY);
  await app.settle();
}, 120_000);

describe('told', () => {
  test('two years of petitions are told, and the year says by how much they fell', async () => {
    await told({});
    await told({ day: '2020-01-01', value: '2166' });
    const point = await lastPoint('streetLeader', 'petitions', 'year', '2020-12-31');
    expect(point).toMatchObject({
      value: '2166',
      way: 'told',
      revision: 1,
      isOver: true,
      yearAgo: { kind: 'percent', by: '-19.57' },
    });
  });

  test('a third fewer accidents is −33.33 %, and a satisfaction of 97.97 % stays as written', async () => {
    await told({ indicator: 'safety_accidents', value: '27' });
    await told({ indicator: 'safety_accidents', day: '2020-01-01', value: '18' });
    const { yearAgo } = await lastPoint('leader', 'safety_accidents', 'year', '2020-01-01');
    expect(yearAgo).toEqual({ kind: 'percent', by: '-33.33' });
    await told({ indicator: 'safety_satisfaction', value: '97.97' });
    const point = await lastPoint('leader', 'safety_satisfaction', 'year', '2019-01-01');
    expect(point).toMatchObject({ value: '97.97', yearAgo: { kind: 'no_then', by: null } });
  });

  test('a correction says why, keeps what stood there, and may be taken back', async () => {
    expect(await codeOf(tell('admin', { value: '2690', revision: 1 }))).toBe('peace.why_missing');
    expect(await codeOf(tell('admin', { value: '2690', why: '重复登记' }))).toBe('peace.value_moved');
    expect(await codeOf(tell('admin', { value: '2693.0', why: '核对', revision: 1 }))).toBe(
      'peace.nothing_changed',
    );
    await told({ value: '2690', why: '重复登记', revision: 1 });
    await told({ value: null, why: '口径有误', revision: 2 });
    const { entries } = await got<Entries>(
      'streetLeader',
      `/api/peace/entries?areaPath=${STREET}&indicator=petitions&span=year&day=2019-01-01`,
    );
    expect(entries.map(({ revision, value: one, why }) => [revision, one, why])).toEqual([
      [3, null, '口径有误'],
      [2, '2690', '重复登记'],
      [1, '2693', ''],
    ]);
    expect(entries[0]).toMatchObject({
      byName: town.nameOf('admin'),
      source: '信访局年报',
      isImported: false,
    });
    const point = await lastPoint('leader', 'petitions', 'year', '2020-01-01');
    expect(point.yearAgo).toEqual({ kind: 'no_then', by: null });
    await told({ value: '2693', why: '恢复', revision: 3 });
  });

  test('nonsense is refused in words: numbers, days, areas, times that are not over', async () => {
    const refused = async (more: Fields) => codeOf(tell('admin', { day: '2018-01-01', ...more }));
    expect(await refused({ value: '1,000' })).toBe('peace.no_number');
    expect(await refused({ value: '-1' })).toBe('peace.no_number');
    expect(await refused({ indicator: 'safety_satisfaction', value: '101' })).toBe('peace.no_number');
    expect(await refused({ day: '2018-02-30' })).toBe('peace.no_day');
    expect(await refused({ day: '2026-01-01' })).toBe('peace.not_over');
    expect(await refused({ indicator: 'nothing' })).toBe('peace.no_indicator');
    expect(await refused({ areaPath: `${DISTRICT}.999` })).toBe('peace.no_area');
    expect(await refused({ indicator: 'cases_reported' })).toBe('peace.is_counted');
  });

  test('whoever answers for another area neither reads nor tells; a leader reads alone', async () => {
    expect(await codeOf(tell('otherStreet', { day: '2018-01-01' }))).toBe('auth.not_allowed');
    expect(await codeOf(tell('leader', { day: '2018-01-01' }))).toBe('auth.not_allowed');
    const series = `/api/peace/series?areaPath=${STREET}&indicator=petitions&span=year&day=2020-01-01`;
    expect(await codeOf(town.get('otherStreet', series))).toBe('auth.not_allowed');
    expect(await codeOf(town.get('leader', `${series}&unit=x`))).toBe('http.query_unknown');
    expect(await codeOf(town.get('handler', `/api/peace/indicators?areaPath=${STREET}`))).toBe(
      'auth.not_allowed',
    );
    expect((await tell('streetDispatcher', { indicator: 'disputes', day: '2018-01-01' })).status).toBe(201);
  });

  test('a district follows a series of its own, once under one name', async () => {
    const body = {
      districtId: DISTRICT,
      zh: '溺水事故',
      en: 'drownings',
      unitZh: '起',
      unitEn: 'cases',
      shape: 'sum',
      isHigherBetter: false,
      source: '应急局',
    };
    const made = await town.post('admin', '/api/peace/indicators', body);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(await codeOf(town.post('admin', '/api/peace/indicators', { ...body, en: 'other' }))).toBe(
      'peace.indicator_taken',
    );
    expect(await codeOf(town.post('streetDispatcher', '/api/peace/indicators', body))).toBe(
      'auth.not_allowed',
    );
    await told({ indicator: made.body.id, value: '0' });
    const { indicators } = await got<Indicators>('leader', `/api/peace/indicators?areaPath=${DISTRICT}`);
    expect(indicators.find(({ id }) => id === made.body.id)).toMatchObject({ zh: '溺水事故', isOwn: true });
    const changes = await got<{ changes: unknown[] }>('admin', `/api/changes?subjectId=${made.body.id}`);
    expect(changes.changes).toHaveLength(1);
  });

  test('the store itself refuses to change what was told', async () => {
    for (const attack of [
      'update peace_value set value = 1',
      'delete from peace_value',
      'truncate peace_value',
    ]) {
      const tried = store.database.transaction((tx) => tx.query(attack));
      await expect(tried, attack).rejects.toThrow(/stays/);
    }
  });
});

describe('counted', () => {
  test('from the month of the first case on, for periods that are over; with none it is nought', async () => {
    const count = async (span: string, day: string, areaPath = STREET) => {
      const point = await lastPoint('leader', 'cases_reported', span, day, areaPath);
      return [point.value, point.way];
    };
    expect(await count('month', '2026-06-01')).toEqual(['2', 'counted']);
    expect(await count('month', '2026-07-01')).toEqual(['1', 'counted']);
    expect(await count('month', '2026-07-01', `${DISTRICT}.002`)).toEqual(['0', 'counted']);
    expect(await count('month', '2026-05-01')).toEqual([null, null]);
    expect(await count('month', '2026-08-01')).toEqual([null, null]);
    expect(await count('ten_days', '2026-07-05')).toEqual(['1', 'counted']);
    expect(await count('ten_days', '2026-06-10')).toEqual(['2', 'counted']);
    expect(await count('year', '2026-07-01')).toEqual([null, null]);
    const july = await lastPoint('leader', 'cases_reported', 'month', '2026-07-01');
    expect(july.before).toEqual({ kind: 'percent', by: '-50.00' });
    const asked = `areaPath=${STREET}&by=whole&period=month&day=2026-06-01`;
    const table = await got<{ rows: { counts: { count: string; cases: number }[] }[] }>(
      'leader',
      `/api/evaluation/table?${asked}`,
    );
    expect(table.rows[0]?.counts.find((one) => one.count === 'reported')?.cases).toBe(2);
  });
});

const csv = (...lines: string[]) => Buffer.from(`区域,指标,期间,数值,来源,更正原因\n${lines.join('\n')}`);
interface Checked {
  readonly rows: Fields[];
  readonly lines: { outcome: string; faults: { zh: string }[] }[];
}
const check = (bytes: Buffer, areaPath = DISTRICT) =>
  town.post('admin', `/api/peace/imports/check?areaPath=${areaPath}`, bytes, {
    headers: { 'content-type': 'text/csv' },
  });

describe('imported', () => {
  const bring = (rows: Fields[]) => town.post('admin', '/api/peace/imports', { areaPath: DISTRICT, rows });

  test('one bad line keeps all out; mended, all come in, and again as the same', async () => {
    const bad = (await check(csv(`${STREET},安全事故,2026-05,3,应急局`, '火星,安全事故,五月,三,')))
      .body as unknown as Checked;
    expect(bad.lines.map(({ outcome }) => outcome)).toEqual(['new', 'refused']);
    expect(bad.lines[1]?.faults).toHaveLength(3);
    const before = (await town.digest()).get('peace_value');
    const refused = await bring(bad.rows);
    expect(refused.body).toMatchObject({ code: 'peace.import_faulty', data: { faults: 1, line: 3 } });
    expect((await town.digest()).get('peace_value')).toBe(before);
    const good = (
      await check(csv(`${STREET},安全事故,2026-05,3,应急局`, `${DISTRICT}002,安全事故,2026-05,4,应急局`))
    ).body as unknown as Checked;
    expect((await bring(good.rows)).body).toEqual({ written: 2, same: 0 });
    expect(await codeOf(bring(good.rows))).toBe('peace.value_moved');
    const again = (await check(csv(`${STREET},safety_accidents,2026年5月,3.0,应急局`)))
      .body as unknown as Checked;
    expect(again.lines[0]?.outcome).toBe('same');
    expect((await bring(again.rows)).body).toEqual({ written: 0, same: 1 });
    const total = await lastPoint('leader', 'safety_accidents', 'month', '2026-05-01', DISTRICT);
    expect(total).toMatchObject({ value: '7', way: 'added' });
  });

  test('what is no table of values is refused, and so is one that is too long', async () => {
    expect(await codeOf(check(Buffer.from('一,二\n三,四')))).toBe('peace.file_unreadable');
    const long = Array.from({ length: 2_001 }, () => `${STREET},安全事故,2026-05,3,应急局`);
    expect(await codeOf(check(csv(...long)))).toBe('peace.file_too_large');
    expect((await check(csv('x,y,z,1,')))?.status).toBe(200);
    const template = await town.get('admin', '/api/peace/template.csv', { 'accept-language': 'zh-CN' });
    expect(String(template.body.raw)).toContain('区域,指标,期间,数值,来源,更正原因');
  });
});

describe('judged', () => {
  const MONTHLY = ['security_calls', 'traffic_calls', 'disputes', 'fire_calls'];
  const index = (who: Who, areaPath = DISTRICT, day = '2026-07-15') =>
    got<IndexTable>(who, `/api/peace/index?areaPath=${areaPath}&day=${day}`);
  const lines = (month: string, street: string, values: readonly number[]) =>
    MONTHLY.map((id, n) => `${street},${id},${month},${values[n]},公安分局`);

  beforeAll(async () => {
    const past = ['2026-06', '2026-05', '2025-07', '2024-07', '2023-07'];
    const rows = [STREET, `${DISTRICT}.002`].flatMap((street) => [
      ...past.flatMap((month) => lines(month, street, [100, 100, 100, 100])),
      ...lines('2026-07', street, street === STREET ? [125, 90, 100, 100] : [100, 100, 100, 100]),
    ]);
    const checked = (await check(csv(...rows))).body as unknown as Checked;
    const sent = await town.post('admin', '/api/peace/imports', { areaPath: DISTRICT, rows: checked.rows });
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  });

  test('until a district has its own, the monthly scheme judges; holes are named', async () => {
    const table = await index('leader');
    expect(table).toMatchObject({ span: { kind: 'month', from: '2026-07-01' }, isOver: true });
    expect(table.scheme).toMatchObject({ edition: null, body: { zh: '平安指数月度方案' } });
    const street = table.rows.find(({ areaPath }) => areaPath === STREET);
    expect(street).toMatchObject({ index: '90.00', colour: 'green', judged: '100.00' });
    for (const row of table.rows) if (row.index !== null) expect(totalOf(row.contributions)).toBe(row.index);
    expect(table.rows.map(({ areaPath }) => areaPath)).toEqual(
      table.rows.map(({ areaPath }) => areaPath).sort(),
    );
    const running = await index('leader', DISTRICT, '2026-08-03');
    expect(running.isOver).toBe(false);
    expect(running.rows.every((row) => row.index === null && row.contributions[0]?.why === 'no_value')).toBe(
      true,
    );
  });

  test('a street sees its own table and past, and no other', async () => {
    expect((await index('streetLeader', STREET)).rows[0]).toMatchObject({ areaPath: STREET, index: '90.00' });
    const other = `/api/peace/index?areaPath=${DISTRICT}&day=2026-07-15`;
    expect(await codeOf(town.get('streetLeader', other))).toBe('auth.not_allowed');
    const past = await got<Past>('streetLeader', `/api/peace/past?areaPath=${STREET}&day=2026-07-15&limit=3`);
    expect(past.points.map(({ span, index: one }) => [span.from, one])).toEqual([
      ['2026-05-01', null],
      ['2026-06-01', '100.00'],
      ['2026-07-01', '90.00'],
    ]);
    const noDay = `/api/peace/past?areaPath=${STREET}&day=2026-02-30`;
    expect(await codeOf(town.get('streetLeader', noDay))).toBe('peace.no_day');
  });

  const draft = {
    ...SCHEME_TEMPLATES.month,
    zh: '本区平安指数',
    en: 'our own index',
    parts: SCHEME_TEMPLATES.month.parts.map((part) => ({ ...part, steepness: 2 })),
  };
  const propose = (more: Fields = {}) =>
    town.post('admin', '/api/peace/schemes', {
      districtId: DISTRICT,
      body: draft,
      validFrom: '2026-09-01',
      why: '从严',
      ...more,
    });

  test('a draft is tried on past periods beside what was said, and nothing is written', async () => {
    const before = await town.digest();
    const asked = { districtId: DISTRICT, body: draft, day: '2026-07-15', spans: 3 };
    const { status, body } = await town.post('leader', '/api/peace/simulations', asked);
    expect(status, JSON.stringify(body)).toBe(200);
    const tried = body as unknown as Simulation;
    const july = tried.rows.find(({ areaPath, span }) => areaPath === STREET && span.from === '2026-07-01');
    expect(july).toMatchObject({
      before: { index: '90.00', colour: 'green' },
      after: { index: '80.00', colour: 'yellow' },
    });
    expect(tried.otherColour).toBe(1);
    expect(tried.oneSided).toBe(0);
    const changed = [...(await town.digest())].filter(([table, digest]) => before.get(table) !== digest);
    expect(changed).toEqual([]);
    const bare = { ...asked, body: { ...draft, parts: draft.parts.slice(1) } };
    expect(await codeOf(town.post('leader', '/api/peace/simulations', bare))).toBe('peace.scheme_unfit');
    expect(await codeOf(town.post('streetLeader', '/api/peace/simulations', asked))).toBe('auth.not_allowed');
  });

  test('for a month that has begun, for its middle, or without a reason, it is refused', async () => {
    expect(await codeOf(propose({ validFrom: '2026-08-01' }))).toBe('peace.scheme_in_past');
    expect(await codeOf(propose({ validFrom: '2026-09-02' }))).toBe('peace.scheme_not_first');
    expect(await codeOf(propose({ validFrom: '2026-09-31' }))).toBe('peace.no_day');
    expect(await codeOf(propose({ why: ' ' }))).toBe('changes.reason_missing');
  });

  test('a second person reads what it changes and puts it in force; what was judged stays', async () => {
    const asked = await propose();
    expect(asked.status, JSON.stringify(asked.body)).toBe(202);
    expect(await codeOf(propose())).toBe('peace.scheme_waits');
    const { proposals } = await got<{
      proposals: { id: string; facts: { name: Fields; after: Fields }[] }[];
    }>('leader', '/api/proposals');
    const proposal = proposals.find(({ id }) => id === asked.body.proposalId);
    const tried = proposal?.facts.find(({ name }) => name.zh === '试算');
    expect(tried?.after.zh).toContain('1 个颜色不同');
    const approve = (who: Who) => town.post(who, `/api/proposals/${asked.body.proposalId}/approve`);
    expect(await codeOf(approve('admin'))).toBe('changes.own_proposal');
    const done = await approve('leader');
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect((await index('leader')).rows.find(({ areaPath }) => areaPath === STREET)?.index).toBe('90.00');
    const september = await index('leader', DISTRICT, '2026-09-15');
    expect(september.scheme).toMatchObject({
      edition: 1,
      validFrom: '2026-09-01',
      body: { zh: '本区平安指数' },
    });
    const schemes = await got<Schemes>('leader', `/api/peace/schemes?districtId=${DISTRICT}`);
    expect(schemes.inForce.edition).toBeNull();
    expect(schemes.editions).toMatchObject([
      { edition: 1, why: '从严', byName: town.nameOf('admin'), secondName: town.nameOf('leader') },
    ]);
    expect(schemes.templates.map(({ span }) => span)).toEqual(['ten_days', 'month']);
    const changes = await got<{ changes: Fields[] }>('admin', '/api/changes?operation=peace.put_in_force');
    expect(changes.changes).toMatchObject([{ secondName: town.nameOf('leader') }]);
  });

  test('the past crosses from one scheme to the next, each period by its own', async () => {
    const tenDays = { body: SCHEME_TEMPLATES.ten_days, validFrom: '2026-10-01' };
    const asked = await propose(tenDays);
    expect((await town.post('leader', `/api/proposals/${asked.body.proposalId}/approve`)).status).toBe(200);
    const url = `/api/peace/past?areaPath=${DISTRICT}&day=2026-10-15&limit=4`;
    const { points } = await got<Past>('leader', url);
    expect(points.map(({ span, edition }) => [span.from, edition])).toEqual([
      ['2026-08-01', null],
      ['2026-09-01', 1],
      ['2026-10-01', 2],
      ['2026-10-11', 2],
    ]);
  });
});
