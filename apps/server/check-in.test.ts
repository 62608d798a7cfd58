// The check-in through the doors: none without a task, bounded and visible while one runs, forgotten after.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Town } from './test-town.ts';

const STREET = `${DISTRICT}.001`;
const POINT = { lon: 105.805123, lat: 29.005678 };
const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town: Town = testTown(store, app);

const iso = (at: number): string => new Date(at).toISOString();
const inTime = (ms: number): string => iso(store.clock.now() + ms);
const task = (more: object = {}) => ({
  name: '防汛值守',
  kind: 'emergency',
  areaPath: STREET,
  reason: '暴雨红色预警',
  endsAt: inTime(3 * DAY),
  ...more,
});
async function begin(more: object = {}): Promise<string> {
  const reply = await town.post('admin', '/api/check-in/tasks', task(more));
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return String(reply.body['id']);
}
const end = (id: string) => town.post('admin', `/api/check-in/tasks/${id}/end`);
const checkIn = (
  who: Parameters<Town['post']>[0],
  id: string,
  body: object = { point: POINT, accuracyMetres: 8 },
) => town.post(who, `/api/check-in/tasks/${id}/entries`, body);
interface Mine {
  readonly id: string;
  readonly name: string;
  readonly begunBy: string;
  readonly isRunning: boolean;
  readonly entries: readonly Record<string, unknown>[];
  readonly looks: readonly Record<string, unknown>[];
}
const mine = async (who: Parameters<Town['get']>[0]): Promise<readonly Mine[]> =>
  (await town.get(who, '/api/check-in/mine')).body['tasks'] as readonly Mine[];
const countOf = async (table: string): Promise<number> => {
  const { rows } = await store.database.read(({ db }) =>
    sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db),
  );
  return Number(rows[0]?.n);
};

describe('without a task', () => {
  test('nobody is asked to check in, and nothing that is sent is kept', async () => {
    for (const who of ['gridHead', 'officer', 'handler', 'inspector', 'leader'] as const) {
      expect(await mine(who)).toEqual([]);
    }
    const nil = '00000000-0000-7000-8000-000000000000';
    expect((await checkIn('officer', nil)).status).toBe(404);
    expect(await countOf('check_in')).toBe(0);
  });

  test('no table of the store can hold where a person was, or for how long they were online', async () => {
    const { rows } = await store.database.read(({ db }) =>
      sql<{ table_name: string; columns: string[] }>`
      select table_name, array_agg(column_name::text) as columns from information_schema.columns
      where table_schema = 'public' group by table_name`.execute(db),
    );
    const isPlace = (column: string) => /^(lon|lat|point|position|location|track|geom.*)$/.test(column);
    const isPerson = (column: string) => /(^|_)person_id$/.test(column);
    const both = rows.filter(({ columns }) => columns.some(isPlace) && columns.some(isPerson));
    // A case and a finding of the survey have the place of a matter and people; a check-in is the only thing
    // that says where a person stood.
    expect(both.map((row) => row.table_name).sort()).toEqual(['case_file', 'check_in', 'component_finding']);
    const all = rows.flatMap(({ table_name, columns }) => columns.map((column) => `${table_name}.${column}`));
    expect(all.filter((name) => /online|heartbeat|last_position/.test(name))).toEqual([]);
  });
});

