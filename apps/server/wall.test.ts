// The wall through the doors: every number is the length of its list, nobody's words or names are on it,
// many viewers cost one count, a director is followed, and a machine gets in, watches one area and is sent
// away.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { DEFAULT_PLAN } from '../../slices/wall/core/default-plan.ts';
import type { Plan } from '../../slices/wall/core/plan.ts';
import { countingsOf } from '../../slices/wall/server/read-now.ts';
import type { WallIndicators, WallNow } from '../../slices/wall/core/contract.ts';
import { mayHear } from './may-hear.ts';
import { makeCallers } from './callers.ts';
import { type Reply, testApp } from './test-app.ts';
import { testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-07-20T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const DISTRICT = '500151';
const STREET = '500151.001';
const CANARY = { name: '慕容栖霞', phone: '13987654321' } as const;
const HOME = '桐荫里8号楼3单元1202室';
const SPOKEN = '我邻居家门口堆满了渣土';

const at = (time: string): void => store.clock.set(`${time}:00+08:00`);
const done = { result: '已清', finding: '已清' };

async function report(who: Who = 'inspector', more: Record<string, unknown> = {}): Promise<string> {
  const sent = await town.report(who, more);
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  return String(sent.body['id']);
}

async function act(who: Who, id: string, action: string, body: Record<string, unknown> = {}): Promise<void> {
  const sent = await town.act(who, id, action, body);
  expect(sent.status, `${action} ${JSON.stringify(sent.body)}`).toBeLessThan(300);
}

async function close(id: string): Promise<void> {
  await act('handler', id, 'claim', { personId: town.personId('handler') });
  await act('handler', id, 'feed_back', { result: done.result, photoIds: [await town.photo('handler')] });
  await act('inspector', id, 'verify', { finding: done.finding });
  await act('streetDispatcher', id, 'close', { closingCode: 'solved' });
}

async function rework(id: string): Promise<void> {
  await act('handler', id, 'claim', { personId: town.personId('handler') });
  await act('handler', id, 'feed_back', { result: done.result, photoIds: [await town.photo('handler')] });
  await act('inspector', id, 'rework', { missing: '仍有残留' });
  await act('handler', id, 'feed_back', { result: done.result, photoIds: [await town.photo('handler')] });
  await act('inspector', id, 'verify', { finding: done.finding });
  await act('streetDispatcher', id, 'close', { closingCode: 'solved' });
}

beforeAll(async () => {
  // A year before 2026 has no lists yet: "last year" is 2026, and 2027 needs its holidays.
  const loaded = await town.post('admin', `/api/districts/${DISTRICT}/calendar/years`, {
    year: 2027,
    source: 'a test',
    holidays: [{ day: '2027-01-01', kind: 'off', name: '元旦', nameEn: 'New Year' }],
  });
  expect(loaded.status, JSON.stringify(loaded.body)).toBeLessThan(300);
  await close(await report());
  await report('inspector', { point: town.city.inGridB });
  at('2027-07-20T09:00');
  await close(await report());
  await close(await report());
  await rework(await report());
  at('2027-08-05T08:00');
  await report();
  await report('inspector', { point: town.city.inGridB });
  await act('handler', await report(), 'claim', { personId: town.personId('handler') });
  await report('dispatcher', {
    channel: 'hotline',
    description: SPOKEN,
    address: HOME,
    reporter: CANARY,
  });
  at('2027-08-05T08:20');
  await report();
}, 120_000);

const now = async (who: Who, areaPath = DISTRICT): Promise<WallNow> => {
  const { status, body } = await town.get(who, `/api/wall/${areaPath}/now`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as WallNow;
};

async function lengthOf(who: Who, query: Record<string, string>): Promise<number> {
  let [length, cursor] = [0, ''];
  do {
    const text = new URLSearchParams({ ...query, limit: '2', ...(cursor ? { cursor } : {}) });
    const { status, body } = await town.get(who, `/api/cases?${text}`);
    expect(status, JSON.stringify(body)).toBe(200);
    length += (body['items'] as unknown[]).length;
    cursor = (body['nextCursor'] as string | null) ?? '';
  } while (cursor !== '');
  return length;
}

describe('what stands on the wall', () => {
  test.each([
    ['leader', DISTRICT],
    ['streetLeader', STREET],
  ] as const)('every figure and every lamp that %s sees is as long as its list', async (who, areaPath) => {
    const wall = await now(who, areaPath);
    for (const { id, total } of wall.figures) {
      expect([id, await lengthOf(who, { figure: id, areaPath })]).toEqual([id, total]);
    }
    for (const street of wall.streets) {
      for (const [lamp, total] of Object.entries(street.lamps)) {
        const length = await lengthOf(who, { lamp, areaPath: street.areaPath });
        expect([street.areaPath, lamp, length]).toEqual([street.areaPath, lamp, total]);
      }
      expect(Object.values(street.lamps).reduce((sum, one) => sum + one, 0)).toBe(street.open);
    }
    const open = wall.figures.find((figure) => figure.id === 'open')?.total;
    expect(wall.streets.reduce((sum, street) => sum + street.open, 0)).toBe(open);
    expect(wall.running).toHaveLength(open ?? 0);
    expect(wall.dots.reduce((sum, dot) => sum + dot.total, 0)).toBe(open);
    expect(wall.fresh.length).toBeGreaterThan(0);
    if (areaPath === DISTRICT) expect(wall.lamps.red).toBeGreaterThan(0);
  });

  test('every indicator of this year and of last year is as long as its list', async () => {
    const { body } = await town.get('leader', `/api/wall/${DISTRICT}/indicators`);
    const { items, ...days } = body as unknown as WallIndicators;
    expect(days).toMatchObject({
      from: '2027-07-06',
      until: '2027-08-04',
      lastYearFrom: '2026-07-06',
      lastYearUntil: '2026-08-04',
    });
    let counted = 0;
    for (const { id, now: current, lastYear } of items) {
      for (const { figure, total, of, outOf } of [current, lastYear]) {
        expect([figure, await lengthOf('leader', { figure, areaPath: DISTRICT })]).toEqual([figure, total]);
        if (of)
          expect([of, await lengthOf('leader', { figure: of, areaPath: DISTRICT })]).toEqual([of, outOf]);
        expect(outOf === null || outOf >= total, `${id}: a part is no larger than its base`).toBe(true);
        counted += total;
      }
    }
    const reworked = items.find((item) => item.id === 'rework_rate');
    expect(reworked?.now).toMatchObject({ total: 1, outOf: 3 });
    expect(counted).toBeGreaterThan(5);
  });

  test('no name, no number, no words of a reporter, no home and no exact place is on it', async () => {
    const said = [];
    for (const door of ['now', 'indicators', 'stage']) {
      const { body, status } = await town.get('leader', `/api/wall/${DISTRICT}/${door}`);
      expect(status).toBe(200);
      said.push(JSON.stringify(body));
    }
    const text = said.join('\n');
    for (const canary of [CANARY.name, CANARY.phone, HOME, SPOKEN, '已清', ...town.names.map((who) => who)]) {
      expect(text.includes(canary), `${canary} is on the wall`).toBe(false);
    }
    for (const who of town.names.filter((one) => one !== 'nobody')) {
      expect(text.includes(town.nameOf(who)), `${who} is on the wall`).toBe(false);
      expect(text.includes(town.personId(who)), `the id of ${who} is on the wall`).toBe(false);
    }
    const { dots, fresh } = await now('leader');
    for (const { lon, lat } of [...dots, ...fresh]) {
      expect(
        [lon, lat].every((degrees) => Math.abs(degrees * 1000 - Math.round(degrees * 1000)) < 1e-6),
      ).toBe(true);
    }
  });

  test('a hundred viewers at once cost one count, and whoever asks later gets a newer one', async () => {
    await now('leader');
    const before = await store.database.read(async (tx) => countingsOf(tx));
    await Promise.all(Array.from({ length: 100 }, () => now('leader')));
    const after = await store.database.read(async (tx) => countingsOf(tx));
    expect(after - before).toBeLessThanOrEqual(2);
    const { running } = await now('leader');
    const id = await report();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const later = await now('leader');
    expect(later.running.length).toBe(running.length + 1);
    expect(later.running.some((row) => row.id === id)).toBe(true);
  });

  test.each([
    ['nobody', 401],
    ['foreign', 403],
    ['otherStreet', 403],
    ['handler', 403],
  ] as const)('%s may not watch the wall of the district', async (who, status) => {
    expect((await town.get(who, `/api/wall/${DISTRICT}/now`)).status).toBe(status);
  });
});

const put = async (who: Who, url: string, body: unknown): Promise<Reply> => {
  const token = await town.token(who);
  return app.send('PUT', url, { body, ...(token ? { token } : {}) });
};

describe('directing', () => {
  const stage = `/api/wall/${DISTRICT}/stage`;

  test('a director chooses a scene, the district is told, and the wall shows it', async () => {
    const chosen = await put('leader', stage, { scene: 'storm', isHeld: true });
    expect(chosen.body).toMatchObject({ stage: { scene: 'storm', isHeld: true }, version: 0 });
    const told = await store.database.read(({ db }) =>
      db
        .selectFrom('event')
        .select(['kind', 'district_id', 'data'])
        .where('kind', '=', 'wall.directed')
        .execute(),
    );
    expect(told).toEqual([{ kind: 'wall.directed', district_id: DISTRICT, data: { areaPath: DISTRICT } }]);
    expect((await town.get('inspector', stage)).status).toBe(403);
  });

  test('who directed the wall, when, from what to what is on record, and the same again is no change',
    async () => {
    type Line = {
      byName: string; changedAt: number; subject: { id: string };
      facts: { name: { en: string }; before: { zh: string } | null; after: { zh: string } | null }[];
    };
    const directed = async (): Promise<Line[]> => {
      const { body } = await town.get('admin', '/api/changes?operation=wall.direct');
      return body['changes'] as Line[];
    };
    await put('leader', stage, { scene: 'storm', isHeld: true });
    const before = await directed();
    await put('dispatcher', stage, { scene: 'street', isHeld: false, focusPath: STREET });
    await put('dispatcher', stage, { scene: 'street', isHeld: false, focusPath: STREET });
    const [last, ...earlier] = await directed();
    expect(earlier).toEqual(before);
    expect(last?.byName).toBe(town.nameOf('dispatcher'));
    expect(last?.changedAt).toBe(store.clock.now());
    expect(last?.subject.id).toBe(DISTRICT);
    expect(last?.facts.map(({ name }) => name.en)).toEqual(['scene', 'street in focus']);
    expect(last?.facts[0]).toMatchObject({
      before: { zh: '应急调度，停留' }, after: { zh: '镇街聚焦，到时轮播' },
    });
    expect(last?.facts[1]?.before).toBeNull();
    await put('leader', stage, { scene: 'storm', isHeld: true });
    expect((await directed())[0]?.byName).toBe(town.nameOf('leader'));
  });

  test('what can not be shown is refused, and says why', async () => {
    const wrong = await Promise.all([
      put('leader', stage, { scene: 'nowhere', isHeld: false }),
      put('leader', stage, { scene: 'street', isHeld: false, focusPath: '500152.001' }),
      put('inspector', stage, { scene: 'storm', isHeld: false }),
    ]);
    expect(wrong.map(({ body }) => body['code'])).toEqual([
      'wall.no_scene',
      'wall.not_below',
      'auth.not_allowed',
    ]);
  });

  test('whoever steers the area orders the scenes of its wall, and overwrites nobody unseen', async () => {
    const round = `/api/wall/${DISTRICT}/round`;
    const before = (await town.get('leader', stage)).body as { plan: Plan; version: number };
    const { version } = before;
    const scenes = before.plan.scenes
      .map(({ code }, at) => ({ code, seconds: 40 + at, isInTurn: code !== 'weekly' }))
      .toReversed();
    const saved = (await put('dispatcher', round, { scenes, version })).body as typeof before;
    expect(saved.version).toBe(version + 1);
    expect(saved.plan.scenes).toMatchObject(scenes);
    expect(saved.plan.scenes.map(({ layouts }) => layouts)).toEqual(
      before.plan.scenes.toReversed().map(({ layouts }) => layouts),
    );
    const record = await town.get('admin', '/api/changes?operation=wall.direct');
    const [line] = record.body['changes'] as { facts: { name: { en: string }; after: { en: string } }[] }[];
    expect(line?.facts.map(({ name }) => name.en)).toEqual(
      ['order', ...before.plan.scenes.toReversed().map(({ en }) => `scene ${en}`)],
    );
    expect(line?.facts[1]?.after.en).toMatch(/^43 s, (in turn|only when called)$/);
    expect((await put('leader', round, { scenes, version })).body['code']).toBe('wall.plan_changed');
    const none = scenes.map((scene) => ({ ...scene, isInTurn: false }));
    const next = { version: version + 1 };
    expect((await put('leader', round, { ...next, scenes: none })).body['code']).toBe('wall.none_in_turn');
    const lost = { ...next, scenes: scenes.slice(1) };
    expect((await put('leader', round, lost)).body['code']).toBe('wall.plan_changed');
    expect((await put('otherStreet', round, { ...next, scenes })).body['code']).toBe('auth.not_allowed');
  });

  test('a plan is arranged by an administrator, on record, version by version, and can not overlap',
    async () => {
    const plan = `/api/wall/${DISTRICT}/plan`;
    const [first, ...rest] = DEFAULT_PLAN.scenes;
    const scenes = [{ ...first, seconds: 20 }, ...rest];
    const { version } = (await town.get('leader', stage)).body as { version: number };
    const body = { ...DEFAULT_PLAN, scenes, version };
    expect((await put('leader', plan, body)).status).toBe(403);
    expect((await put('admin', plan, body)).body).toMatchObject({ version: version + 1 });
    expect((await put('admin', plan, body)).body['code']).toBe('wall.plan_changed');
    const record = await town.get('admin', '/api/changes?operation=wall.arrange');
    type Told = { subject: { id: string }; facts: { after: { zh: string } }[] };
    const changes = record.body['changes'] as Told[];
    expect(changes).toHaveLength(1);
    expect(changes[0]?.subject.id).toBe(DISTRICT);
    expect(changes[0]?.facts.map(({ after }) => after.zh).join('\n')).toContain('20 秒');
    const [panel] = first?.layouts.standard ?? [];
    const twice = { ...first, layouts: { ...first?.layouts, standard: [panel, panel] } };
    const overlapping = { ...body, version: version + 1, scenes: [twice, ...rest] };
    expect((await put('admin', plan, overlapping)).body['code']).toBe('wall.panels_overlap');
    const outside = {
      ...body,
      version: version + 1,
      videos: [{ zh: '外', en: 'x', kind: 'hls', address: 'https://x.y' }],
    };
    expect((await put('admin', plan, outside)).status).toBe(400);
  });
});

describe('a machine before the wall', () => {
  const cookieOf = ({ headers }: Reply): string => String(headers['set-cookie']).split(';')[0] ?? '';
  const asking = (cookie: string, url: string) => app.send('GET', url, { headers: { cookie } });
  const callers = () => makeCallers({ database: store.database, clock: store.clock, people: app.people });

  test('gets a code also while somebody asks for codes all the time', async () => {
    const until = new Date(store.clock.now() + 60_000).toISOString();
    await store.database.transaction((tx) =>
      sql`insert into wall_screen (id, token_hash, code, made_at, waits_until)
        select md5('screen' || n)::uuid, sha256(('screen' || n)::bytea),
          translate(lpad(n::text, 8, '0'), '01', 'AB'), ${until}::timestamptz - interval '10 minutes',
          ${until}::timestamptz + n * interval '1 millisecond'
        from generate_series(1, 200) n`.execute(tx.db),
    );
    const asked = await app.send('POST', '/api/wall/screens');
    expect(asked.body).toMatchObject({ state: 'waiting' });
    const { rows } = await store.database.read((tx) =>
      sql<{ code: string }>`select code from wall_screen where let_in_at is null`.execute(tx.db),
    );
    const codes = rows.map(({ code }) => code);
    expect(codes).toHaveLength(200);
    expect(codes).toContain(asked.body['code']);
    expect(codes).not.toContain('AAAAAAAB');
  });

  test('shows a code, is let in for one area, watches it alone, and is silent when sent away', async () => {
    const asked = await app.send('POST', '/api/wall/screens');
    expect(asked.body).toMatchObject({ state: 'waiting' });
    expect(String(asked.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/);
    const cookie = cookieOf(asked);
    const again = await app.send('POST', '/api/wall/screens', { headers: { cookie } });
    expect(again.body['code']).toBe(asked.body['code']);
    expect((await asking(cookie, `/api/wall/${STREET}/now`)).status).toBe(401);

    const body = { code: String(asked.body['code']).toLowerCase(), areaPath: STREET, name: '大厅左墙' };
    expect((await town.post('leader', '/api/wall/screens/let-in', body)).status).toBe(403);
    expect((await town.post('otherStreet', '/api/wall/screens/let-in', body)).status).toBe(403);
    expect((await town.post('streetDispatcher', '/api/wall/screens/let-in', body)).status).toBe(200);
    const second = await town.post('streetDispatcher', '/api/wall/screens/let-in', body);
    expect(second.body['code']).toBe('wall.code_unknown');

    expect((await asking(cookie, '/api/wall/screens/mine')).body).toMatchObject({
      state: 'let_in',
      areaPath: STREET,
    });
    expect((await asking(cookie, `/api/wall/${STREET}/now`)).status).toBe(200);
    for (const url of [
      `/api/wall/${DISTRICT}/now`,
      `/api/wall/${STREET}/screens`,
      '/api/cases',
      '/api/cases/figures?areaPath=500151',
      '/api/people',
      '/api/units',
    ]) {
      expect([url, (await asking(cookie, url)).status]).toEqual([url, 403]);
    }
    const write = await app.send('PUT', `/api/wall/${STREET}/stage`, {
      headers: { cookie },
      body: { scene: 'today', isHeld: false },
    });
    expect(write.status).toBe(401);

    const caller = await callers().identify({
      cookies: { [cookie.split('=')[0] ?? '']: cookie.split('=')[1] },
      isWrite: false,
    });
    expect(caller && mayHear(caller.actor, `district:${DISTRICT}`)).toBe(true);
    expect(caller && mayHear(caller.actor, 'district:500152')).toBe(false);
    expect(caller && mayHear(caller.actor, `person:${town.personId('leader')}`)).toBe(false);

    const list = await town.get('streetLeader', `/api/wall/${STREET}/screens`);
    const [screen] = list.body['screens'] as { id: string; name: string; letInBy: string }[];
    expect(screen).toMatchObject({ name: '大厅左墙', letInBy: town.nameOf('streetDispatcher') });
    const sessionId = caller?.sessionId ?? '';
    expect((await callers().recheck([sessionId])).has(sessionId)).toBe(true);
    const token = await town.token('streetDispatcher');
    const url = `/api/wall/screens/${screen?.id}`;
    expect((await app.send('DELETE', url, { token: token ?? '' })).status).toBe(200);
    expect((await asking(cookie, `/api/wall/${STREET}/now`)).status).toBe(401);
    expect((await callers().recheck([sessionId])).has(sessionId)).toBe(false);
  });

  test('a machine falls silent when the post of whoever let it in ends, and stays so', async () => {
    const asked = await app.send('POST', '/api/wall/screens');
    const cookie = cookieOf(asked);
    const body = { code: asked.body['code'], areaPath: DISTRICT, name: '后墙' };
    expect((await town.post('secondDispatcher', '/api/wall/screens/let-in', body)).status).toBe(200);
    const identify = () =>
      callers().identify({
        cookies: { [cookie.split('=')[0] ?? '']: cookie.split('=')[1] },
        isWrite: false,
      });
    const sessionId = (await identify())?.sessionId ?? '';
    expect((await callers().recheck([sessionId])).has(sessionId)).toBe(true);
    const post = town.postId('secondDispatcher');
    const ended = await town.post('admin', `/api/posts/${post}/end`, { why: '调离' });
    expect(ended.status, JSON.stringify(ended.body)).toBe(200);
    store.clock.advance(5_000);
    expect((await callers().recheck([sessionId])).has(sessionId)).toBe(false);
    expect((await asking(cookie, `/api/wall/${DISTRICT}/now`)).status).toBe(401);
    expect((await asking(cookie, '/api/wall/screens/mine')).body).toMatchObject({ state: 'over' });
    const { body: list } = await town.get('leader', `/api/wall/${DISTRICT}/screens`);
    expect((list['screens'] as { name: string }[]).map(({ name }) => name)).not.toContain('后墙');
  });

  test('a code that nobody used runs out, and the machine gets another', async () => {
    const asked = await app.send('POST', '/api/wall/screens');
    at('2027-08-05T08:31');
    const body = { code: asked.body['code'], areaPath: STREET, name: '过期' };
    expect((await town.post('admin', '/api/wall/screens/let-in', body)).body['code']).toBe(
      'wall.code_unknown',
    );
    const again = await app.send('POST', '/api/wall/screens', { headers: { cookie: cookieOf(asked) } });
    expect(again.body['code']).not.toBe(asked.body['code']);
  });
});
