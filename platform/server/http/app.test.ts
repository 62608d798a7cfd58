// The edge keeps its promises whatever slice stands behind it, on both stores.
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor, PolicyRow } from '../../../kernel/rights.ts';
import { testDatabase } from '../db/test-database.ts';
import { silentLog } from '../log/log.ts';
import { buildApp } from './app.ts';
import { httpRefusals } from './refusals.ts';
import { throwRefusal } from './refused.ts';
import { route } from './route.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const store = testDatabase();
const officer: Actor = {
  kind: 'person',
  personId: 'p1',
  name: '金',
  posts: [{ id: 'x', unitId: 'u', unitKind: 'centre', role: 'dispatcher', areaPath: '990101' }],
};
const policy: PolicyRow[] = [
  { operation: 'note.write', who: ['dispatcher'], scope: 'anywhere', why: 'test' },
  { operation: 'note.read', who: ['public'], scope: 'anywhere', why: 'test' },
];
const refusals = {
  ...httpRefusals,
  'note.too_sad': { status: 422 as const, retryable: false, zh: '{word} 太悲伤', en: '{word} is too sad' },
};
let writes = 0;
const askedFrom: string[] = [];
const routes = [
  route({
    method: 'POST',
    url: '/api/names',
    operation: 'note.write',
    summary: 'Take a name that nobody has',
    body: Type.Object({ words: Type.Array(Type.String({ minLength: 1 })) }),
    reply: Type.Object({ name: Type.String() }),
    handle: async ({ tx, body }) => {
      const name = body.words.join(' ');
      await tx.db
        .insertInto('setting')
        .values({ key: name, value: '1', changed_at: toIso(tx.now) })
        .execute();
      return { name };
    },
  }),
  route({
    method: 'POST',
    url: '/api/notes',
    operation: 'note.write',
    summary: 'Write a note',
    body: Type.Object({ word: Type.String({ minLength: 1 }) }),
    reply: Type.Object({ word: Type.String(), count: Type.Integer() }),
    status: 201,
    refusals: ['note.too_sad'],
    handle: async ({ tx, body }) => {
      await tx.db
        .insertInto('setting')
        .values({ key: `note-${body.word}`, value: '1', changed_at: toIso(tx.now) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      if (body.word === 'sad') throwRefusal('note.too_sad', { word: body.word });
      writes += 1;
      return { word: body.word, count: writes, secret: 'never leaves' };
    },
  }),
  route({
    method: 'GET',
    url: '/api/words',
    operation: 'note.read',
    summary: 'List words',
    query: Type.Object({ from: Type.Optional(Type.String()), most: Type.Integer({ default: 3 }) }),
    reply: Type.Object({ most: Type.Integer() }),
    handle: async ({ query }) => ({ most: query.most }),
  }),
  route({
    method: 'GET',
    url: '/api/notes',
    operation: 'note.read',
    summary: 'List notes',
    reply: Type.Array(Type.String()),
    handle: async ({ tx, request }) => {
      askedFrom.push(request.ip);
      const rows = await tx.db.selectFrom('setting').select('key').where('key', 'like', 'note-%').execute();
      return rows.map((row) => row.key);
    },
  }),
];

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildApp({
    routes,
    policy,
    refusals,
    database: store.database,
    authenticate: async ({ authorization }) => (authorization ? officer : { kind: 'public' }),
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 1_000_000,
    isBehindProxy: true,
    hasRateLimits: false,
  });
});

const post = (word: unknown, key?: string, headers: Record<string, string> = { authorization: 'Bearer x' }) =>
  app.inject({
    method: 'POST',
    url: '/api/notes',
    payload: { word },
    headers: { ...headers, ...(key ? { 'idempotency-key': key } : {}) },
  });

test('a write sent twice under one key happens once and answers the same', async () => {
  const [first, second] = [await post('hello', 'key-hello-1'), await post('hello', 'key-hello-1')];
  expect(first.statusCode).toBe(201);
  expect(second.statusCode).toBe(201);
  expect(second.json()).toEqual(first.json());
  expect(second.headers['idempotent-replayed']).toBe('true');
});

test('ten sendings at once under one key happen once', async () => {
  const replies = await Promise.all(Array.from({ length: 10 }, () => post('race', 'key-race-0001')));
  expect(new Set(replies.map((reply) => reply.body)).size).toBe(1);
  const rows = await store.database.read((tx) =>
    tx.db.selectFrom('idempotency_receipt').select('key').where('key', '=', 'key-race-0001').execute(),
  );
  expect(rows).toHaveLength(1);
});

test('a key used for something else is refused', async () => {
  await post('one', 'key-reused-1');
  const reply = await post('two', 'key-reused-1');
  expect(reply.json()).toMatchObject({ code: 'http.idempotency_key_reused', status: 422 });
});