describe('while one runs', () => {
  let id = '';
  beforeAll(async () => {
    id = await begin();
  });

  test('those in its area see it at once, with who began it, and nobody else does', async () => {
    for (const who of ['gridHead', 'officer', 'handler'] as const) {
      expect(await mine(who)).toMatchObject([
        { id, name: '防汛值守', begunBy: town.nameOf('admin'), isRunning: true, entries: [], looks: [] },
      ]);
    }
    for (const who of ['inspector', 'otherHandler', 'streetDispatcher', 'foreign'] as const) {
      expect(await mine(who)).toEqual([]);
    }
  });

  test('one tap is one entry; a position is kept to a hundred metres, or not at all', async () => {
    expect((await checkIn('officer', id)).status).toBe(201);
    expect((await checkIn('officer', id, { words: '在堤上' })).status).toBe(201);
    const [seen] = await mine('officer');
    expect(seen?.entries).toMatchObject([
      { lon: null, lat: null, accuracyMetres: null, words: '在堤上' },
      { lon: 105.805, lat: 29.006, accuracyMetres: 100 },
    ]);
    expect((await mine('gridHead'))[0]?.entries).toEqual([]);
  });

  test('the same tap sent twice is one entry', async () => {
    const before = await countOf('check_in');
    const again = { key: 'one-tap-sent-twice' };
    const url = `/api/check-in/tasks/${id}/entries`;
    const first = await town.post('handler', url, {}, again);
    expect((await town.post('handler', url, {}, again)).body).toEqual(first.body);
    expect(await countOf('check_in')).toBe(before + 1);
  });

  test('whom it does not include can’t check in, whatever they send', async () => {
    const before = await countOf('check_in');
    for (const who of ['otherHandler', 'inspector'] as const)
      expect((await checkIn(who, id)).status).toBe(404);
    for (const who of ['leader', 'admin'] as const) expect((await checkIn(who, id)).status).toBe(403);
    expect(await countOf('check_in')).toBe(before);
  });

  test('an administrator of the area looks for a purpose, and the officers see that they did', async () => {
    expect((await town.get('admin', `/api/check-in/tasks?areaPath=${DISTRICT}`)).body['tasks']).toMatchObject(
      [{ id, entryCount: 3, isRunning: true }],
    );
    expect((await town.get('streetLeader', `/api/check-in/tasks?areaPath=${STREET}`)).status).toBe(403);
    expect((await town.post('leader', `/api/check-in/tasks/${id}/look`, { purpose: '看看' })).status).toBe(
      403,
    );
    expect((await town.post('admin', `/api/check-in/tasks/${id}/look`, { purpose: ' ' })).status).toBe(422);
    expect((await mine('officer'))[0]?.looks).toEqual([]);
    const looked = await town.post('admin', `/api/check-in/tasks/${id}/look`, { purpose: '核对在岗' });
    const entries = looked.body['entries'] as readonly Record<string, unknown>[];
    expect(entries.map((entry) => entry['name'])).toContain(town.nameOf('officer'));
    expect((await mine('officer'))[0]?.looks).toMatchObject([
      { name: town.nameOf('admin'), purpose: '核对在岗' },
    ]);
  });

  test('ended early it asks nobody any more, takes nothing more, and is ended once', async () => {
    store.clock.set(iso(store.clock.now() + HOUR));
    expect((await end(id)).status).toBe(200);
    expect((await end(id)).status).toBe(200);
    expect(await mine('gridHead')).toEqual([]);
    const before = await countOf('check_in');
    expect((await checkIn('officer', id)).status).toBe(409);
    expect(await countOf('check_in')).toBe(before);
    // What is still held of an officer stays visible to them until it is forgotten.
    expect(await mine('officer')).toMatchObject([{ id, isRunning: false }]);
  });

  test('the store itself refuses an entry outside the task’s time, and one that is too fine', async () => {
    const insert = (lon: string, accuracy: number) =>
      store.database.transaction(({ db, now }) =>
        sql`
      insert into check_in (task_id, id, person_id, at, lon, lat, accuracy_metres, words)
      values (${id}::uuid, gen_random_uuid(), gen_random_uuid(), ${iso(now)}::timestamptz, ${lon}::numeric,
        29,
        ${accuracy}, '')`.execute(db),
      );
    await expect(insert('105.8', 100)).rejects.toThrow(/not running/);
    await expect(insert('105.8', 5)).rejects.toThrow();
  });

  test('thirty days after its end everything of people is gone, once, and the task stays', async () => {
    store.clock.set(iso(store.clock.now() + 30 * DAY - HOUR));
    await app.settle();
    expect(await countOf('check_in')).toBe(3);
    store.clock.set(iso(store.clock.now() + HOUR));
    await app.settle();
    expect([
      await countOf('check_in'),
      await countOf('check_in_look'),
      await countOf('check_in_task'),
    ]).toEqual([0, 0, 1]);
    await app.settle();
    expect(await mine('officer')).toEqual([]);
  });
});

