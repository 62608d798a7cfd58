// What an installed app may rely on: it is told when it is too old, what arrives damaged is not taken for its
// word, what was taken is acknowledged by the hash of what it sent, also weeks later, and its clock is heard.
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor, PolicyRow } from '../../../kernel/rights.ts';
import { DIGEST_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION, RECEIPT_HEADER } from '../../protocol.ts';
import { DEFAULT_TEST_TIME, testDatabase } from '../db/test-database.ts';
import { cleanReceipts } from '../jobs/periodic.ts';
import { makeTimerRunner } from '../jobs/runner.ts';
import { silentLog } from '../log/log.ts';
import { type AppOptions, buildApp } from './app.ts';
import { CLAIMS_KEPT_MS, type Claimed } from './claimed.ts';
import { httpRefusals } from './refusals.ts';
import { throwRefusal } from './refused.ts';
import { route } from './route.ts';

const store = testDatabase();
const policy: PolicyRow[] = [
  { operation: 'word.say', who: ['anyone_signed_in'], scope: 'anywhere', why: 'test' },
  { operation: 'word.hear', who: ['public'], scope: 'anywhere', why: 'test' },
];
const refusals = {
  ...httpRefusals,
  'word.torn': { status: 400 as const, retryable: true, zh: '撕坏了', en: 'it is torn' },
};

let said: string[] = [];
let claims: (Claimed | undefined)[] = [];
beforeEach(() => {
  said = [];
  claims = [];
  store.clock.set(DEFAULT_TEST_TIME);
});

const routes = [
  route({
    method: 'POST',
    url: '/api/words',
    operation: 'word.say',
    summary: 'Say a word',
    body: Type.Object({ word: Type.String({ minLength: 1 }) }),
    reply: Type.Object({ word: Type.String(), nth: Type.Integer() }),
    status: 201,
    handle: async ({ tx, body, claimed }) => {
      if (body.word === 'never') throwRefusal('http.not_found', { url: 'never' });
      await tx.db
        .insertInto('setting')
        .values({ key: `word-${body.word}`, value: '1', changed_at: toIso(tx.now) })
        .execute();
      said.push(body.word);
      claims.push(claimed);
      return { word: body.word, nth: said.length };
    },
  }),
  route({
    method: 'PUT',
    url: '/api/sheets',
    operation: 'word.say',
    summary: 'Hand in a sheet',
    rawBody: ['application/octet-stream'],
    rawLimitBytes: 100,
    damagedCode: 'word.torn',
    isIdempotent: false,
    body: Type.Unknown(),
    reply: Type.Object({ bytes: Type.Integer() }),
    handle: async ({ body }) => ({ bytes: (body as Buffer).length }),
  }),
  route({
    method: 'GET',
    url: '/api/words',
    operation: 'word.hear',
    summary: 'Hear all words',
    reply: Type.Array(Type.String()),
    perMinute: 3,
    handle: async () => said,
  }),
];

const asPerson = (authorization: string | undefined): Actor =>
  authorization
    ? { kind: 'person', personId: authorization.slice('Bearer '.length), name: '金', posts: [] }
    : { kind: 'public' };

const options = (): AppOptions => ({
  routes,
  policy,
  refusals,
  database: store.database,
  authenticate: async ({ authorization }) => asPerson(authorization),
  log: silentLog(),
  version: '0',
  bodyLimitBytes: 10_000,
  isBehindProxy: false,
  hasRateLimits: false,
});

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildApp(options());
});

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
let keys = 0;
const headersOf = (headers: Record<string, string>) => ({
  authorization: 'Bearer jin',
  'content-type': 'application/json',
  'idempotency-key': `key-of-phone-${keys++}`,
  ...headers,
});
const say = (text: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/api/words', payload: text, headers: headersOf(headers) });
const word = (text: string) => JSON.stringify({ word: text });
const withDigest = (text: string, more: Record<string, string> = {}) =>
  say(text, { [DIGEST_HEADER]: sha256(text), ...more });

test('a phone of today is served; one without a version is a browser, and served too', async () => {
  expect((await say(word('today'), { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) })).statusCode).toBe(201);
  expect((await say(word('browser'))).statusCode).toBe(201);
});