test('every reply tells the browser what it may not do with it, refusals and files too', async () => {
  for (const url of ['/api/notes', '/nowhere', '/openapi.json']) {
    const { headers } = await app.inject(url);
    expect(headers, url).toMatchObject(SECURITY_HEADERS);
    expect(headers['content-security-policy'], url).not.toMatch(/unsafe-/);
  }
});

test('a refusal is told in the language asked for and leaves nothing', async () => {
  const reply = await post('sad', 'key-sad-00001', { authorization: 'Bearer x', 'accept-language': 'en' });
  expect(reply.statusCode).toBe(422);
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(reply.json().detail).toBe('sad is too sad');
  expect((await app.inject('/api/notes')).json()).not.toContain('note-sad');
});

test('fields that the contract does not name never leave', async () => {
  expect((await post('plain', 'key-plain-001')).json()).not.toHaveProperty('secret');
});

test.each([
  ['no key', () => post('a'), 400, 'http.idempotency_key_missing'],
  ['nobody signed in', () => post('a', 'key-nobody-1', {}), 401, 'auth.sign_in_first'],
  ['an empty word', () => post('', 'key-empty-01'), 400, 'http.invalid'],
  ['a body over the limit', () => post('x'.repeat(300_000), 'key-large-01'), 413, 'http.too_large'],
])('%s is refused with its own code', async (_, send, status, code) => {
  const reply = await send();
  expect(reply.json()).toMatchObject({ status, code });
});

test('what a second sending finds taken was taken by the first: it hears the same answer', async () => {
  const take = (words: string[], key: string) =>
    app.inject({
      method: 'POST',
      url: '/api/names',
      payload: { words },
      headers: { authorization: 'Bearer x', 'idempotency-key': key },
    });
  const first = await take(['晋安河'], 'key-name-0001');
  const second = await take(['晋安河'], 'key-name-0001');
  expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
  expect(second.headers['idempotent-replayed']).toBe('true');
  // Under a key of its own it is what it is: a fault of the operation, which should have said so in words.
  expect((await take(['晋安河'], 'key-name-0002')).statusCode).toBe(500);
});

test('the body of somebody who may not ask is not looked at', async () => {
  const reply = await post('', 'key-nobody-2', {});
  expect(reply.json()).toMatchObject({ status: 401, code: 'auth.sign_in_first' });
});

test('a caller can not choose the address it is counted under', async () => {
  await app.inject({ url: '/api/notes', headers: { 'x-forwarded-for': '1.2.3.4, 203.0.113.9' } });
  expect(askedFrom.at(-1)).toBe('203.0.113.9');
});

test('one address can not ask an open door without end', async () => {
  const limited = await buildApp({
    routes, policy, refusals, database: store.database, authenticate: async () => ({ kind: 'public' }),
    log: silentLog(), version: '0', bodyLimitBytes: 10, isBehindProxy: true, hasRateLimits: true,
  });
  const ask = (from: string) =>
    limited.inject({ url: '/api/notes', headers: { 'x-forwarded-for': `198.51.100.1, ${from}` } });
  let last = await ask('203.0.113.7');
  for (let asked = 1; asked < 1_300 && last.statusCode === 200; asked++) last = await ask('203.0.113.7');
  expect(last.json()).toMatchObject({ status: 429, code: 'http.too_many_requests', retryable: true });
  expect((await ask('203.0.113.8')).statusCode).toBe(200);
  await limited.close();
});

test('the API describes itself, refusals included', async () => {
  const description = (await app.inject('/openapi.json')).json();
  expect(description.openapi).toBe('3.1.0');
  expect(JSON.stringify(description.paths['/api/notes'].post.responses)).toContain('note.too_sad');
});

test('a route without a policy row can not be mounted', async () => {
  const build = buildApp({
    routes, policy: [], refusals, database: store.database, log: silentLog(),
    authenticate: async () => officer,
    version: '0', bodyLimitBytes: 10, isBehindProxy: false, hasRateLimits: false,
  });
  await expect(build).rejects.toThrow('no policy row');
});

test('a question that asks by what nobody knows is told what there is, and a command is not lost over it',
  async () => {
    expect((await app.inject('/api/words?most=2&from=a')).json()).toEqual({ most: 2 });
    const reply = await app.inject('/api/words?form=a&most=2&__proto__=1');
    expect(reply.json()).toMatchObject({
      status: 400, code: 'http.query_unknown', data: { names: 'form, __proto__', known: 'from, most' },
    });
    const inEnglish = await app.inject({ url: '/api/notes?x=1', headers: { 'accept-language': 'en' } });
    expect(inEnglish.json().detail).toMatch(/with x,.* none/);
    const written = await app.inject({
      method: 'POST', url: '/api/notes?x=1', payload: { word: 'kept' },
      headers: { authorization: 'Bearer x', 'idempotency-key': 'key-kept-0001' },
    });
    expect(written.statusCode).toBe(201);
  });
