// Through the HTTP doors: cookie and token, what leaves and what stays, receipts without secrets.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { OLDEST_SERVED, PROTOCOL_VERSION } from '../../../platform/protocol.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { changesRefusals } from '../../changes/core/refusals.ts';
import { peoplePolicy } from '../core/policy.ts';
import { peopleRefusals } from '../core/refusals.ts';
import { SESSION_COOKIE } from '../core/session.ts';
import { makeAuthenticate } from './authenticate.ts';
import { buildTown, GRID, PASSWORD, peopleOf, type Town, WANG_PHONE } from './fixture.ts';
import { givePosts } from './give-posts.ts';
import { makeLiveSessions } from './live-sessions.ts';
import { peopleRoutes } from './routes.ts';
import type { PeopleServices } from './services.ts';

const store = testDatabase();
let app: FastifyInstance;
let town: Town;
let services: PeopleServices;
beforeAll(async () => {
  services = peopleOf(store);
  town = await buildTown(store);
  app = await buildApp({
    routes: peopleRoutes(services),
    policy: peoplePolicy,
    refusals: { ...httpRefusals, ...changesRefusals, ...peopleRefusals },
    database: store.database,
    authenticate: makeAuthenticate(services),
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 100_000,
    isBehindProxy: false,
    hasRateLimits: false,
  });
});
afterAll(() => app.close());

let keys = 0;
const id = (login: string): string => town.people[login] ?? '';
async function tokenOf(login: string): Promise<string> {
  const payload = { login, password: PASSWORD, client: 'api' };
  return (await app.inject({ method: 'POST', url: '/api/session', payload })).json().token;
}
async function send(login: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  const headers = {
    authorization: `Bearer ${await tokenOf(login)}`,
    'idempotency-key': `key-of-test-${keys++}`,
  };
  return app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
}

test('a browser gets a cookie that no script can read, and signs out with the csrf header', async () => {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'wang', password: PASSWORD },
  });
  expect(reply.statusCode).toBe(201);
  expect(reply.headers['set-cookie']).toMatch(
    /^__Host-gridloop=[\w-]{43}; Path=\/; .*Secure; HttpOnly; SameSite=Strict$/,
  );
  const body = reply.json();
  expect(body.token).toBeUndefined();
  expect(body).toMatchObject({
    name: '王敏',
    posts: [{ unitName: '新胜社区中心', unitNameEn: 'Xinsheng centre', areaPath: GRID }],
  });
  expect(body.abilities).toContain('person.read');
  expect(body.abilities).not.toContain('post.give');
  const cookies = { [SESSION_COOKIE]: reply.cookies[0]?.value ?? '' };
  const me = await app.inject({ url: '/api/session', cookies });
  expect(me.json()).toEqual(body);
  const here = await app.inject({ url: '/api/session/current', cookies });
  expect(here.json()).toEqual({
    session: body,
    protocol: { version: PROTOCOL_VERSION, oldestServed: OLDEST_SERVED },
  });
  expect(here.headers['cache-control']).toBe('no-store');
  const bare = await app.inject({ method: 'DELETE', url: '/api/session', cookies });
  expect(bare.json().code).toBe('auth.csrf');
  const headers = { 'x-csrf-token': body.csrf };
  const gone = await app.inject({ method: 'DELETE', url: '/api/session', cookies, headers });
  expect([gone.statusCode, gone.headers['clear-site-data']]).toEqual([200, '"cache"']);
  expect((await app.inject({ url: '/api/session', cookies })).statusCode).toBe(401);
  for (const left of [cookies, {}]) {
    const nobody = await app.inject({ url: '/api/session/current', cookies: left });
    expect([nobody.statusCode, nobody.json()]).toMatchObject([200, { session: null }]);
  }
});

