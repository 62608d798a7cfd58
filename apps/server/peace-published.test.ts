// Published indexes through their doors: frozen for the district, its streets and communities; a correction
// is told beside them and changes nothing until a revision says what is otherwise, and why; as a file too.
import exceljs from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import type { IndexTable, Past } from '../../slices/peace/core/contract-index.ts';
import type { Differences, Publications } from '../../slices/peace/core/contract-published.ts';
import { totalOf } from '../../slices/peace/core/judge.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const [FIRST, SECOND] = [`${DISTRICT}.001`, `${DISTRICT}.002`] as const;
const COMMUNITY = `${FIRST}.001`;
const MONTHLY = ['security_calls', 'traffic_calls', 'disputes', 'fire_calls'];
const DAY = '2026-07-15';

async function got<T>(who: Who, url: string): Promise<T> {
  const { status, body } = await town.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as T;
}
const codeOf = async (reply: ReturnType<typeof town.get>) => (await reply).body.code;

const index = (who: Who, areaPath: string = DISTRICT, day = DAY) =>
  got<IndexTable>(who, `/api/peace/index?areaPath=${areaPath}&day=${day}`);
const rowOf = (table: IndexTable, areaPath: string) => table.rows.find((row) => row.areaPath === areaPath);
const publish = (who: Who, more: Fields = {}) =>
  town.post(who, '/api/peace/publications', { districtId: DISTRICT, day: DAY, ...more });

/** Of a community: its street has what its communities add up to. */
async function told(areaPath: string, month: string, values: readonly number[]): Promise<void> {
  for (const [at, indicator] of MONTHLY.entries()) {
    const { status, body } = await town.post('admin', '/api/peace/values', {
      areaPath,
      indicator,
      span: 'month',
      day: `${month}-01`,
      value: String(values[at]),
      source: '公安分局',
      why: '',
      revision: 0,
    });
    expect(status, JSON.stringify(body)).toBe(201);
  }
}

