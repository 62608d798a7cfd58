// Briefs through their doors: every number opens a list that is as long, what was issued stays, the files say
// what the page says, and a planned brief is written and told once for its period.
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/duration.ts';
import type { Actor } from '../../kernel/rights.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { keepPhoto } from '../../slices/cases/server/test-district.ts';
import { type Life, liveOn } from '../../slices/cases/server/test-life.ts';
import type { BriefText, Opens } from '../../slices/briefs/core/brief-text.ts';
import { plain } from '../../slices/briefs/core/brief-text.ts';
import type { Brief, Briefs, Plans, Preview } from '../../slices/briefs/core/contract.ts';
import { FIGURES, type FigureId } from '../../slices/briefs/core/figures.ts';
import { paperOf, printBrief } from '../../slices/briefs/server/print-brief.ts';
import type { CountedCases } from '../../slices/evaluation/core/contract.ts';
import type { NoticeList } from '../../slices/notices/core/contract.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-07-01T08:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const photo = '01890000-0000-7000-8000-000000009999';
const life: Life = { caseIds: [], done: new Map() };
const STREET = `${DISTRICT}.001`;
const JULY = { kind: 'month', day: '2026-07-15' } as const;

async function got<T>(who: Who, url: string): Promise<T> {
  const { status, body } = await town.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as T;
}
const preview = (who: Who, areaPath: string, kind: string, day: string) =>
  got<Preview>(who, `/api/briefs/preview?areaPath=${areaPath}&kind=${kind}&day=${day}`);
const issue = (who: Who, body: Record<string, unknown>) => town.post(who, '/api/briefs', body);
const put = async (who: Who, minute?: number, kind = 'day') =>
  app.send('PUT', '/api/briefs/plans', {
    token: (await town.token(who)) ?? '',
    body: { areaPath: DISTRICT, kind, minute },
  });
const briefsOf = (areaPath: string, kind: string, who: Who = 'leader') =>
  got<Briefs>(who, `/api/briefs?areaPath=${areaPath}&kind=${kind}`);
const heardBy = async (who: Who) =>
  (await got<NoticeList>(who, '/api/notices?limit=200')).notices.filter(
    (one) => one.kind === 'brief.issued',
  );

const opensIn = ({ sections }: BriefText): Opens[] =>
  sections
    .flatMap(({ paragraphs, tables }) => [
      ...paragraphs.flat(),
      ...tables.flatMap(({ rows }) => rows.flat()),
    ])
    .flatMap(({ opens }) => opens ?? []);

const areasOf = ({ sections }: BriefText) => {
  const section = sections.find(({ map }) => map !== undefined);
  return { map: section?.map, table: section?.tables[0] };
};