test('an officer’s phone gets the same key after each sign-in and a new password', async () => {
  const keyOf = async (password: string) => {
    const payload = { login: 'li', password };
    const entered = await app.inject({ method: 'POST', url: '/api/session', payload });
    const cookies = { [SESSION_COOKIE]: entered.cookies[0]?.value ?? '' };
    const reply = await app.inject({ url: '/api/session/pocket-key', cookies });
    expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-store']);
    return { key: String(reply.json().key), cookies, csrf: String(entered.json().csrf) };
  };
  const change = async (current: string, next: string) => {
    const { cookies, csrf } = await keyOf(current);
    const headers = { 'x-csrf-token': csrf };
    const payload = { current, next };
    return app.inject({ method: 'POST', url: '/api/session/password', payload, cookies, headers });
  };
  const { key } = await keyOf(PASSWORD);
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect((await keyOf(PASSWORD)).key).toBe(key);
  const next = '河埠头的路灯每晚六点半亮';
  expect((await change(PASSWORD, next)).statusCode).toBe(200);
  expect((await keyOf(next)).key).toBe(key);
  expect((await change(next, PASSWORD)).statusCode).toBe(200);
  expect((await send('wang', 'GET', '/api/session/pocket-key')).json().key).not.toBe(key);
  expect((await app.inject({ url: '/api/session/pocket-key' })).json()).toEqual({ key: null });
});

test('a wrong password is told in words, in the language asked for', async () => {
  const payload = { login: 'wang', password: 'wrong' };
  const headers = { 'accept-language': 'en' };
  const reply = await app.inject({ method: 'POST', url: '/api/session', payload, headers });
  expect(reply.statusCode).toBe(401);
  expect(reply.json().code).toBe('auth.wrong');
  expect(reply.body).toContain('The login or the password is not right');
});

test('a new officer is taken on, gets a password and a post, and signs in', async () => {
  const person = { name: '新队员', login: 'new-officer', areaPath: '500151.003', phone: '139 0000 1111' };
  const made = await send('street-admin', 'POST', '/api/people', person);
  expect(made.statusCode).toBe(201);
  const personId = made.json().id;
  const next = '桥东的银杏下周要修剪';
  expect((await send('street-admin', 'POST', `/api/people/${personId}/password`, { next })).statusCode).toBe(
    200,
  );
  const post = {
    personId,
    unitId: town.units.新胜社区中心,
    role: 'assistant',
    areaPath: GRID,
    fromDate: '2026-08-01',
    toDate: null,
  };
  const given = await send('street-admin', 'POST', '/api/posts', post);
  expect(given.statusCode).toBe(201);
  const entered = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'new-officer', password: next },
  });
  expect(entered.json()).toMatchObject({ mustChangePassword: true });
  expect(entered.json().posts).toHaveLength(1);
  const shown = await send('zhao', 'GET', `/api/people/${personId}`);
  expect(shown.json()).toMatchObject({
    phoneMasked: '139****1111',
    posts: [{ role: 'assistant', toDate: null }],
  });
  const ended = await send('street-admin', 'POST', `/api/posts/${given.json().id}/end`);
  expect(ended.json()).toEqual({ toDate: '2026-08-05' });
  const left = await send('street-admin', 'POST', `/api/people/${personId}/leave`);
  expect(left.statusCode).toBe(200);
  expect(
    (
      await app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { login: 'new-officer', password: next },
      })
    ).statusCode,
  ).toBe(401);
});

test('an unmasked number is in the reply and nowhere in the store, receipts included', async () => {
  const reply = await send('zhao', 'POST', `/api/people/${id('wang')}/unmask`, { purpose: '联系核实案件' });
  expect(reply.json().phone).toBe(WANG_PHONE);
  expect(reply.headers['cache-control']).toBe('no-store');
  const reads = await send('wang', 'GET', '/api/session/reads');
  expect(reads.json().reads).toMatchObject([{ purpose: '联系核实案件', readerName: '赵派遣' }]);
  const tables = [
    'person',
    'personal_read',
    'session',
    'login_attempt',
    'idempotency_receipt',
    'event',
    'unit',
    'post',
  ];
  const dump = await store.database.read(async (tx) => {
    const parts = tables.map((name) =>
      sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(tx.db),
    );
    return (await Promise.all(parts)).flatMap((part) => part.rows.map((row) => row.row)).join('\n');
  });
  expect(dump).toContain('联系核实案件');
  expect(dump).not.toContain(WANG_PHONE);
  expect(dump).not.toContain(Buffer.from(WANG_PHONE).toString('hex'));
});

