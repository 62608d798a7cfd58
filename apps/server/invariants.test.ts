// The nine things that must always hold, each by its own sentence, asked of the whole application: through
// the doors as people use it, and of the store behind them as an attacker or a fault would.
import { sql } from 'kysely';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/duration.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { dice } from '../../platform/server/db/test-dice.ts';
import type { Tx } from '../../platform/server/db/tx.ts';
import { FakeFiles } from '../../platform/server/files/fake.ts';
import { logOptions, silentLog } from '../../platform/server/log/log.ts';
import { describeEvent } from '../../platform/server/live/topics.ts';
import type { Clock } from '../../slices/calendar/core/clock.ts';
import { lampOf } from '../../slices/calendar/core/lamp.ts';
import { calendarFor } from '../../slices/calendar/server/public.ts';
import { resolve, seedDefaultCatalogue } from '../../slices/catalogue/server/public.ts';
import { makeBackground } from './background.ts';
import { mount } from './mount.ts';
import { type Reply, testApp } from './test-app.ts';
import { type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

const write = <T>(work: (tx: Tx) => Promise<T>) => store.database.transaction(work);
const rowsOf = <T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> =>
  store.database.read(async (tx) => (await statement.execute(tx.db)).rows);

async function done(reply: Promise<Reply>): Promise<Reply> {
  const got = await reply;
  expect([200, 201], JSON.stringify(got.body)).toContain(got.status);
  return got;
}

async function claimed(who: Who = 'handler'): Promise<string> {
  const { body } = await done(town.report('officer'));
  await done(town.act(who, String(body.id), 'claim', { personId: town.personId(who) }));
  return String(body.id);
}

async function closed(): Promise<string> {
  const id = await claimed();
  await done(
    town.act('handler', id, 'feed_back', { result: '好', photoIds: [await town.photo('handler')] }),
  );
  await done(town.act('inspector', id, 'verify', { finding: '好' }));
  await done(town.act('streetDispatcher', id, 'close', { closingCode: 'solved' }));
  return id;
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly options?: readonly string[];
}
interface Ability {
  readonly action: string;
  readonly fields: readonly Field[];
}

const WALKERS: readonly Who[] = [
  'dispatcher',
  'secondDispatcher',
  'leader',
  'streetDispatcher',
  'streetLeader',
  'inspector',
  'handler',
  'chief',
  'gridHead',
  'officer',
  'otherStreet',
  'communityDispatcher',
];

/** Something that fits the field; what the flow still refuses is part of the walk. */
async function valueFor(
  field: Field,
  who: Who,
  action: string,
  roll: (n: number) => number,
): Promise<unknown> {
  const at = (specialty: string, area: string) => town.city.unit(specialty, area).id;
  switch (field.type) {
    case 'text':
      return '照此办理';
    case 'code':
      return field.options?.[roll(field.options.length)] ?? town.city.itemCode;
    case 'boolean':
      return roll(3) > 0;
    case 'score':
      return 1 + roll(5);
    case 'count':
      return 1 + roll(12);
    case 'instant':
      return new Date(store.clock.now() + (1 + roll(9)) * DAY).toISOString();
    case 'limit':
      return { kind: 'working_hours', amount: 4 };
    case 'ids':
      return field.name === 'coUnitIds' ? [] : [await town.photo(who)];
    case 'id':
      if (field.name === 'personId') return town.personId(action === 'check' ? 'inspector' : who);
      if (action === 'delegate') return at('centre', ['.001', '.001.001'][roll(2)] ?? '');
      return action === 'consult'
        ? at('centre', '')
        : at('urban_management', ['', '.001'][roll(2)] ?? '');
    default:
      return undefined;
  }
}

const ENDING = ['withdraw', 'reject', 'merge', 'force_close', 'confirm_force_close'];

/** One step of the walk: somebody presses one of the buttons that the case offers. */
async function step(caseId: string, roll: (n: number) => number): Promise<string | undefined> {
  const who = WALKERS[roll(WALKERS.length)] ?? 'dispatcher';
  const { body, status } = await town.get(who, `/api/cases/${caseId}`);
  if (status !== 200) return undefined;
  const offered = (body.abilities as readonly Ability[]).filter(
    ({ action }) => action !== 'contact' && (!ENDING.includes(action) || roll(6) === 0),
  );
  const ability = offered[roll(Math.max(1, offered.length))];
  if (!ability) return undefined;
  const fields = ability.fields.filter(
    (field) => field.isRequired || field.type === 'ids' || roll(4) === 0,
  );
  const values: Record<string, unknown> = {};
  for (const field of fields) values[field.name] = await valueFor(field, who, ability.action, roll);
  const reply = await town.act(who, caseId, ability.action, values);
  expect(reply.status, `${who} ${ability.action}: ${JSON.stringify(reply.body)}`).toBeLessThan(500);
  return reply.status === 200 ? ability.action : undefined;
}

const BROKEN = sql<{ number: string }>`
  select number from case_file where
    is_open <> (holder_unit_id is not null) or is_open <> (stage is not null)
    or (is_open and is_running = (pause_kind is not null))
    or (is_open and (clocks->'clock'->>'stage') is distinct from stage)
    or (is_open and ((clocks->'clock'->>'dueAt') is not null) <> is_running)
    or (not is_open and (clocks->'clock') <> 'null'::jsonb)`;

describe('1. an open case has one holder, and one running stage clock or one recorded pause', () => {
  test('after every step of a random walk', async () => {
    const roll = dice(20_260_805);
    const cases: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const itemCode = n % 2 === 0 ? town.city.itemCode : undefined;
      cases.push(String((await done(town.report('inspector', { itemCode }))).body.id));
    }
    const walked = new Map<string, number>();
    for (let n = 0; n < 220; n += 1) {
      const action = await step(cases[roll(cases.length)] ?? '', roll);
      if (action) walked.set(action, (walked.get(action) ?? 0) + 1);
      if (n % 20 === 19) store.clock.advance(HOUR);
      if (n % 40 === 39) await app.settle();
      expect(await rowsOf(BROKEN), `after step ${n} (${action})`).toEqual([]);
    }
    // The walk was not empty.
    expect([...walked.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(60);
    expect(walked.size, [...walked.keys()].join(' ')).toBeGreaterThan(12);
  });

  test.each([
    ['no holder', 'holder_unit_id = null, holder_person_id = null'],
    ['no clock', 'stage = null'],
    ['neither running nor paused', 'is_running = false, due_at = null'],
    ['both running and paused', "pause_kind = 'check'"],
    ['a running clock without its end', 'due_at = null'],
    [
      'an end without a day',
      'is_open = false, holder_unit_id = null, stage = null, is_running = false, due_at = null',
    ],
  ])('the store itself refuses an open case with %s', async (_, change) => {
    const id = await claimed();
    const changing = write((tx) =>
      sql`update case_file set ${sql.raw(change)} where id = ${id}`.execute(tx.db),
    );
    await expect(changing).rejects.toMatchObject({ code: '23514' });
  });
});

describe('2. every change is one step, never altered, each with the hash of the one before', () => {
  test('as many steps and events as the case says, and its last hash is the last step’s', async () => {
    await closed();
    const wrong = await rowsOf(sql`
      select f.number from case_file f
      where f.last_seq <> (select count(*) from step s where s.case_id = f.id)
        or f.last_seq <> (select count(*) from event e where e.case_id = f.id and e.kind like 'case.%')
        or f.last_hash <> (select hash from step s where s.case_id = f.id and s.seq = f.last_seq)
        or exists (select from step s join step p on p.case_id = s.case_id and p.seq = s.seq - 1
          where s.case_id = f.id and s.prev_hash <> p.hash)`);
    expect(wrong).toEqual([]);
  });

  test.each([
    "update step set body = '{}'",
    'update step set at = now()',
    'delete from step',
    'truncate step cascade',
  ])('the store refuses to %s', async (statement) => {
    await closed();
    await expect(write((tx) => sql.raw(statement).execute(tx.db))).rejects.toThrow(/append-only/);
  });

  test.each([
    [
      'altered',
      (id: string) => sql`update step set reason = 'other' where case_id = ${id} and seq = 3`,
      3,
    ],
    [
      'dated back',
      (id: string) => sql`
      update step set at = at - interval '1 hour' where case_id = ${id} and seq = 2`,
      2,
    ],
    ['cut short', (id: string) => sql`delete from step where case_id = ${id} and seq = 7`, 7],
    ['with a hole', (id: string) => sql`delete from step where case_id = ${id} and seq = 4`, 4],
  ] as const)(
    'a history %s behind the store’s back is named at its first broken link',
    async (_, tamper, seq) => {
      const id = await closed();
      await write(async (tx) => {
        // What a superuser could do: nothing inside the store stops it, so the chain must show it.
        await sql`delete from case_photo where case_id = ${id}`.execute(tx.db);
        await sql`alter table step disable trigger all`.execute(tx.db);
        await tamper(id).execute(tx.db);
        await sql`alter table step enable trigger all`.execute(tx.db);
      });
      const { body } = await town.get('dispatcher', `/api/cases/${id}/history/verify`);
      expect(body).toMatchObject({ isIntact: false, brokenAtSeq: seq });
    },
  );
});

describe('3. the same command sent twice happens once and answers the same', () => {
  test('a report, an action, one that the world overtook; another person’s key is another’s', async () => {
    const more = { photoIds: [await town.photo('officer')] };
    const [first, second] = [
      await town.report('officer', more, { key: 'invariant-three' }),
      await town.report('officer', more, { key: 'invariant-three' }),
    ];
    expect({ status: second.status, body: second.body }).toEqual({
      status: first.status,
      body: first.body,
    });
    const id = String(first.body.id);
    const claim = { personId: town.personId('handler') };
    const once = await done(town.act('handler', id, 'claim', claim, { key: 'invariant-claim' }));
    expect((await town.act('mate', id, 'claim', claim, { key: 'invariant-claim' })).body.code).toBe(
      'cases.wrong_state',
    );
    await done(
      town.act('streetDispatcher', id, 'transfer', {
        unitId: town.city.unit('urban_management', '.001').id,
        reason: '归口',
      }),
    );
    const again = await town.act('handler', id, 'claim', claim, { key: 'invariant-claim' });
    expect({ status: again.status, body: again.body }).toEqual({ status: once.status, body: once.body });
    const steps = await rowsOf(
      sql<{ action: string }>`select action from step where case_id = ${id} order by seq`,
    );
    expect(steps.map((one) => one.action)).toEqual(['report', 'accept', 'dispatch', 'claim', 'transfer']);
  });
});

describe('4. whoever acts has a post that allows it on this case in this area, every time', () => {
  test('a post that has ended ends the right at once, in a session that is still open', async () => {
    const id = await claimed('leaver');
    await done(town.act('leaver', id, 'note', { words: '到场' }));
    await done(town.post('admin', `/api/posts/${town.postId('leaver')}/end`));
    const before = await town.digest();
    const result = { result: '好', photoIds: [] };
    expect((await town.act('leaver', id, 'feed_back', result)).body).toMatchObject({ status: 403 });
    expect((await town.act('leaver', id, 'note', { words: '还在' })).body).toMatchObject({ status: 403 });
    expect((await town.get('leaver', `/api/cases/${id}`)).status).toBe(404);
    const patrol = await town.post('leaver', '/api/cases', await town.reportBody());
    expect(patrol.body.code).toBe('cases.channel_not_yours');
    expect(await town.digest()).toEqual(before);
  });

  test('another street, a forged person and a forged unit get nowhere', async () => {
    const id = await claimed();
    const before = await town.digest();
    const [close, person] = [{ closingCode: 'solved' }, { personId: town.personId('handler') }];
    const tries: [Who, string, Fields][] = [
      ['otherStreet', 'transfer', { unitId: town.city.unit('sanitation', '.002').id, reason: '抢' }],
      ['otherHandler', 'feed_back', { result: '我干的', personId: town.personId('handler') }],
      [
        'otherHandler',
        'return',
        { reasonCode: 'not_ours', words: 'x', unitId: town.city.unit('sanitation', '.001').id },
      ],
      ['property', 'claim', person],
      ['foreign', 'close', close],
      ['gridHead', 'extend', { reason: 'x' }],
      ['communityDispatcher', 'force_close', { reason: '强行' }],
      ['admin', 'push', { kind: 'urge', words: 'x' }],
    ];
    for (const [who, action, body] of tries) {
      const reply = await town.act(who, id, action, { ...body, actorId: town.personId('dispatcher') });
      expect([403, 409], `${who} ${action}: ${JSON.stringify(reply.body)}`).toContain(reply.status);
    }
    expect(await town.digest()).toEqual(before);
  });

  test('the list of cases and the right to open one are the same thing, for everyone', async () => {
    const all = await rowsOf(sql<{ id: string }>`select id from case_file order by id`);
    for (const who of town.names.filter((name) => name !== 'nobody')) {
      const listed = new Set((await pagesOf(who, '')).map((item) => item.id));
      for (const { id } of all) {
        const { status } = await town.get(who, `/api/cases/${id}`);
        expect(`${who} ${id} ${status}`).toBe(`${who} ${id} ${listed.has(id) ? 200 : 404}`);
      }
    }
  });
});

async function pagesOf(who: Who, query: string, limit = 7): Promise<{ id: string }[]> {
  const items: { id: string }[] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    const { body } = await done(
      town.get(who, `/api/cases?limit=${limit}${query}${cursor ? `&cursor=${String(cursor)}` : ''}`),
    );
    items.push(...(body.items as { id: string }[]));
    cursor = body.nextCursor;
  }
  return items;
}

const HEADINGS = '清单,大类代码,大类,小类代码,小类,立案条件,处置时限,责任单位,责任层级';
const importLists = (...rows: string[]) =>
  town.post(
    'admin',
    '/api/catalogue/500151/import?title=next&effectiveFrom=2026-09-01',
    Buffer.from([HEADINGS, ...rows].join('\n')),
    { headers: { 'content-type': 'text/csv' } },
  );
const why = '年度修订';
const publish = (id: unknown) => town.post('admin', `/api/catalogue/500151/versions/${id}/publish`, { why });

describe('5. each item in each grid has exactly one unit, or publication is refused with the list', () => {
  test('holes and clashes are named; without them every pair resolves', async () => {
    const twin = {
      districtId: '500151',
      code: 'second',
      name: '园林二公司',
      nameEn: 'second landscaping',
      kind: 'company',
      specialty: 'landscaping',
      areaPath: '500151',
      serves: ['500151'],
    };
    await done(town.post('admin', '/api/units', { units: [twin] }));
    const draft = await done(
      importLists(
        '事件,01,市容,02,暴露垃圾,成堆垃圾,4h,sanitation,社区',
        '事件,01,市容,03,行道树,枝条折断,1工作日,landscaping,',
        '事件,01,市容,04,水管,漏水,4h,water,',
      ),
    );
    const refused = await publish(draft.body.catalogueId);
    expect(refused.body).toMatchObject({ status: 422, code: 'catalogue.has_findings' });
    const { list, brokenPairs } = refused.body.data as {
      list: { kind: string; about: string }[];
      brokenPairs: number;
    };
    expect(brokenPairs).toBe(8);
    expect(list.map((finding) => finding.about).sort()).toEqual(['landscaping', 'sanitation']);
    expect(new Set(list.map((finding) => finding.kind)).size).toBe(2);
    const mended = await done(importLists('事件,01,市容,04,水管,漏水,4h,water,'));
    const published = await done(publish(mended.body.catalogueId));
    expect(published.body.audit).toMatchObject({ brokenPairs: 0, pairs: 4 });
    await done(town.post('leader', `/api/proposals/${published.body.proposalId}/approve`));
    const grids = ['.001.001.001', '.001.001.002', '.002.001.001', '.002.001.002'];
    const at = store.clock.now() + 40 * DAY;
    for (const grid of grids) {
      const found = await write((tx) =>
        resolve(tx, {
          districtId: '500151',
          itemCode: 'E0104',
          areaPath: `500151${grid}`,
          at,
        }),
      );
      expect(isRefusal(found) ? found.code : found.unitId).toBe(town.city.unit('water').id);
    }
  });

  test('nothing is in force in a district whose lists have no one to do the work', async () => {
    const without = write((tx) => seedDefaultCatalogue(tx, '500152'));
    await expect(without).rejects.toMatchObject({
      refusal: { code: expect.stringMatching(/^(areas|catalogue)\./) },
    });
  });
});

const square = (code: string, [west, south, east, north]: readonly number[]) => ({
  type: 'Feature',
  properties: { code, name: `${code}区` },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
});
const collection = (...features: object[]) => ({ geojson: { type: 'FeatureCollection', features } });

async function publishGrids(shift: number): Promise<Reply> {
  const whole = [105.8, 29, 105.82, 29.02] as const;
  const drawn = await done(
    town.post('admin', '/api/areas/import', {
      districtId: '500151',
      name: '试',
      crs: 'WGS84',
      source: 'test',
      streets: collection(square('A', whole)),
      communities: collection(square('A-1', whole)),
      grids: collection(
        square('A-1-1', [105.8, 29, 105.81 + shift, 29.02]),
        square('A-1-2', [105.81, 29, 105.82, 29.02]),
      ),
    }),
  );
  return town.post('admin', `/api/areas/versions/${drawn.body.versionId}/publish`, { why });
}

describe('6. grids tile their parent, or publication is refused with the places', () => {
  test.each([
    ['overlap', 0.000_01],
    ['gap', -0.000_01],
  ])('an %s of a metre’s width is refused, with its place', async (kind, shift) => {
    const { body } = await publishGrids(shift);
    expect(body).toMatchObject({ status: 409, code: 'areas.not_tiled' });
    const { findings } = body.data as {
      findings: { kind: string; at: { lon: number }; squareMetres: number }[];
    };
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ kind });
    expect(findings[0]?.at.lon).toBeCloseTo(105.81, 4);
    expect(findings[0]?.squareMetres).toBeGreaterThan(2_000);
    const { body: where } = await town.get('officer', '/api/areas/locate?lon=105.805&lat=29.005');
    expect(JSON.stringify(where)).toContain('500151.001.001.001');
  });
});