async function listed(who: Who, areaPath: string, opens: Opens): Promise<CountedCases['items']> {
  const { total: _, ...rest } = opens;
  const asked = new URLSearchParams({ areaPath, ...rest, limit: '20' });
  const items: CountedCases['items'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    if (cursor !== '') asked.set('cursor', cursor);
    const page: CountedCases = await got(who, `/api/briefs/cases?${asked.toString()}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(new Set(items.map(({ caseId }) => caseId)).size).toBe(items.length);
  return items;
}

beforeAll(async () => {
  await keepPhoto(store.database, photo);
  for (const seed of [51, 52, 53]) {
    await liveOn(store, { seed, rounds: 120, city: town.city, photo }, life);
    await app.settle();
  }
}, 240_000);

describe('a brief', () => {
  test('opens a list behind every number, as long as it says, for three levels of reader', async () => {
    const told = new Map<FigureId, number>();
    const asked = new Set<string>();
    for (const [who, areaPath] of [
      ['leader', DISTRICT],
      ['streetLeader', STREET],
      ['communityDispatcher', `${STREET}.001`],
    ] as const) {
      for (const [kind, day] of [
        ['month', '2026-07-15'],
        ['week', '2026-07-15'],
        ['day', '2026-07-14'],
      ] as const) {
        const { text } = await preview(who, areaPath, kind, day);
        for (const opens of opensIn(text)) {
          const key = JSON.stringify([areaPath, opens]);
          if (asked.has(key)) continue;
          asked.add(key);
          const items = await listed(who, areaPath, opens);
          const { measure } = FIGURES[opens.figure];
          const length =
            measure === 'cases' ? items.length : items.reduce((sum, { times }) => sum + times, 0);
          expect(length, key).toBe(opens.total);
          told.set(opens.figure, (told.get(opens.figure) ?? 0) + opens.total);
        }
      }
    }
    expect(asked.size).toBeGreaterThan(150);
    const counted = [...told].filter(([, total]) => total > 0).map(([figure]) => figure);
    expect(counted).toEqual(
      expect.arrayContaining([
        'reported',
        'valid',
        'due',
        'closed',
        'overdue',
        'pushed',
        'returned',
        'reworked',
      ]),
    );
  }, 240_000);

  test('says in plain words what its table says, and that there is no year to hold it against', async () => {
    const { text, areaName } = await preview('leader', DISTRICT, 'month', '2026-07-15');
    expect(text.title).toBe(`${areaName}网格治理月报（2026年7月）`);
    const [overall] = text.sections;
    const words = overall?.paragraphs.map(plain).join('') ?? '';
    const cell = (name: string) =>
      overall?.tables[0]?.rows.find(([first]) => first?.text.startsWith(name))?.[1];
    expect(words).toContain(
      `2026年7月，${areaName}共上报事项 ${cell('上报')?.text} 件，较上月（0 件）增加`,
    );
    expect(words).toContain(`应结案 ${cell('应结案')?.text} 件`);
    expect(words).toContain('去年同月没有记录，不作同比。');
    expect(words).toMatch(/按期结案率 \d+\.\d\d %/);
  });

  test('has a map of every area below, coloured by what its table says, with no place nearer', async () => {
    for (const [who, areaPath] of [
      ['leader', DISTRICT],
      ['streetLeader', STREET],
      ['communityDispatcher', `${STREET}.001`],
    ] as const) {
      const { text } = await preview(who, areaPath, 'month', '2026-07-15');
      const { map, table } = areasOf(text);
      const borders = await store.database.read((tx) =>
        sql<{ path: string; name: string }>`
          select a.path, a.name from area a join area_version v on v.id = a.version_id
          where v.state = 'published' and a.layer = 'base' and a.parent_path = ${areaPath}
          order by a.path`.execute(tx.db),
      );
      expect(map?.areas.map(({ key, name }) => ({ path: key, name }))).toEqual(borders.rows);
      expect(map?.labels.map(({ text: word }) => word).length).toBe(borders.rows.length);
      for (const { title, values } of map?.views ?? []) {
        const column = title.includes('占比') ? -1 : 1;
        for (const [index, { name }] of (map?.areas ?? []).entries()) {
          const row = table?.rows.find(([first]) => first?.text === name);
          const told = row?.at(column)?.text ?? '';
          const value = values[index]?.replace(' 件', '').replace('没有应结案', '–');
          expect(value, `${title} ${name}`).toBe(told);
        }
      }
      expect(JSON.stringify(map)).not.toMatch(/10\d\.\d{3}/);
    }
  }, 60_000);

  test('is shown to whoever answers for the area, and to nobody else', async () => {
    const url = (areaPath: string) => `/api/briefs/preview?areaPath=${areaPath}&kind=day&day=2026-07-14`;
    for (const who of ['handler', 'officer', 'streetLeader', 'foreign'] as const) {
      expect((await town.get(who, url(DISTRICT))).body.code, who).toBe('auth.not_allowed');
    }
    const other = `areaPath=${STREET}&by=area&key=${DISTRICT}.002&figure=due&period=month&day=2026-07-15`;
    expect((await town.get('streetLeader', `/api/briefs/cases?${other}`)).body.code).toBe(
      'auth.not_allowed',
    );
    const { body } = await town.get('leader', url(`${DISTRICT}.999`));
    expect(body.code).toBe('briefs.no_area');
    expect((await town.get('leader', url(DISTRICT).replace('07-14', '02-30'))).body.code).toBe(
      'evaluation.no_day',
    );
    const pushed = `areaPath=${DISTRICT}&by=item&key=x&figure=pushed&period=month&day=2026-07-15`;
    expect((await town.get('leader', `/api/briefs/cases?${pushed}`)).body.code).toBe('briefs.no_such_list');
  });
});

describe('issuing', () => {
  const july = { areaPath: DISTRICT, ...JULY };

  test('waits for the end of the period, asks why for a second time, and what was issued stays', async () => {
    const today = new Date(store.clock.now()).toISOString().slice(0, 10);
    const early = await issue('leader', { ...july, day: today });
    expect([early.status, early.body.code]).toEqual([422, 'briefs.not_over']);
    while (store.clock.now() < Date.parse('2026-08-01T09:00:00+08:00')) store.clock.advance(DAY);
    const first = await issue('leader', july);
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    const kept = first.body as unknown as Brief;
    expect(kept).toMatchObject({ revision: 1, why: null, byName: town.nameOf('leader') });

    await liveOn(store, { seed: 77, rounds: 60, city: town.city, photo }, life);
    await app.settle();
    expect(await got('dispatcher', `/api/briefs/${kept.id}`)).toEqual(kept);
    const again = await issue('dispatcher', july);
    expect([again.status, again.body.code]).toEqual([422, 'briefs.why_missing']);
    const second = await issue('dispatcher', { ...july, why: '补录案件' });
    expect(second.body).toMatchObject({ revision: 2, why: '补录案件' });
    expect((await briefsOf(DISTRICT, 'month')).briefs.map(({ revision }) => revision)).toEqual([2, 1]);
    await expect(
      store.database.transaction((tx) => sql`update brief set body = '{}'::jsonb`.execute(tx.db)),
    ).rejects.toThrow('stays as it was issued');
  });

  test('pages through what was issued, and knows no brief of elsewhere', async () => {
    const page = await got<Briefs>('leader', `/api/briefs?areaPath=${DISTRICT}&limit=1`);
    expect(page.briefs).toHaveLength(1);
    const rest = await got<Briefs>('leader', `/api/briefs?areaPath=${DISTRICT}&after=${page.nextAfter}`);
    expect(rest.briefs.map(({ revision }) => revision)).toEqual([1]);
    expect(rest.nextAfter).toBeNull();
    expect((await town.get('streetLeader', `/api/briefs/${page.briefs[0]?.id}`)).status).toBe(403);
    expect((await town.get('leader', `/api/briefs/${photo}`)).body.code).toBe('briefs.not_found');
  });

  test('tells the leaders of the centre, each once for each revision, with a link', async () => {
    await app.settle();
    await app.settle();
    const heard = await heardBy('leader');
    expect(heard.map(({ seq }) => seq).sort()).toEqual([1, 2]);
    expect(heard[0]).toMatchObject({
      zh: '简报已印发',
      itemName: expect.stringContaining('月报（2026年7月）'),
    });
    const ids = (await briefsOf(DISTRICT, 'month')).briefs.map(({ id }) => id);
    expect(heard.map(({ caseId }) => caseId).sort()).toEqual([...ids].sort());
    for (const who of ['streetLeader', 'dispatcher'] as const) expect(await heardBy(who), who).toEqual([]);
  });

  test('makes a PDF and a workbook that say what was kept', async () => {
    const [head] = (await briefsOf(DISTRICT, 'month')).briefs;
    const kept = await got<Brief>('leader', `/api/briefs/${head?.id}`);
    const headers = { authorization: `Bearer ${await town.token('leader')}` };
    const file = (ending: string) =>
      app.mounted.app.inject({ url: `/api/briefs/${kept.id}/brief.${ending}`, headers });
    const pdf = await file('pdf');
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.rawPayload.toString('latin1')).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
    const blocks = paperOf(kept, 480, '').blocks.flatMap((one) => (one.kind === 'maps' ? one.maps : []));
    const { map } = areasOf(kept.text);
    expect(blocks.map(({ shapes }) => shapes)).toEqual(
      map?.views.map(({ shades }) =>
        map.areas.map(({ path }, index) => ({ path, shade: shades[index] })),
      ),
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await file('xlsx')).rawPayload as unknown as ArrayBuffer);
    const rows: unknown[][] = [];
    workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    expect(rows[0]).toEqual([kept.text.title]);
    const reported = kept.text.sections[0]?.tables[0]?.rows[0];
    const row = rows.find(([name]) => name === reported?.[0]?.text);
    expect(row?.[1]).toBe(reported?.[1]?.value);
  });

  test('prints no more at once than wait in line', async () => {
    const [head] = (await briefsOf(DISTRICT, 'month')).briefs;
    const leader: Actor = town.city.actor(1, 'leader', 'centre');
    const prints = Array.from({ length: 40 }, () =>
      store.database.read((tx) => printBrief(tx, leader, head?.id ?? '')).catch((error: unknown) => error),
    );
    expect(JSON.stringify(await Promise.all(prints))).toContain('briefs.too_many_sheets');
  }, 120_000);
});

describe('a planned brief', () => {
  const daysOf = async () =>
    (await briefsOf(DISTRICT, 'day')).briefs.map(({ period, byName }) => [period.from, byName]);

  test('is written in the morning, of the day before, once, and told once', async () => {
    store.clock.advance((2 * HOUR - (store.clock.now() % DAY) + DAY) % DAY);
    expect((await put('streetLeader', 450)).body.code).toBe('auth.not_allowed');
    const planned = await put('leader', 450);
    expect(planned.status, JSON.stringify(planned.body)).toBe(200);
    const { plans } = planned.body as unknown as Plans;
    const nextAt = Date.parse(plans[0]?.nextAt ?? '');
    expect(nextAt - store.clock.now()).toBe(21.5 * HOUR);
    const before = (await heardBy('leader')).length;
    store.clock.advance(nextAt - store.clock.now() - 1_000);
    await app.settle();
    expect(await daysOf()).toEqual([]);
    store.clock.advance(2_000);
    await Promise.all([app.settle(), app.settle()]);
    await app.settle();
    const dayBefore = new Date(nextAt + 8 * HOUR - DAY).toISOString().slice(0, 10);
    expect(await daysOf()).toEqual([[dayBefore, null]]);
    expect((await heardBy('leader')).length).toBe(before + 1);
  });

  test('comes one after the other after a stop, and not where somebody was quicker', async () => {
    const [last] = await daysOf();
    const first = Date.parse(`${last?.[0]}T00:00:00+08:00`) + DAY;
    const day = (n: number) => new Date(first + n * DAY + 8 * HOUR).toISOString().slice(0, 10);
    store.clock.advance(3 * DAY - HOUR);
    const byHand = await issue('dispatcher', { areaPath: DISTRICT, kind: 'day', day: day(1) });
    expect(byHand.status, JSON.stringify(byHand.body)).toBe(201);
    store.clock.advance(HOUR);
    for (let round = 0; round < 4; round += 1) await app.settle();
    const days = await daysOf();
    expect(days.map(([from]) => from).sort()).toEqual([last?.[0], day(0), day(1), day(2)]);
    expect(days.find(([from]) => from === day(1))?.[1]).toBe(town.nameOf('dispatcher'));
  });

  test('is written no more once its time is taken away, and both changes are on record', async () => {
    const many = (await daysOf()).length;
    const { plans } = (await put('admin')).body as unknown as Plans;
    expect(plans.find(({ kind }) => kind === 'day')).toEqual({ kind: 'day', minute: null, nextAt: null });
    store.clock.advance(2 * DAY);
    await app.settle();
    expect((await daysOf()).length).toBe(many);
    const { rows } = await store.database.read((tx) =>
      sql<{
        total: number;
      }>`select count(*)::int as total from change where operation = 'brief.plan'`.execute(tx.db),
    );
    expect(rows[0]?.total).toBe(2);
    expect((await put('admin', 1_440)).status).toBe(400);
  });
});