test('lists need a place, and the right to look there', async () => {
  expect((await send('zhao', 'GET', '/api/people')).json().code).toBe('people.place_missing');
  expect(
    (await send('zhao', 'GET', '/api/people?areaPath=500151&role=grid_head')).json().people,
  ).toHaveLength(1);
  expect((await send('wang', 'GET', '/api/people?areaPath=500151')).statusCode).toBe(403);
  const colleagues = await send('wang', 'GET', `/api/people?unitId=${town.units.新胜社区中心}`);
  expect(colleagues.json().people.map((one: { name: string }) => one.name)).toEqual(['王敏']);
  const units = await send('wang', 'GET', `/api/units?specialty=sanitation&areaPath=${GRID}`);
  expect(units.json().units.map((one: { name: string }) => one.name)).toEqual(['环卫公司']);
  expect((await app.inject({ url: '/api/units' })).statusCode).toBe(401);
});

test('a unit is found by the first letters of its pinyin, by its pinyin and by its characters', async () => {
  const found = async (words: string): Promise<string[]> => {
    const reply = await send('zhao', 'GET', `/api/units?words=${encodeURIComponent(words)}`);
    return reply.json().units.map((one: { name: string }) => one.name);
  };
  for (const words of ['hwgs', 'huanwei', '环卫', '卫公'])
    expect(await found(words), words).toEqual(['环卫公司']);
  expect(await found('qzhzx')).toEqual(['区指挥中心']);
  expect(await found('zzzzz')).toEqual([]);
});

test('below a centre are the centres one level down, and of them those that serve the place', async () => {
  const below = async (name: string, terms = '') => {
    const url = `/api/units?belowCentreId=${town.units[name]}${terms}`;
    return (await send('zhao', 'GET', url)).json().units.map((one: { name: string }) => one.name);
  };
  expect((await below('区指挥中心')).toSorted()).toEqual(['长桥街道中心', '龙西街道中心'].toSorted());
  expect(await below('区指挥中心', `&areaPath=${GRID}`)).toEqual(['长桥街道中心']);
  expect(await below('长桥街道中心', `&areaPath=${GRID}`)).toEqual(['新胜社区中心']);
  expect(await below('新胜社区中心')).toEqual([]);
});

test('above a centre are the centres up to the district, the nearest first', async () => {
  const above = async (name: string) => {
    const url = `/api/units?aboveCentreId=${town.units[name]}&areaPath=${GRID}`;
    return (await send('zhao', 'GET', url)).json().units.map((one: { name: string }) => one.name);
  };
  expect(await above('新胜社区中心')).toEqual(['长桥街道中心', '区指挥中心']);
  expect(await above('长桥街道中心')).toEqual(['区指挥中心']);
  expect(await above('区指挥中心')).toEqual([]);
});

test('below a unit are the units that belong to it, and of them those that serve the place', async () => {
  const below = async (unitId: string | undefined, terms = '') => {
    const url = `/api/units?belowUnitId=${unitId}${terms}`;
    return (await send('zhao', 'GET', url)).json().units.map((one: { name: string }) => one.name);
  };
  const parent = { districtId: '500151', nameEn: 'x', kind: 'department', areaPath: '500151.003' };
  const add = async (body: object) =>
    (await send('street-admin', 'POST', '/api/units', { units: [{ ...parent, ...body }] })).json().ids[0];
  const specialty = 'sub_centre';
  const branch = await add({ code: 'B1', name: '市政分中心', specialty, serves: ['500151.003'] });
  const crew = { name: '抢修班', specialty: 'municipal_works', parentId: branch };
  await add({ ...crew, code: 'B2', serves: ['500151.003.012'] });
  await add({ ...crew, code: 'B3', name: '他处抢修班', serves: ['500151.003.099'] });
  expect(await below(branch)).toEqual(['抢修班', '他处抢修班']);
  expect(await below(branch, '&areaPath=500151.003.012')).toEqual(['抢修班']);
});

test('a street adds a unit below it and not beside it', async () => {
  const unit = {
    districtId: '500151',
    code: 'TEAM',
    name: '长桥绿化队',
    nameEn: 'Greening team',
    kind: 'team',
    specialty: 'greening',
  };
  const add = (areaPath: string) =>
    send('street-admin', 'POST', '/api/units', { units: [{ ...unit, areaPath, serves: [areaPath] }] });
  expect((await add('500151.004')).statusCode).toBe(403);
  expect((await add('500151.003')).statusCode).toBe(201);
  expect((await add('500151.003')).json().code).toBe('people.unit_code_taken');
});

