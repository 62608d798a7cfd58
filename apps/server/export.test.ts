// A list as a file, through the doors: line for line the list that the same reader walks page by page, cut to
// the same rights, harmless to the program that opens it, on record, and ended when nobody reads on.
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../kernel/assert.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { endExports } from '../../slices/cases/server/end-exports.ts';
import { exportCases } from '../../slices/cases/server/export-cases.ts';
import { findActor } from '../../slices/people/server/public.ts';
import { testApp } from './test-app.ts';
import { testTown, type Town, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town: Town = testTown(store, app);
const PHONE = '13800001234';
const MANY = 6_200;

/** Copies of what was reported, each with its own number and moment: more than a few pages. */
const COPIES = sql`
  insert into case_file (district_id, id, number, public_code, flow, state, is_open, channel, description,
    item_code, area_path, grid_code, address, centre_unit_id, unit_id, holder_unit_id, stage, is_running,
    pause_kind, due_at, yellow_at, orange_at, deadline_at, clocks, asks, rule, counts, record, version,
    last_seq, last_hash, created_at, updated_at)
  select district_id, md5('copy' || n)::uuid, lpad(n::text, 22, '0'), 'copy' || n, flow, state, is_open,
    channel, '副本' || n, item_code, area_path, grid_code, address, centre_unit_id, unit_id, holder_unit_id,
    stage,
    is_running, pause_kind, due_at + n * interval '1 second', yellow_at + n * interval '1 second',
    orange_at + n * interval '1 second', deadline_at, clocks, asks, rule, counts, record,
    1, 1, last_hash, created_at - n * interval '1 minute', updated_at
  from (select * from case_file order by created_at limit 1) as one, generate_series(1, ${MANY}) n`;

beforeAll(async () => {
  for (const description of ['=HYPERLINK("http://x","点我")', '井盖破损，"急"', '普通的一件']) {
    const more = { channel: 'hotline', description, reporter: { name: '秦女士', phone: PHONE } };
    expect((await town.report('dispatcher', more)).status).toBe(201);
  }
  await store.database.transaction((tx) => COPIES.execute(tx.db));
}, 240_000);

const download = async (who: Who, url: string) => {
  const headers = { authorization: `Bearer ${await town.token(who)}` };
  return app.mounted.app.inject({ method: 'GET', url, headers });
};

interface Line {
  readonly number: string;
  readonly description: string;
}
async function walked(who: Who, query: string): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (let cursor: unknown = ''; cursor !== null;) {
    const after = cursor ? `&cursor=${String(cursor)}` : '';
    const page = await town.get(who, `/api/cases?${query}${after}`);
    expect(page.status, JSON.stringify(page.body)).toBe(200);
    lines.push(...(page.body['items'] as Line[]));
    cursor = page.body['nextCursor'];
  }
  return lines;
}

const HEAD_LINES = 6;

describe('the file holds what the list holds', () => {
  test.each(['', 'sort=due', 'sort=oldest&state=open', 'text=副本12', 'lamp=green&lamp=yellow'])(
    'as CSV, in its order: %s',
    async (query) => {
      const list = await walked('dispatcher', query);
      const reply = await download('dispatcher', `/api/cases/export.csv?${query}`);
      expect(reply.statusCode).toBe(200);
      // Called as the screen calls it, and plainly for who reads no Chinese in a header.
      const { 'content-disposition': called } = reply.headers;
      expect(decodeURIComponent(String(called))).toMatch(
        /^attachment; filename="cases-\d{8}-\d{4}\.csv"; filename\*=UTF-8''案件-\d{8}-\d{4}\.csv$/);
      const rows = parse(reply.body, { bom: true, relax_column_count: true }) as string[][];
      const lines = rows.slice(HEAD_LINES, -1);
      expect(lines.map((row) => row[0])).toEqual(list.map((item) => item.number));
      expect(list.length).toBeGreaterThan(100);
      const told = list.length > 5_000 ? '5000 件以上' : `${list.length} 件`;
      if (!query.startsWith('lamp')) expect(rows[3]?.[1]).toBe(told);
      expect(rows.at(-1)?.[0]).toBe(`完，共 ${list.length} 件`);
    },
    60_000,
  );

  test('as a workbook, with what view it is, of when, and how many', async () => {
    const list = await walked('dispatcher', 'channel=hotline&state=open&createdFrom=2026-08-05');
    const reply = await download('dispatcher',
      '/api/cases/export.xlsx?channel=hotline&state=open&createdFrom=2026-08-05');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(reply.rawPayload as unknown as ArrayBuffer);
    const [sheet] = workbook.worksheets;
    assert(sheet, 'the workbook has a sheet');
    const first = (row: number): string => String(sheet.getRow(row).getCell(1).value);
    expect([1, 2, 3, 4].map((row) => String(sheet.getRow(row).getCell(2).value))).toEqual([
      'null', '状态：未结束；来源：热线；上报不早于：2026-08-05', '2026-08-05 09:00', `${list.length} 件`,
    ]);
    expect(list.map((_, index) => first(HEAD_LINES + 1 + index))).toEqual(list.map((item) => item.number));
    expect(sheet.rowCount).toBe(HEAD_LINES + list.length + 1);
  });

  test('nobody gets a line that they may not see, and nothing personal is in it', async () => {
    const elsewhere = await download('otherStreet', '/api/cases/export.csv');
    expect(elsewhere.body).toContain('完，共 0 件');
    const { body } = await download('dispatcher', '/api/cases/export.csv');
    for (const personal of [PHONE, '秦女士', PHONE.slice(-4)]) expect(body).not.toContain(`,${personal},`);
    expect(body).not.toContain('秦女士');
    expect(body).toContain(`'=HYPERLINK`);
    expect((await download('handler', '/api/cases/export.csv')).statusCode).toBe(403);
  });
});