test.each([
  ['that is ahead of the server', String(PROTOCOL_VERSION + 1), 409, 'http.client_too_new', true],
  ['that says nonsense', 'latest', 400, 'http.client_unreadable', false],
])('a phone %s is told so, and nothing happens', async (_what, version, status, code, retryable) => {
  const reply = await say(word('version'), { [PROTOCOL_HEADER]: version, 'accept-language': 'en' });
  expect(reply.json()).toMatchObject({ status, code, retryable });
  expect(reply.json().data).toMatchObject({ version: PROTOCOL_VERSION });
  expect(said).toEqual([]);
});

test('a phone from before the oldest that is understood is told how its work goes on', async () => {
  const later = await buildApp({ ...options(), serves: { version: 9, oldestServed: 7 } });
  const from = (version: number, lang: string) =>
    later.inject({
      method: 'POST',
      url: '/api/words',
      payload: word('old'),
      headers: headersOf({ [PROTOCOL_HEADER]: String(version), 'accept-language': lang }),
    });
  const reply = await from(6, 'zh');
  expect(reply.json()).toMatchObject({
    status: 426,
    code: 'http.client_too_old',
    retryable: false,
    data: { client: '6', version: 9, oldestServed: 7 },
  });
  expect(reply.json().detail).toContain('发件箱');
  expect((await from(6, 'en')).json().detail).toContain('what waits in the outbox is kept');
  expect(said).toEqual([]);
  expect((await from(7, 'zh')).statusCode).toBe(201);
  await later.close();
});

test('a report that arrives as it was sent is acknowledged by its own hash', async () => {
  const text = word('whole');
  const reply = await withDigest(text);
  expect([reply.statusCode, reply.headers[RECEIPT_HEADER]]).toEqual([201, sha256(text)]);
  expect((await say(word('no digest'))).headers).not.toHaveProperty(RECEIPT_HEADER);
});

test('a report that was damaged on its way is refused, and may be sent again', async () => {
  const key = 'key-damaged-1';
  for (const damaged of [word('hale'), '{"word":"ha', '', `${word('hal')} `]) {
    const reply = await say(damaged, { [DIGEST_HEADER]: sha256(word('hal')), 'idempotency-key': key });
    expect(reply.json()).toMatchObject({ status: 400, code: 'http.body_damaged', retryable: true });
    expect(reply.headers).not.toHaveProperty(RECEIPT_HEADER);
  }
  expect(said).toEqual([]);
  expect((await withDigest(word('hal'), { 'idempotency-key': key })).statusCode).toBe(201);
});

test('a hash that is none is a fault of the sender', async () => {
  const reply = await say(word('x'), { [DIGEST_HEADER]: 'abc' });
  expect(reply.json()).toMatchObject({ status: 400, code: 'http.invalid', retryable: false });
});

test('a refused report is not acknowledged', async () => {
  const reply = await withDigest(word('never'));
  expect([reply.statusCode, reply.headers[RECEIPT_HEADER]]).toEqual([404, undefined]);
});

test('a report whose answer was lost is acknowledged again, and happened once', async () => {
  const [first, second] = [
    await withDigest(word('lost'), { 'idempotency-key': 'key-lost-0001' }),
    await withDigest(word('lost'), { 'idempotency-key': 'key-lost-0001' }),
  ];
  expect(second.json()).toEqual(first.json());
  expect(second.headers).toMatchObject({
    'idempotent-replayed': 'true',
    [RECEIPT_HEADER]: sha256(word('lost')),
  });
  expect(said).toEqual(['lost']);
});

test('the same key with another body is refused as it always was, however right its hash', async () => {
  await withDigest(word('first'), { 'idempotency-key': 'key-other-001' });
  const reply = await withDigest(word('other'), { 'idempotency-key': 'key-other-001' });
  expect(reply.json().code).toBe('http.idempotency_key_reused');
  expect(reply.headers).not.toHaveProperty(RECEIPT_HEADER);
});