test('a password is changed by its owner', async () => {
  const change = { current: PASSWORD, next: '河边第三盏路灯又亮了' };
  expect((await send('li', 'POST', '/api/session/password', change)).statusCode).toBe(200);
  const payload = { login: 'li', password: PASSWORD };
  expect((await app.inject({ method: 'POST', url: '/api/session', payload })).statusCode).toBe(401);
});

test('who was given a password chooses another before anything else', async () => {
  const person = { name: '新来者', login: 'given-one', areaPath: '500151.003' };
  const personId = (await send('street-admin', 'POST', '/api/people', person)).json().id;
  const given = '渡口的灯塔夜里不熄灭';
  const own = '后山的茶园清明前采摘';
  await send('street-admin', 'POST', `/api/people/${personId}/password`, { next: given });
  const enter = async (password: string) => {
    const payload = { login: 'given-one', password, client: 'api' };
    return (await app.inject({ method: 'POST', url: '/api/session', payload })).json();
  };
  const entered = await enter(given);
  const headers = { authorization: `Bearer ${entered.token}` };
  const units = async () => (await app.inject({ url: '/api/units', headers })).json();
  expect(entered.mustChangePassword).toBe(true);
  expect(await units()).toMatchObject({ status: 403, code: 'auth.password_given' });
  expect((await app.inject({ url: '/api/session', headers })).json().mustChangePassword).toBe(true);
  const live = makeLiveSessions(services);
  const credentials = { cookies: {}, isWrite: false, ...headers };
  expect(await live.identify(credentials)).toBeUndefined();
  const payload = { current: given, next: own };
  const changed = await app.inject({ method: 'POST', url: '/api/session/password', payload, headers });
  expect(changed.statusCode, changed.body).toBe(200);
  expect((await units()).code).toBeUndefined();
  expect(await live.identify(credentials)).toBeDefined();
  expect((await enter(own)).mustChangePassword).toBe(false);
});

test('a list of staff that leaves is on record, with who took it and how much', async () => {
  const taken = await send('street-admin', 'GET', '/api/people/export/csv?areaPath=500151.003');
  expect(taken.statusCode, taken.body).toBe(200);
  const found = await store.database.read((tx) =>
    sql<Record<string, unknown>>`select area_path as "areaPath", by_person_id as "byPersonId", facts
      from change where operation = 'person.export'`.execute(tx.db),
  );
  const lines = taken.body.trim().split('\n').length - 1;
  expect(found.rows).toMatchObject([
    {
      areaPath: '500151.003',
      byPersonId: id('street-admin'),
      facts: [{ after: { zh: String(lines) } }, { after: { zh: 'csv' } }],
    },
  ]);
});

test('who administers one street changes nobody whose posts reach into another, login and all', async () => {
  await store.database.transaction((tx) =>
    givePosts(tx, { kind: 'system', name: 'test' }, [
      {
        personId: id('li'),
        unitId: town.units['区指挥中心'] ?? '',
        role: 'inspector',
        areaPath: '500151',
        fromDate: '2026-01-01',
        toDate: null,
      },
    ]),
  );
  const asked = await app.inject({
    method: 'PATCH',
    url: `/api/people/${id('li')}`,
    payload: { login: 'mine-now' },
    headers: { authorization: `Bearer ${await tokenOf('street-admin')}`, 'idempotency-key': 'login-of-li' },
  });
  expect(asked.json().code).toBe('auth.not_allowed');
});

test('who changes a person that another has changed meanwhile is told so, and undoes nothing', async () => {
  const headers = { authorization: `Bearer ${await tokenOf('street-admin')}` };
  const held = async () => {
    const url = `/api/people/roster?areaPath=500151.003&personId=${id('wang')}`;
    const { people } = (await send('street-admin', 'GET', url)).json();
    return people[0] as { name: string; version: number };
  };
  const change = (key: string, payload: object) =>
    app.inject({
      method: 'PATCH', url: `/api/people/${id('wang')}`, payload,
      headers: { ...headers, 'idempotency-key': key },
    });
  const version = (await held()).version;
  expect((await change('wang-first', { name: '王敏敏', version })).statusCode).toBe(200);
  const second = await change('wang-second', { name: '王敏', version });
  expect([second.statusCode, second.json().code]).toEqual([409, 'people.person_changed']);
  expect((await held()).name).toBe('王敏敏');
  expect((await change('wang-third', { name: '王敏', version: version + 1 })).statusCode).toBe(200);
});