async function correct(value: string, revision: number): Promise<void> {
  const sent = await town.post('admin', '/api/peace/values', {
    areaPath: COMMUNITY,
    indicator: 'security_calls',
    span: 'month',
    day: '2026-07-01',
    value,
    source: '公安分局',
    why: '核对后更正',
    revision,
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
}

beforeAll(async () => {
  for (const areaPath of [COMMUNITY, SECOND]) {
    for (const month of ['2026-06', '2025-07', '2024-07', '2023-07'])
      await told(areaPath, month, [100, 100, 100, 100]);
    await told(areaPath, '2026-07', areaPath === COMMUNITY ? [125, 90, 100, 100] : [100, 100, 100, 100]);
  }
}, 120_000);

describe('before it is published', () => {
  test('a street known by its communities has one index, in the district’s table and its own', async () => {
    const [above, own] = [await index('leader'), await index('leader', FIRST)];
    expect(rowOf(above, FIRST)).toMatchObject({ index: '90.00', colour: 'green', today: null });
    expect(rowOf(own, FIRST)).toEqual(rowOf(above, FIRST));
    expect(rowOf(own, COMMUNITY)?.index).toBe('90.00');
    expect(above.published).toBeNull();
  });

  test('neither a period that runs nor one of which nothing is known is published', async () => {
    expect(await codeOf(publish('leader', { day: '2026-08-02' }))).toBe('peace.not_over_yet');
    expect(await codeOf(publish('leader', { day: '2019-03-01' }))).toBe('peace.none_judged');
    expect(await codeOf(publish('leader', { day: '2026-02-30' }))).toBe('peace.no_day');
    for (const who of ['streetLeader', 'admin', 'handler'] as const)
      expect(await codeOf(publish(who)), who).toBe('auth.not_allowed');
    expect(await got<Publications>('streetLeader', `/api/peace/publications?areaPath=${FIRST}`)).toEqual({
      publications: [],
    });
  });
});

describe('published', () => {
  test('the table says so, and every level of it stands', async () => {
    const { status, body } = await publish('leader');
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ revision: 1, why: null, byName: town.nameOf('leader'), differing: 0 });
    for (const areaPath of [DISTRICT, FIRST, COMMUNITY]) {
      const table = await index('leader', areaPath);
      expect(table.published, areaPath).toMatchObject({ revision: 1, span: { from: '2026-07-01' } });
      expect(table.rows[0]?.areaPath).toBe(areaPath);
    }
    const { changes } = await got<{ changes: Fields[] }>('admin', '/api/changes?operation=peace.publish');
    expect(changes).toHaveLength(1);
    expect(await codeOf(publish('leader'))).toBe('peace.revision_why_missing');
    expect(await codeOf(publish('leader', { why: '再看一次' }))).toBe('peace.nothing_moved');
  });

  test('a correction changes nothing of it: what it would say is told beside it', async () => {
    await correct('150', 1);
    for (const table of [await index('leader'), await index('streetLeader', FIRST)]) {
      expect(rowOf(table, FIRST), table.areaPath).toMatchObject({
        index: '90.00',
        colour: 'green',
        today: { index: '80.00', colour: 'yellow' },
      });
    }
    const other = rowOf(await index('leader'), SECOND);
    expect(other).toMatchObject({ index: '100.00', today: null });
    const past = await got<Past>('streetLeader', `/api/peace/past?areaPath=${FIRST}&day=${DAY}&limit=2`);
    expect(past.points.map((one) => [one.span.from, one.index, one.revision])).toEqual([
      ['2026-06-01', null, null],
      ['2026-07-01', '90.00', 1],
    ]);
  });

  test('a revision says why, and names what is otherwise, area by area and series by series', async () => {
    const { body } = await publish('leader', { why: '治安数据更正' });
    expect(body).toMatchObject({ revision: 2, why: '治安数据更正' });
    const row = rowOf(await index('leader'), FIRST);
    expect(row).toMatchObject({ index: '80.00', colour: 'yellow', today: null });
    if (row) expect(totalOf(row.contributions)).toBe(row.index);
    const asked = `areaPath=${FIRST}&day=${DAY}&revision=2`;
    const url = `/api/peace/publications/differences?${asked}`;
    const { items, nextAfter } = await got<Differences>('streetLeader', url);
    expect(items.map(({ areaPath, was, is }) => [areaPath, was?.index, is?.index])).toEqual([
      [FIRST, '90.00', '80.00'],
      [COMMUNITY, '90.00', '80.00'],
    ]);
    expect(nextAfter).toBeNull();
    expect(items[0]?.parts).toEqual([
      {
        indicator: 'security_calls',
        zh: '治安刑事警情',
        en: expect.any(String),
        wasValue: '125.00',
        isValue: '150.00',
        wasPoints: '30.00',
        isPoints: '20.00',
      },
    ]);
    const page = await got<Differences>('streetLeader', `${url}&limit=1`);
    expect(page).toMatchObject({ items: [{ areaPath: FIRST }], nextAfter: FIRST });
    const rest = await got<Differences>('streetLeader', `${url}&limit=1&after=${FIRST}`);
    expect(rest).toMatchObject({ items: [{ areaPath: COMMUNITY }], nextAfter: null });
    expect(await codeOf(town.get('leader', url.replace('revision=2', 'revision=3')))).toBe(
      'peace.no_publication',
    );
    const { publications } = await got<Publications>(
      'streetLeader',
      `/api/peace/publications?areaPath=${FIRST}`,
    );
    expect(publications.map(({ revision, differing }) => [revision, differing])).toEqual([
      [2, 2],
      [1, 0],
    ]);
  });

  test('the store itself refuses to change what was published', async () => {
    for (const table of ['peace_publication', 'peace_published']) {
      for (const attack of [`update ${table} set revision = 9`, `delete from ${table}`]) {
        const tried = store.database.transaction((tx) => tx.query(attack));
        await expect(tried, attack).rejects.toThrow(/stays/);
      }
    }
  });

  test('of another street nothing is read, published or not', async () => {
    const asked = `areaPath=${DISTRICT}&day=${DAY}`;
    for (const url of [
      `/api/peace/publications?areaPath=${DISTRICT}`,
      `/api/peace/publications/differences?${asked}&revision=2`,
      `/api/peace/export/csv?${asked}`,
    ])
      expect(await codeOf(town.get('streetLeader', url)), url).toBe('auth.not_allowed');
  });
});

describe('as a file', () => {
  const fileUrl = (form: 'xlsx' | 'csv') => `/api/peace/export/${form}?areaPath=${DISTRICT}&day=${DAY}`;

  test('csv holds each area’s index and what adds up to it, and says that it is published', async () => {
    const reply = await town.get('leader', fileUrl('csv'), { 'accept-language': 'zh-CN' });
    expect(reply.status).toBe(200);
    const lines = String(reply.body.raw).replace('\ufeff', '').split('\r\n');
    expect(lines[2]).toBe('数据,已公布，第 2 版');
    const own = lines.map((line) => line.split(',')).filter(([code]) => code === FIRST);
    expect(own).toHaveLength(1 + MONTHLY.length);
    const [whole, ...parts] = own.map((cells) => Number(cells[4]));
    expect(parts.reduce((sum, points) => sum + points, 0)).toBeCloseTo(whole ?? 0, 2);
    expect(own[0]?.slice(2, 8)).toEqual(['指数', '', '80', '100', '', '黄']);
  });

  test('a workbook has the same, in English too', async () => {
    const token = await town.token('leader');
    const reply = await app.mounted.app.inject({
      method: 'GET',
      url: `${fileUrl('xlsx')}&language=en`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.statusCode).toBe(200);
    const book = new exceljs.Workbook();
    await book.xlsx.load(reply.rawPayload as unknown as Parameters<typeof book.xlsx.load>[0]);
    const sheet = book.worksheets[0];
    expect(sheet?.getRow(3).getCell(2).value).toBe('published, revision 2');
    const values: unknown[] = [];
    sheet?.eachRow((row) => {
      if (row.getCell(1).value === FIRST) values.push(row.getCell(5).value);
    });
    expect(values[0]).toBe(80);
  });
});
