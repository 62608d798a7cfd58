// The desk through the doors: what is found is what the reader may see, a number finds for those alone who
// may call back and never without a record, views are shared with whom they say, preferences are one's own.
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../kernel/assert.ts';
import { HOUR, MINUTE } from '../../kernel/duration.ts';
import type { Tx } from '../../platform/server/db/tx.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { indexWords } from '../../slices/cases/server/index-words.ts';
import { reindexWords } from '../../slices/cases/server/reindex-words.ts';
import { searchDeskByPhone } from '../../slices/desk/server/search-desk.ts';
import { findActor, givePosts, listPeopleWith } from '../../slices/people/server/public.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Town, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town: Town = testTown(store, app);

interface Hit {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
}
const search = async (who: Who, q: string): Promise<readonly Hit[]> => {
  const reply = await town.get(who, `/api/desk/search?q=${encodeURIComponent(q)}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body['items'] as readonly Hit[];
};
/** As screens ask for what may be a telephone number. */
const askByPhone = (who: Who, q: string) => town.post(who, '/api/desk/search', { q });
const idsByPhone = async (who: Who, q: string): Promise<readonly string[]> => {
  const reply = await askByPhone(who, q);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return (reply.body['items'] as readonly Hit[]).filter(({ kind }) => kind === 'case').map(({ id }) => id);
};
const idsOf = async (who: Who, q: string, kind = 'case'): Promise<readonly string[]> =>
  (await search(who, q)).filter((hit) => hit.kind === kind).map((hit) => hit.id);

const PHONE = '13900004321';
const made = { id: '', number: '' };
beforeAll(async () => {
  const reply = await town.report('dispatcher', {
    channel: 'hotline', description: '滨江步道护栏松动', address: '滨江路88号',
    reporter: { name: '秦女士', phone: PHONE },
  });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  Object.assign(made, { id: reply.body['id'], number: reply.body['number'] });
}, 120_000);

const everyWay = async (): Promise<void> => {
  for (const q of ['护栏', '滨江步道', '江路88', '护栏 滨江', made.number, made.number.slice(-6)]) {
    expect(await idsOf('dispatcher', q), q).toContain(made.id);
  }
  for (const q of ['护栏 水管', '江边', `${made.number.slice(-6, -1)}x`]) {
    expect(await idsOf('dispatcher', q), q).not.toContain(made.id);
  }
};

describe('search', () => {
  test('a case is found by words, address, number and its end, at once and by the index', async () => {
    await everyWay();
    store.clock.advance(5 * MINUTE);
    await store.database.transaction((tx) => indexWords.run(tx));
    const { rows } = await store.database.read(({ db }) =>
      sql<{ n: number }>`select count(*) as n from case_words where case_id = ${made.id}::uuid`.execute(db));
    expect(Number(rows[0]?.n)).toBe(1);
    await everyWay();
  });

  test('a case whose address was corrected is found by the new one', async () => {
    const lid = { channel: 'video', description: '井盖破损', address: '甲地' };
    const { body } = await town.report('dispatcher', lid);
    const id = String(body['id']);
    store.clock.advance(5 * MINUTE);
    await store.database.transaction((tx) => indexWords.run(tx));
    const centres: Who[] = ['dispatcher', 'streetDispatcher', 'communityDispatcher'];
    const { point } = await town.reportBody();
    const right = { address: '乙地新街', point };
    const tries = await Promise.all(centres.map((who) => town.act(who, id, 'accept', right)));
    expect(tries.map((one) => one.status)).toContain(200);
    expect(await idsOf('dispatcher', '乙地新街')).toContain(id);
    expect(await idsOf('dispatcher', '甲地')).not.toContain(id);
  });

  test('a case that was indexed before digits stood together gets the grams of today', async () => {
    const { body } = await town.report('dispatcher', {
      channel: 'hotline', description: '灯杆 10020 与 7 不亮，编号A123456', address: '滨江路1088号',
    });
    store.clock.advance(5 * MINUTE);
    await store.database.transaction((tx) => indexWords.run(tx));
    const migrations = ['0038_digits_together.sql', '0046_house_numbers.sql'];
    const gramsOf = async (tx: Tx): Promise<readonly number[]> => {
      const rows = await tx.query<{ gram: number }>(
        'select unnest(grams) as gram from case_words where case_id = $1::uuid order by 1', [body['id']]);
      return rows.map(({ gram }) => Number(gram));
    };
    await store.database.transaction(async (tx) => {
      const now = await gramsOf(tx);
      const before = now.filter((gram) => gram < 12 * 2 ** 40);
      expect(now.length - before.length).toBe(8);
      const strip = 'update case_words set grams = $2::bigint[] where case_id = $1::uuid';
      await tx.query(strip, [body['id'], before]);
      for (const name of migrations) {
        const file = new URL(`../../db/migrations/${name}`, import.meta.url);
        await tx.query(await readFile(file, 'utf8'), []);
      }
      expect(await gramsOf(tx)).toEqual(now.slice(0, -1));
      // By which edition they were made, no migration says.
      await reindexWords.run(tx);
      expect(await gramsOf(tx)).toEqual(now);
    });
  });

  test('a case is found by the number of its house, and not by a part of it', async () => {
    const { body } = await town.report('dispatcher', {
      channel: 'hotline', description: '路灯不亮', address: '桂花路123号',
    });
    const id = String(body['id']);
    for (const isIndexed of [false, true]) {
      store.clock.advance(5 * MINUTE);
      if (isIndexed) await store.database.transaction((tx) => indexWords.run(tx));
      for (const q of ['桂花路123号', '路123号', '桂花路12', '花路1', '23号']) {
        expect(await idsOf('dispatcher', q), q).toContain(id);
      }
      for (const q of ['桂花路12号', '桂花路23号', '桂花路1234号']) {
        expect(await idsOf('dispatcher', q), q).not.toContain(id);
      }
    }
  });

  test('nobody finds a case that they may not see', async () => {
    expect(await idsOf('otherStreet', '护栏')).toEqual([]);
    expect(await idsOf('otherHandler', made.number)).toEqual([]);
    expect(await idsOf('foreign', '护栏')).toEqual([]);
  });

  test('people, units, grids and items are found by name and by pinyin initials', async () => {
    const mine = town.nameOf('handler');
    expect(await idsOf('dispatcher', mine, 'person')).toContain(town.personId('handler'));
    for (const [q, kind, id] of [
      ['暴露垃圾', 'item', 'E0102'], ['bllj', 'item', 'E0102'], ['baolulaji', 'item', 'E0102'],
      ['exposed rub', 'item', 'E0102'], ['e0102', 'item', 'E0102'],
      [`${DISTRICT}001001001`, 'grid', `${DISTRICT}.001.001.001`],
    ] as const) expect(await idsOf('dispatcher', q, kind), q).toContain(id);
    const [unit] = (await search('dispatcher', 'sanitation500151.001')).filter(({ kind }) => kind === 'unit');
    expect(unit?.hint).toBe('sanitation-500151.001');
  });

  test('whoever may not read people finds none of another unit', async () => {
    const mine = await search('handler', town.nameOf('dispatcher'));
    expect(mine.filter((hit) => hit.kind === 'person' && hit.id === town.personId('dispatcher'))).toEqual([]);
  });
});

const searches = async (): Promise<readonly { found: number; is_whole: boolean }[]> => {
  const { rows } = await store.database.read(({ db }) => sql<{ found: number; is_whole: boolean }>`
    select found, is_whole from desk_phone_search order by searched_at, id`.execute(db));
  return rows;
};

describe('a reporter’s number', () => {
  test('finds the case for the centre in charge, whole or by its end, and each search is kept', async () => {
    const centre: Who[] = ['dispatcher', 'streetDispatcher', 'communityDispatcher'];
    const found = await Promise.all(centre.map((who) => idsByPhone(who, PHONE)));
    expect(found.filter((ids) => ids.includes(made.id))).toHaveLength(1);
    const inCharge = centre[found.findIndex((ids) => ids.includes(made.id))] ?? 'nobody';
    expect(await idsByPhone(inCharge, '139 0000 4321')).toContain(made.id);
    expect(await idsByPhone(inCharge, '4321')).toContain(made.id);
    expect(await idsByPhone(inCharge, '4322')).not.toContain(made.id);
    const kept = await searches();
    expect(kept.map((one) => one.is_whole)).toEqual([true, true, true, false, false]);
    expect(kept.filter((one) => one.found > 0)).toHaveLength(2);
  });

  test('finds nothing where it stands in the address, and a single character looks through no district',
    async () => {
      const before = (await searches()).length;
      for (const who of ['dispatcher', 'streetDispatcher', 'communityDispatcher'] as const) {
        expect(await idsOf(who, PHONE), who).toEqual([]);
        expect(await idsOf(who, '4321'), who).toEqual([]);
      }
      expect(await searches()).toHaveLength(before);
      expect(await idsOf('dispatcher', '栏')).toEqual([]);
      const list = await town.get('dispatcher', `/api/cases?text=${encodeURIComponent('栏')}`);
      expect(list).toMatchObject({ status: 422, body: { code: 'cases.text_too_short' } });
    });

  test('can’t be guessed end by end: after sixty different ones one is told how to go on', async () => {
    const who = 'communityDispatcher';
    store.clock.advance(2 * HOUR);
    const ends = Array.from({ length: 61 }, (_, n) => String(5_000 + n));
    const replies = [];
    for (const end of ends) replies.push(await askByPhone(who, end));
    expect(replies.slice(0, 60).filter(({ status }) => status !== 200)).toEqual([]);
    expect(replies[60]).toMatchObject({ status: 429, body: { code: 'desk.too_many_phone_searches' } });
    const before = (await searches()).length;
    // One that was looked for already is no further guess, and five digits are no number's end.
    expect((await askByPhone(who, '5000')).status).toBe(200);
    expect((await askByPhone(who, '50001')).status).toBe(200);
    expect((await askByPhone('streetDispatcher', '5061')).status).toBe(200);
    expect((await searches()).length - before).toBeLessThanOrEqual(2);
    store.clock.advance(HOUR + MINUTE);
    expect((await askByPhone(who, '5061')).status).toBe(200);
  });

  test('can’t be guessed by asking for all ends at once either', async () => {
    const who = 'dispatcher';
    store.clock.advance(2 * HOUR);
    const ends = Array.from({ length: 66 }, (_, n) => String(6_000 + n));
    const replies = await Promise.all(ends.map((end) => askByPhone(who, end)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(60);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(6);
    store.clock.advance(2 * HOUR);
  });

  test('that is asked for again within the minute waits for no other search of the same person', async () => {
    store.clock.advance(2 * HOUR);
    const actor = await store.database.read((tx) => findActor(tx, town.personId('dispatcher')));
    assert(actor, 'the dispatcher is there');
    const locksOf = (q: string) => store.database.transaction(async (tx) => {
      await searchDeskByPhone(tx, actor, { q });
      const rows = await tx.query<{ n: number }>(
        "select count(*) as n from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()");
      return Number(rows[0]?.n);
    });
    expect([await locksOf('4321'), await locksOf('4321'), await locksOf('4322')]).toEqual([1, 0, 1]);
    store.clock.advance(2 * MINUTE);
    expect(await locksOf('4321')).toBe(1);
  });

  test('finds nothing for anybody else, and nobody is shown it', async () => {
    const before = (await searches()).length;
    for (const who of ['leader', 'handler', 'inspector', 'gridHead', 'admin', 'foreign'] as const) {
      expect(await idsByPhone(who, PHONE), who).toEqual([]);
    }
    expect((await searches()).length - before).toBeLessThanOrEqual(1);
    expect(JSON.stringify(await search('dispatcher', '护栏'))).not.toContain('4321');
  });
});

interface View {
  readonly id: string;
  readonly name: string;
  readonly isMine: boolean;
  readonly canDelete: boolean;
}
const view = (more: object = {}) => ({
  screen: 'cases', name: '红灯', query: 'lamp=red&sort=due', share: 'nobody', ...more,
});
const viewsOf = async (who: Who): Promise<readonly View[]> =>
  (await town.get(who, '/api/desk/views?screen=cases')).body['views'] as readonly View[];

describe('saved views', () => {
  test('are one’s own until they are shared with the unit or the area', async () => {
    const { status, body } = await town.post('streetDispatcher', '/api/desk/views', view());
    expect(status).toBe(201);
    expect((await viewsOf('streetDispatcher')).map((one) => one.name)).toEqual(['红灯']);
    expect(await viewsOf('communityDispatcher')).toEqual([]);
    const path = `/api/desk/views/${String(body['id'])}`;
    const { screen: _, ...content } = view({ share: 'area' });
    const token = await town.token('streetDispatcher') ?? '';
    expect((await app.send('PUT', path, { token, body: content })).status).toBe(200);
    expect((await viewsOf('communityDispatcher')).map((one) => [one.name, one.isMine, one.canDelete]))
      .toEqual([['红灯', false, false]]);
    expect(await viewsOf('otherStreet')).toEqual([]);
    expect(await viewsOf('dispatcher')).toEqual([]);
    const other = await town.token('communityDispatcher') ?? '';
    expect((await app.send('PUT', path, { token: other, body: content })).status).toBe(404);
    expect((await app.send('DELETE', path, { token: other })).status).toBe(404);
    expect((await app.send('DELETE', path, { token: await town.token('admin') ?? '' })).status).toBe(200);
    expect(await viewsOf('streetDispatcher')).toEqual([]);
  });

  test('have one name each, and only those who steer an area share with all of it', async () => {
    expect((await town.post('handler', '/api/desk/views', view())).status).toBe(201);
    expect((await town.post('handler', '/api/desk/views', view())).body['code']).toBe('desk.view_name_taken');
    const forUnit = await town.post('handler', '/api/desk/views', view({ name: '甲', share: 'unit' }));
    expect(forUnit.status).toBe(201);
    expect((await viewsOf('mate')).map((one) => one.name)).toEqual(['甲']);
    const shared = await town.post('handler', '/api/desk/views', view({ name: '乙', share: 'area' }));
    expect(shared.body['code']).toBe('auth.not_allowed');
  });
});

describe('a view', () => {
  test('that was shared by one of two posts stays with its readers when it is renamed', async () => {
    const [personId, unitId] = [town.personId('mate'), town.city.unit('sanitation', '.002').id];
    const second = { personId, unitId, role: 'handler', areaPath: `${DISTRICT}.002`, toDate: null } as const;
    await store.database.transaction((tx) =>
      givePosts(tx, { kind: 'system', name: 'setup' }, [{ ...second, fromDate: '2026-01-01' }]));
    store.clock.advance(MINUTE);
    const posts = await store.database.read((tx) => listPeopleWith(tx, { unitId }));
    const postId = posts.find((one) => one.personId === personId)?.postId;
    for (const one of [town.postId('mate'), postId]) {
      const shared = view({ name: '丙', share: 'unit', postId: one });
      const made = await town.post('mate', '/api/desk/views', shared);
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const { screen: _, ...content } = view({ name: '丁', share: 'unit' });
      const path = `/api/desk/views/${String(made.body['id'])}`;
      const token = (await town.token('mate')) ?? '';
      expect((await app.send('PUT', path, { token, body: content })).status).toBe(200);
      const sees = async (who: Who) => (await viewsOf(who)).some(({ name }) => name === '丁');
      expect([await sees('handler'), await sees('otherHandler')]).toEqual([one !== postId, one === postId]);
      expect((await app.send('DELETE', path, { token })).status).toBe(200);
    }
  });

  test('saved in two windows at once under one name is saved once, and the other is told so', async () => {
    await town.token('inspector');
    const own = town.personId('inspector');
    // The other window has written and not committed yet: to look for the name finds nothing.
    const { going } = await store.database.transaction(async (tx) => {
      await sql`insert into desk_view (id, district_id, screen, name, query, owner_id, created_at, updated_at)
        values (${tx.ids.next()}::uuid, '500151', 'cases', '同名', '', ${own}::uuid, now(), now())
      `.execute(tx.db);
      const sent = town.post('inspector', '/api/desk/views', view({ name: '同名' }));
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { going: sent };
    });
    const { status, body } = await going;
    expect([status, body['code']]).toEqual([409, 'desk.view_name_taken']);
    expect((await viewsOf('inspector')).map((one) => one.name)).toEqual(['同名']);
  });

  test('left by somebody who is gone is removed by the head of the unit, or by a dispatcher', async () => {
    const leave = async (who: Who, share: string) => {
      const made = await town.post(who, '/api/desk/views', view({ name: `留下的${share}`, share }));
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const ended = await town.post('admin', `/api/posts/${town.postId(who)}/end`, { why: '调离' });
      expect(ended.status, JSON.stringify(ended.body)).toBe(200);
      return `/api/desk/views/${String(made.body['id'])}`;
    };
    const remove = async (who: Who, path: string) =>
      (await app.send('DELETE', path, { token: (await town.token(who)) ?? '' })).status;
    const ofUnit = await leave('leaver', 'unit');
    const seen = async (who: Who) =>
      (await viewsOf(who)).filter((one) => one.name === '留下的unit').map((one) => one.canDelete);
    expect([await seen('mate'), await seen('chief')]).toEqual([[false], [true]]);
    expect([await remove('mate', ofUnit), await remove('otherStreet', ofUnit)]).toEqual([404, 404]);
    expect(await remove('chief', ofUnit)).toBe(200);
    const ofArea = await leave('streetLeader', 'area');
    expect([await remove('mate', ofArea), await remove('otherStreet', ofArea)]).toEqual([404, 404]);
    expect(await remove('streetDispatcher', ofArea)).toBe(200);
  });
});

test('what was found before is told by id as it reads now, to whoever may still see it', async () => {
  const unit = (await search('dispatcher', 'sanitation500151.001')).find(({ kind }) => kind === 'unit');
  const of = [`unit ${unit?.id}`, `case ${made.id}`, 'case gone', 'item none'];
  const again = async (who: Who): Promise<readonly Hit[]> => {
    const asked = of.map((one) => `of=${encodeURIComponent(one)}`).join('&');
    const reply = await town.get(who, `/api/desk/found?${asked}`);
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    return reply.body['items'] as readonly Hit[];
  };
  const told = await again('dispatcher');
  expect(told.map(({ kind, id }) => `${kind} ${id}`)).toEqual(of.slice(0, 2));
  expect(told[1]?.title).toContain('滨江步道护栏松动');
  expect((await again('foreign')).map(({ id }) => id)).not.toContain(made.id);
});

test('preferences are one’s own, part by part, and hold nothing but what they may', async () => {
  const token = await town.token('dispatcher') ?? '';
  const put = (body: unknown) => app.send('PUT', '/api/desk/preferences', { token, body });
  expect((await put({ keys: { accept: 'a' }, columns: { cases: ['lamp', 'number'] } })).status).toBe(200);
  const spoken = (await put({ singleKeys: false })).body;
  expect(spoken['singleKeys']).toBe(false);
  expect((await put({ singleKeys: 'off' })).status).toBe(400);
  expect((await put({ singleKeys: true })).status).toBe(200);
  expect((await put({ keys: { accept: 'z' } })).body).toEqual({
    singleKeys: true,
    keys: { accept: 'z' }, columns: { cases: ['lamp', 'number'] },
  });
  store.clock.advance(HOUR);
  expect((await town.get('dispatcher', '/api/desk/preferences')).body['columns'])
    .toEqual({ cases: ['lamp', 'number'] });
  expect((await town.get('leader', '/api/desk/preferences')).body).toEqual({});
  expect((await put({ keys: { accept: 'x'.repeat(300) } })).status).toBe(400);
  const screens = (names: string) => Object.fromEntries([...names].map((screen) =>
    [screen, Array.from({ length: 60 }, (_, n) => `${n}`.padStart(40, '列'))]));
  for (const names of ['abcdefghij', 'klmnopqrst', 'abcdefghijklmnopqrst']) {
    const before = (await town.get('dispatcher', '/api/desk/preferences')).body;
    const tried = await put({ columns: screens(names) });
    expect(tried.body['code']).toBe('desk.preferences_full');
    expect((await town.get('dispatcher', '/api/desk/preferences')).body).toEqual(before);
  }
  expect((await put({ columns: screens('abc') })).status).toBe(200);
});