/** The clock of a case as the store holds it. */
async function clockOf(id: string): Promise<Clock> {
  const [row] = await rowsOf(
    sql<{ clock: Clock }>`select clocks->'clock' as clock from case_file where id = ${id}`,
  );
  if (!row) throw new Error('the case has a clock');
  return row.clock;
}

describe('7. a lamp is a pure function; effects of time happen exactly once and in order', () => {
  test('the lamp on the screen is the core’s at every hour, also when asked of that hour later', async () => {
    store.clock.set('2026-08-10T09:00:00+08:00');
    const id = await claimed();
    const clock = await clockOf(id);
    const seen: [number, unknown][] = [];
    for (let hours = 0; hours < 60; hours += 3) {
      const { body } = await town.get('dispatcher', `/api/cases/${id}`);
      seen.push([store.clock.now(), body.lamp]);
      store.clock.advance(3 * HOUR);
    }
    const calendar = await write((tx) => calendarFor(tx, '500151'));
    expect(seen.map(([at]) => [at, lampOf(calendar, clock, at)])).toEqual(seen);
    expect(new Set(seen.map(([, lamp]) => lamp)).size).toBeGreaterThanOrEqual(3);
    const again = await write((tx) => calendarFor(tx, '500151'));
    expect(seen.map(([at]) => [at, lampOf(again, { ...clock }, at)])).toEqual(seen);
  });

  test('after a stop of three days two servers catch up: each rung once, in order, told once', async () => {
    await app.settle();
    store.clock.set('2026-08-17T09:00:00+08:00');
    const ids: string[] = [];
    for (let n = 0; n < 8; n += 1) ids.push(await claimed());
    await app.settle();
    store.clock.advance(3 * DAY);
    const servers = [0, 1].map(() =>
      makeBackground({
        database: store.database,
        clock: store.clock,
        files: app.files,
        log: silentLog(),
      }),
    );
    await Promise.all(servers.map((server) => server.timers.runDue()));
    await Promise.all(servers.map((server) => server.timers.runDue()));
    await Promise.all(servers.map((server) => server.events.deliverAll()));
    const climbs = await rowsOf(sql<{ case_id: string; kinds: string[] }>`
      select case_id::text, jsonb_agg(body->>'kind' order by seq) as kinds from step
      where action = 'climb' and case_id = any(${ids}::uuid[]) group by case_id`);
    expect(climbs.map((row) => row.case_id).sort()).toEqual([...ids].sort());
    const ladder = ['urge', 'supervise', 'summon'];
    for (const { kinds } of climbs) expect(kinds).toEqual(ladder.slice(0, kinds.length));
    const told = await rowsOf(sql<{ n: number }>`
      select count(*) as n from notice where kind = 'case.pushed' and case_id = any(${ids}::uuid[])`);
    expect(Number(told[0]?.n)).toBe(climbs.reduce((sum, row) => sum + row.kinds.length, 0));
  });
});