describe('what may be begun', () => {
  test.each([
    ['without an end in the future', { endsAt: '2026-08-05T08:00:00+08:00' }, 'check_in.ends_too_early'],
    ['for longer than fourteen days', { endsAt: '2027-01-01T00:00:00+08:00' }, 'check_in.too_long'],
    ['without a reason', { reason: '  ' }, 'check_in.words_missing'],
    ['for an area that is not there', { areaPath: `${DISTRICT}.009` }, 'check_in.no_area'],
    [
      'months ahead',
      { startsAt: '2027-01-01T00:00:00+08:00', endsAt: '2027-01-02T00:00:00+08:00' },
      'check_in.too_far_ahead',
    ],
  ])('nothing %s', async (_, more, code) => {
    const reply = await town.post('admin', '/api/check-in/tasks', task(more));
    expect([reply.status, reply.body['code']]).toEqual([422, code]);
  });

  test('nobody but an administrator of the area begins one, for no other kind of work', async () => {
    for (const who of ['leader', 'dispatcher', 'officer'] as const) {
      expect((await town.post(who, '/api/check-in/tasks', task())).status).toBe(403);
    }
    expect((await town.post('admin', '/api/check-in/tasks', task({ areaPath: '500152' }))).status).toBe(403);
    expect((await town.post('admin', '/api/check-in/tasks', task({ kind: 'diligence' }))).status).toBe(400);
  });

  test('however many run elsewhere in the district, those of an area are told of theirs', async () => {
    const other = `${DISTRICT}.002`;
    const id = await begin({ endsAt: inTime(HOUR) });
    await store.database.transaction(({ db }) =>
      sql`
      insert into check_in_task (district_id, id, name, kind, area_path, reason, begun_by, starts_at, ends_at,
        created_at)
      select ${DISTRICT}, gen_random_uuid(), '值守' || n, 'security', ${other}, '演练', gen_random_uuid(),
        ${inTime(0)}::timestamptz, ${inTime(DAY)}::timestamptz, ${inTime(0)}::timestamptz
      from generate_series(1, 60) as n`.execute(db),
    );
    expect(await mine('officer')).toMatchObject([{ id }]);
    const told = await town.get('admin', `/api/check-in/tasks?areaPath=${STREET}`);
    expect(told.body['tasks']).toContainEqual(expect.objectContaining({ id }));
    await end(id);
  });

  test('a look says so when there is more than it shows', async () => {
    const id = await begin({ endsAt: inTime(HOUR) });
    const look = () => town.post('admin', `/api/check-in/tasks/${id}/look`, { purpose: '核对在岗' });
    const add = (most: number) =>
      store.database.transaction(({ db }) =>
        sql`
        insert into check_in (task_id, id, person_id, at, words)
        select ${id}::uuid, gen_random_uuid(), gen_random_uuid(), ${inTime(0)}::timestamptz, ''
        from generate_series(1, ${most}::integer)`.execute(db),
      );
    await add(500);
    expect((await look()).body['isMore']).toBe(false);
    await add(1);
    const { entries, isMore } = (await look()).body;
    expect([(entries as unknown[]).length, isMore]).toEqual([500, true]);
    await end(id);
  });

  test('one that is to come asks nobody yet', async () => {
    const id = await begin({ startsAt: inTime(DAY), endsAt: inTime(2 * DAY) });
    expect(await mine('officer')).toEqual([]);
    expect((await checkIn('officer', id)).status).toBe(409);
    store.clock.set(iso(store.clock.now() + DAY));
    expect(await mine('officer')).toMatchObject([{ id, isRunning: true }]);
  });
});