test('a phone that comes out of a drawer after forty days finds its receipt: it happened once', async () => {
  const timers = makeTimerRunner({
    database: store.database,
    clock: store.clock,
    handlers: [],
    periodic: [cleanReceipts],
    onError: (error) => {
      throw error;
    },
  });
  await timers.start();
  await timers.stop();
  const first = await withDigest(word('drawer'), { 'idempotency-key': 'key-drawer-01' });
  for (let day = 1; day <= 40; day++) {
    store.clock.advance(DAY);
    expect(await timers.runDue()).toBeGreaterThan(0);
  }
  const second = await withDigest(word('drawer'), { 'idempotency-key': 'key-drawer-01' });
  expect([second.statusCode, second.json()]).toEqual([201, first.json()]);
  expect(said).toEqual(['drawer']);
});

test('a sheet that is torn on its way is refused in the words of its own door', async () => {
  const put = (bytes: Buffer, digest: string) =>
    app.inject({
      method: 'PUT',
      url: '/api/sheets',
      payload: bytes,
      headers: headersOf({ 'content-type': 'application/octet-stream', [DIGEST_HEADER]: digest }),
    });
  const sheet = Buffer.alloc(100, 7);
  expect((await put(sheet, sha256(sheet))).json()).toEqual({ bytes: 100 });
  expect((await put(sheet.subarray(1), sha256(sheet))).json().code).toBe('word.torn');
  const large = Buffer.alloc(101, 7);
  expect((await put(large, sha256(large))).json()).toMatchObject({ status: 413, code: 'http.too_large' });
});

test('what comes without a length is still held to the limit', async () => {
  const reply = await app.inject({
    method: 'PUT',
    url: '/api/sheets',
    payload: Readable.from([Buffer.alloc(90), Buffer.alloc(90)]),
    headers: headersOf({
      'content-type': 'application/octet-stream',
      [DIGEST_HEADER]: sha256(Buffer.alloc(180)),
    }),
  });
  expect(reply.json()).toMatchObject({ status: 413, code: 'http.too_large', data: { limitBytes: 100 } });
});

test('a line that breaks in the middle of a report leaves nothing, and is no bug of ours', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
  const listening = await buildApp({ ...options(), log });
  await listening.listen({ host: '127.0.0.1', port: 0 });
  const { port } = listening.server.address() as AddressInfo;
  const text = word('broken');
  const headers = headersOf({ [DIGEST_HEADER]: sha256(text), 'content-length': String(text.length) });
  const seen = new Promise<void>((resolve) => listening.server.once('request', () => resolve()));
  const sending = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/words', headers });
  const isBroken = new Promise((resolve) => sending.once('error', resolve));
  sending.write(text.slice(0, 8));
  await seen;
  sending.destroy();
  await isBroken;
  await listening.close();
  expect([said, lines]).toEqual([[], []]);
});

test('an operation hears when the phone says it was done, corrected by the phone’s own clock', async () => {
  const fast = 3 * DAY;
  const now = store.clock.now();
  await say(word('claimed'), {
    'x-gridloop-made-at': toIso(now - 5 * HOUR + fast),
    'x-gridloop-sent-at': toIso(now + fast),
  });
  await say(word('ancient'), {
    'x-gridloop-made-at': toIso(now - CLAIMS_KEPT_MS - 1),
    'x-gridloop-sent-at': toIso(now),
  });
  expect(claims).toEqual([{ madeAt: now - 5 * HOUR, deviceMadeAt: now - 5 * HOUR + fast }, undefined]);
});

test('people behind one address are counted each for themselves, strangers by their address', async () => {
  const limited = await buildApp({ ...options(), hasRateLimits: true });
  const hear = async (who?: string) =>
    (await limited.inject({ url: '/api/words', headers: who ? { authorization: `Bearer ${who}` } : {} }))
      .statusCode;
  for (const who of ['jin', 'shen', 'bai', undefined]) {
    expect([await hear(who), await hear(who), await hear(who), await hear(who)]).toEqual([
      200, 200, 200, 429,
    ]);
  }
  await limited.close();
});