const CANARY = { name: '慕容栖霞', phone: '13987654321' } as const;
const JOINED = { name: '欧阳听雨', phone: '13912340987' } as const;
const PERSONAL = new RegExp(
  [CANARY, JOINED]
    .flatMap(({ name, phone }) => [
      name,
      phone,
      Buffer.from(name).toString('hex'),
      Buffer.from(phone).toString('hex'),
    ])
    .join('|'),
);

const into = (lines: string[]): Writable =>
  new Writable({
    write(chunk, _, next) {
      lines.push(String(chunk));
      next();
    },
  });

/** Everything that is in the store, as text. */
async function dump(): Promise<string> {
  const tables = await rowsOf(sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'spatial_ref_sys'`);
  const parts: string[] = [];
  for (const { name } of tables) {
    const [row] = await rowsOf(
      sql<{
        all: string;
      }>`select coalesce(string_agg(t::text, ' '), '') as all from ${sql.table(name)} as t`,
    );
    parts.push(row?.all ?? '');
  }
  expect(parts.join('')).toContain('垃圾');
  return parts.join('\n');
}

describe('8. no personal field leaves but to a right and a purpose; each read is recorded', () => {
  let [id, publicCode] = ['', ''];
  const logged: string[] = [];

  test('a name and a number go in through the public door, with everything logged', async () => {
    store.clock.set('2026-08-24T09:00:00+08:00');
    const sink = into(logged);
    const loud = pino({ ...logOptions('trace') }, sink);
    const spied = await mount({
      database: store.database,
      clock: store.clock,
      log: loud,
      people: app.people,
      files: new FakeFiles(),
      version: 'test',
      bodyLimitBytes: 1_000_000,
      isBehindProxy: false,
      hasRateLimits: false,
    });
    const send = (
      url: string,
      payload: object,
      key = `canary-${url.length}-${JSON.stringify(payload).length}`,
    ) => spied.app.inject({ method: 'POST', url, payload, headers: { 'idempotency-key': key } });
    const body = await town.reportBody({ channel: 'citizen', photoIds: [await town.photo('nobody')] });
    const said = { ...body, reporter: CANARY };
    const reported = (await send('/api/cases', said)).json<{ id: string; publicCode: string }>();
    [id, publicCode] = [reported.id, reported.publicCode];
    const replies = [
      await send(`/api/cases/${id}/join`, { words: '我也是', reporter: JOINED }),
      await send('/api/cases', { ...said, point: { lon: 1, lat: 1 } }),
      await send('/api/cases', { ...said, channel: 'nonsense' }),
      await send('/api/cases', { ...said, reporter: { name: CANARY.name, phone: [CANARY.phone, 'x'] } }),
      await send('/api/cases', { ...said, description: `${'长'.repeat(3_000)}` }),
      await spied.app.inject(`/api/nowhere/${CANARY.phone}`),
    ];
    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 422, 400, 400, 400, 404]);
    for (const reply of replies.slice(0, 5)) expect(reply.body).not.toMatch(PERSONAL);
    await spied.app.close();
    expect(logged.join('\n')).not.toMatch(PERSONAL);
  });

  test('what the log would keep of a failure hides who it was about', () => {
    const lines: string[] = [];
    const sink = into(lines);
    const log = pino({ ...logOptions('trace') }, sink);
    const driver = Object.assign(new Error('duplicate key'), {
      code: '23505',
      parameters: [CANARY.phone],
    });
    log.error({ err: driver, reporter: { ...CANARY } }, 'a statement failed');
    expect(lines.join('')).toContain('duplicate key');
    expect(lines.join('')).not.toContain(CANARY.phone);
  });

  test('it is sealed in every table, event and live message', async () => {
    await app.settle();
    expect(await dump()).not.toMatch(PERSONAL);
    const events = await rowsOf(sql<{
      id: number;
      kind: string;
      district_id: string;
      case_id: string;
      data: Fields;
    }>`
      select id, kind, district_id, case_id, data from event order by id desc limit 200`);
    const messages = events.map((event) =>
      describeEvent({
        id: event.id,
        transactionId: '1',
        kind: event.kind,
        districtId: event.district_id,
        caseId: event.case_id,
        data: event.data,
        createdAt: store.clock.now(),
      }),
    );
    expect(messages.length).toBeGreaterThan(20);
    expect(JSON.stringify(messages)).not.toMatch(PERSONAL);
  });

  test('no reply to anyone holds it', async () => {
    const { lon, lat } = town.city.inGridA;
    const urls = [
      `/api/cases/${id}`,
      '/api/cases?limit=50',
      `/api/cases/${id}/proposal`,
      `/api/cases/${id}/history/verify`,
      `/api/cases?text=${encodeURIComponent(CANARY.name)}`,
      `/api/cases?text=${CANARY.phone}`,
      '/api/notices',
      `/api/intake/likely-same?lon=${lon}&lat=${lat}`,
      `/api/intake/cases/${id}/likely-same`,
      '/api/people',
      `/api/track/${publicCode}`,
      '/openapi.json',
      '/api/session',
      '/api/session/current',
      '/api/session/reads',
      '/api/units',
    ];
    let answered = 0;
    for (const who of town.names) {
      for (const url of urls) {
        const reply = await town.get(who, url);
        expect(JSON.stringify(reply.body), `${who} ${url}`).not.toMatch(PERSONAL);
        if (reply.status === 200) answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(100);
  });

  test('the centre in charge opens it, for a purpose, and the look is seen in public', async () => {
    const purpose = { purpose: 'call_back' };
    for (const who of [
      'handler',
      'gridHead',
      'inspector',
      'leader',
      'otherStreet',
      'foreign',
      'nobody',
    ] as const) {
      const { status, body } = await town.act(who, id, 'contact', purpose);
      expect([401, 403], `${who} ${status}`).toContain(status);
      expect(JSON.stringify(body)).not.toMatch(PERSONAL);
    }
    expect((await town.act('streetDispatcher', id, 'contact')).body.code).toBe('cases.field_missing');
    const opened = await done(town.act('streetDispatcher', id, 'contact', purpose));
    expect(opened.body.reporters).toEqual([CANARY, JOINED]);
    const [look] = await rowsOf(sql`
      select person_id::text, body from step where case_id = ${id} and action = 'contact'`);
    expect(look).toEqual({ person_id: town.personId('streetDispatcher'), body: purpose });
    const outside = await town.get('nobody', `/api/track/${publicCode}`);
    expect((outside.body.steps as { action: string }[]).at(-1)).toMatchObject({
      action: 'contact',
      body: purpose,
    });
    expect(await dump()).not.toMatch(PERSONAL);
  });

  test('a colleague’s number opens to a right and a purpose, and its owner sees who looked', async () => {
    const url = `/api/people/${town.personId('handler')}/unmask`;
    expect((await town.post('mate', url, { purpose: '联系现场' })).status).toBe(403);
    const { body } = await done(town.post('streetDispatcher', url, { purpose: '联系现场处置' }));
    expect(String(body.phone)).toMatch(/^1390000\d{4}$/);
    const reads = await town.get('handler', '/api/session/reads');
    expect(reads.body.reads).toMatchObject([
      { purpose: '联系现场处置', readerName: town.nameOf('streetDispatcher') },
    ]);
    const card = await town.get('streetDispatcher', `/api/people/${town.personId('handler')}`);
    expect(JSON.stringify(card.body)).not.toContain(String(body.phone));
  });
});

const FILTERS: readonly (readonly [query: string, where: string])[] = [
  ['', 'true'],
  ['&state=handling', "state = 'handling'"],
  ['&state=closed&state=rejected', "state in ('closed', 'rejected')"],
  ['&areaPath=500151.001', "area_path like '500151.001%'"],
  ['&areaPath=500151.001.001.001', "area_path = '500151.001.001.001'"],
  ['&areaPath=500151.002', "area_path like '500151.002%'"],
  ['&due=paused', 'is_open and not is_running'],
  ['&due=overdue', "is_running and due_at < timestamptz '2026-08-24T09:00:00+08:00'"],
  ['&isOnLeadersList=true', 'is_on_leaders_list'],
  ['&text=%E8%8B%8F%E8%8B%91', "description like '%苏苑%'"],
];

describe('9. any number equals the count of the cases that it opens', () => {
  test.each(FILTERS)('the pages of “%s” hold each case of the store once', async (query, where) => {
    const [counted] = await rowsOf(
      sql<{ n: number }>`select count(*) as n from case_file where ${sql.raw(where)}`,
    );
    const items = await pagesOf('dispatcher', query);
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    expect(items.length).toBe(Number(counted?.n));
  });

  test('as many unread notices as are shown as unread, before and after reading one', async () => {
    for (const who of ['dispatcher', 'handler', 'streetDispatcher'] as const) {
      const { body } = await town.get(who, '/api/notices?limit=200&onlyUnread=true');
      const notices = body.notices as { id: string }[];
      expect(notices.length).toBe(body.unreadCount);
      await done(town.post(who, `/api/notices/${notices[0]?.id}/read`));
      const after = await town.get(who, '/api/notices?limit=200&onlyUnread=true');
      expect((after.body.notices as unknown[]).length).toBe(Number(body.unreadCount) - 1);
      expect(after.body.unreadCount).toBe(Number(body.unreadCount) - 1);
    }
  });

  test('the counters of a case are those of its steps', async () => {
    const counted = {
      returns: 'return',
      transfers: 'transfer',
      reworks: 'rework',
      joins: 'join',
      checks: 'check',
    };
    for (const { id } of await pagesOf('dispatcher', '')) {
      const { body } = await town.get('dispatcher', `/api/cases/${id}`);
      const steps = body.steps as { action: string }[];
      for (const [counter, action] of Object.entries(counted)) {
        expect(steps.filter((one) => one.action === action).length, `${counter} of ${id}`).toBe(
          (body.counts as Record<string, number>)[counter],
        );
      }
    }
  });

  test('how many reported the like is how many did', async () => {
    const { lon, lat } = town.city.inGridA;
    const { body } = await town.get(
      'nobody',
      `/api/intake/likely-same?lon=${lon}&lat=${lat}&itemCode=${town.city.itemCode}`,
    );
    const cases = body.cases as { caseId: string; reporters: number }[];
    expect(cases.length).toBeGreaterThan(0);
    for (const { caseId, reporters } of cases) {
      const seen = await town.get('dispatcher', `/api/cases/${caseId}`);
      expect(reporters).toBe(1 + ((seen.body.counts as Record<string, number>).joins ?? 0));
    }
  });
});