test('the head names a person and a case only to those who may know them', async () => {
  const { body } = await town.get('dispatcher', '/api/cases?limit=1');
  const [one] = body['items'] as { id: string; number: string }[];
  const query = `holderPersonId=${town.personId('handler')}&mainCaseId=${one?.id}`;
  const head = async (who: Who) => {
    const { body } = await download(who, `/api/cases/export.csv?${query}`);
    const rows = parse(body, { bom: true, relax_column_count: true }) as string[][];
    const chips = await town.get(who, `/api/cases/count?${query}`);
    return `${rows[1]?.[1]} ${JSON.stringify(chips.body['filters'])}`;
  };
  const known = await head('dispatcher');
  for (const word of [town.nameOf('handler'), one?.number]) expect(known).toContain(word);
  const masked = await head('otherStreet');
  expect(masked).toContain('***');
  for (const word of [town.nameOf('handler'), town.personId('handler'), one?.number]) {
    expect(masked).not.toContain(word);
  }
});

const kept = async (id: string) => {
  const { rows } = await store.database.read(({ db }) => sql<{ written: number; ending: string | null }>`
    select written, ending from case_export where id = ${id}::uuid`.execute(db));
  return rows[0];
};

describe('on the way', () => {
  test('it is kept who took what, and how far it came is told to them alone', async () => {
    const reply = await download('dispatcher', '/api/cases/export.csv');
    const id = String(reply.headers['x-export-id']);
    const path = `/api/cases/exports/${id}`;
    expect((await town.get('dispatcher', path)).body)
      .toEqual({ written: MANY + 3, total: 5_000, isMore: true, ending: 'done' });
    expect((await town.get('leader', path)).status).toBe(404);
  });

  test('a great file begins before all its cases are counted: it says at least how many, and in the end ' +
    'how many', async () => {
    const { body } = await download('dispatcher', '/api/cases/export.csv');
    expect(body.split('\n')[3]).toContain('5000 件以上');
    expect(body).toContain(`完，共 ${MANY + 3} 件`);
  });

  test('whoever stops reading stops the writing; no page is read ahead of a slow reader', async () => {
    await store.database.read(async (tx) => {
      const actor = await findActor(tx, town.personId('dispatcher'));
      assert(actor, 'she works there');
      const { id, bytes } = await exportCases(tx, actor, {}, 'csv', 'zh');
      for await (const _ of bytes) break;
      await expect.poll(async () => (await kept(id))?.ending).toBe('cancelled');
      // What a stream holds ready is a handful of pages, whatever the size of the whole.
      expect((await kept(id))?.written).toBeLessThan(MANY);
    });
  });

  test('a file whose server died is told as failed, one that is being read is left alone', async () => {
    const copy = (id: string, silent: string) => sql`
      insert into case_export (id, district_id, person_id, format, query, written, total, is_total_least,
        started_at, told_at)
      values (${id}::uuid, '500151', ${town.personId('dispatcher')}::uuid, 'csv', '{}', 5000, 9000, false,
        now(), now() - ${silent}::interval)`;
    const [dead, slow] = ['00000000-0000-7000-8000-0000000000d1', '00000000-0000-7000-8000-0000000000d2'];
    await store.database.transaction(async (tx) => {
      await copy(dead, '11 minutes').execute(tx.db);
      await copy(slow, '9 minutes').execute(tx.db);
      await endExports.run(tx);
    });
    expect((await town.get('dispatcher', `/api/cases/exports/${dead}`)).body)
      .toEqual({ written: 5_000, total: 9_000, isMore: false, ending: 'failed' });
    expect(await kept(slow)).toMatchObject({ ending: null });
  });

  test.for([
    ['loses their posts', (): string => '00000000-0000-7000-8000-00000000dead'],
    ['is left with a post that exports nothing', (): string => town.personId('handler')],
  ] as const)('whoever %s meanwhile gets no further line', async ([, personId]) => {
    await store.database.read(async (tx) => {
      const actor = await findActor(tx, town.personId('leader'));
      assert(actor?.kind === 'person', 'she works there');
      const by = { ...actor, personId: personId() };
      const { id, bytes } = await exportCases(tx, by, {}, 'csv', 'zh');
      await expect(async () => {
        for await (const _ of bytes) void _;
      }).rejects.toThrow();
      expect(await kept(id)).toMatchObject({ ending: 'failed', written: 5_000 });
    });
  });
});

test('what may be done to several cases is what each of them allows', async () => {
  const items = (await town.get('dispatcher', '/api/cases?state=open&limit=3&sort=newest')).body['items'];
  const ids = (items as { id: string }[]).map(({ id }) => `id=${id}`).join('&');
  const { status, body } = await town.get('dispatcher', `/api/cases/abilities?${ids}`);
  expect(status).toBe(200);
  const common = (body['common'] as { action: string }[]).map(({ action }) => action);
  const each = (body['cases'] as { actions: string[] }[]).map(({ actions }) => actions);
  expect(each).toHaveLength(3);
  const shared = each[0]?.filter((action) => each.every((actions) => actions.includes(action)));
  expect(common).toEqual(shared);
  const others = await town.get('otherStreet', `/api/cases/abilities?${ids}`);
  expect(others.body).toEqual({ common: [], cases: [] });
});
