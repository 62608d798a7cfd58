// Nothing lost, nothing half-written, nothing twice: random work with crashes between statements, the same
// command sent again, and the doors over HTTP.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import type { RefusalTable } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { dice } from '../../../platform/server/db/test-dice.ts';
import type { Database, Tx } from '../../../platform/server/db/tx.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { casesPolicy } from '../core/policy.ts';
import { casesRefusals } from '../core/refusals.ts';
import { actOnCase } from './act-on-case.ts';
import { verifyCaseHistory } from './read-case.ts';
import { reportCase } from './report-case.ts';
import { casesRoutes } from './routes.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const store = testDatabase('2026-08-05T09:30:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
const SYSTEM: Actor = { kind: 'system', name: 'test' };
let city: TestDistrict;
let app: FastifyInstance;
let actors: Record<string, Actor>;

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  actors = {
    inspector: city.actor(1, 'inspector', 'centre', '', '.001'),
      centre: city.actor(2, 'dispatcher', 'centre', '.001'),
    handler: city.actor(3, 'handler', 'sanitation', '.001'), leader: city.actor(4, 'leader', 'centre'),
    stranger: city.actor(5, 'handler', 'sanitation', '.002'),
  };
  const others = ['calendar.year_missing', 'calendar.not_found', 'areas.outside', 'catalogue.item_unknown',
    'component.not_found'];
  const elsewhere: RefusalTable = Object.fromEntries(others.map(
    (code) => [code, { status: 422, retryable: false, zh: code, en: code }]));
  app = await buildApp({
    routes: casesRoutes, policy: casesPolicy, refusals: { ...httpRefusals, ...casesRefusals, ...elsewhere },
    database: losingAnswers(store.database), log: silentLog(), version: 'test', bodyLimitBytes: 1_000_000,
      isBehindProxy: false,
    hasRateLimits: false,
    authenticate: async ({ authorization }) => actors[authorization ?? ''] ?? { kind: 'public' },
  });
}, 120_000);
afterAll(() => app.close());

/** Of how many of the next statements that write receipts the answer is lost, though they are committed. */
let answersToLose = 0;
const losingAnswers = (database: Database): Database => ({
  ...database,
  read: (work) => database.read((tx) => work({
    ...tx,
    query: async <Row>(text: string, values?: readonly unknown[]) => {
      const rows = await tx.query<Row>(text, values);
      if (answersToLose === 0 || !text.includes('insert into idempotency_receipt')) return rows;
      answersToLose -= 1;
      throw new Error('the line was lost after the commit');
    },
  })),
});

class Crash extends Error {}

/** The same transaction, in which the process dies before its n-th statement from now. */
function dyingBefore(tx: Tx, statement: number): Tx {
  let left = statement;
  const live = (): void => {
    left -= 1;
    if (left < 0) throw new Crash('the process died here');
  };
  const db = tx.db.withPlugin({
    transformQuery: ({ node }) => {
      live();
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const query: Tx['query'] = async (text, values) => {
    live();
    return tx.query(text, values);
  };
  return { ...tx, db, query };
}

const BODIES: readonly (readonly [string, string, object])[] = [
  ['handler', 'claim', {}], ['handler', 'feed_back', { result: '好', photoIds: [photo] }],
  ['inspector', 'verify', { finding: '好' }], ['centre', 'rework', { missing: '角落' }], ['centre', 'undo', {}],
  ['centre', 'close', { closingCode: 'solved' }],
    ['handler', 'return', { reasonCode: 'not_ours', words: '非我' }],
  ['centre', 'dispatch', {}], ['leader', 'push', { kind: 'urge', words: '快' }],
    ['handler', 'note', { words: '看' }],
  ['stranger', 'claim', {}], ['centre', 'reopen', { reason: '又有' }],
];

interface Totals { cases: number; steps: number; crashes: number; refusals: number }

async function step(throwing: (limit: number) => number, ids: string[], totals: Totals): Promise<void> {
  const crashAt = throwing(4);
  const [who, action, fields] = BODIES[throwing(BODIES.length)] ?? ['handler', 'note', { words: '' }];
  const actor = actors[who] ?? SYSTEM;
  const caseId = ids[throwing(Math.max(1, ids.length))];
  const isNew = caseId === undefined || throwing(6) === 0;
  const personId = actor.kind === 'person' ? actor.personId : '';
  try {
    // With a lock in a transaction, or in single statements that win or lose a race.
    const isLocked = throwing(2) === 0;
    const open = isLocked ? store.database.transaction : store.database.read;
    const acted = await open(async (tx) => {
      const mortal = crashAt < 3 ? dyingBefore(tx, crashAt) : tx;
      const done = isNew
        ? await reportCase(mortal, actors.inspector ?? SYSTEM, { body: {
          channel: 'patrol', description: '积土', point: city.inGridA, itemCode: city.itemCode,
            photoIds: [photo] } })
        : await actOnCase(mortal, actor,
          { caseId, action, body: action === 'claim' ? { personId } : { ...fields } });
      if (isLocked && throwing(5) === 0) throw new Crash('the process died before the commit');
      return done;
    });
    if (isNew) ids.push(acted.id);
    totals.cases += isNew ? 1 : 0;
    totals.steps += acted.lastSeq;
  } catch (error) {
    if (error instanceof Crash) totals.crashes += 1;
    else if (error instanceof Refused) totals.refusals += 1;
    else throw error;
  }
}

test('a random day with crashes between statements: nothing half-written, every acknowledged case is there',
  async () => {
  const seed = 20_260_805;
  const roll = dice(seed);
  const ids: string[] = [];
  const totals: Totals = { cases: 0, steps: 0, crashes: 0, refusals: 0 };
  for (let move = 0; move < 250; move += 1) {
    await step(roll, ids, totals);
    store.clock.advance(roll(3) === 0 ? HOUR : 1_000);
  }
  expect(totals.crashes, `seed ${seed}`).toBeGreaterThan(40);
  expect(totals.cases).toBeGreaterThan(5);
  const { rows } = await store.database.read((tx) => sql<{ id: string; whole: boolean }>`
    select f.id, f.last_seq = (select count(*) from step s where s.case_id = f.id)
      and f.last_seq = (select count(*) from event e where e.case_id = f.id)
      and f.last_hash = (select hash from step s where s.case_id = f.id and s.seq = f.last_seq)
      and (select count(*) from timer t where t.key = f.id::text and t.kind = 'case.ladder') <= 1
      and (f.is_running or not exists (select 1 from timer t where t.key = f.id::text and t.kind =
        'case.ladder'))
      as whole from case_file f order by f.id`.execute(tx.db));
  expect(rows.filter((row) => !row.whole)).toEqual([]);
  expect(rows.map((row) => row.id)).toEqual([...ids].sort());
  for (const id of ids) {
    expect(await store.database.read((tx) => verifyCaseHistory(tx, SYSTEM, id))).toMatchObject(
      { isIntact: true });
  }
  const orphans = await store.database.read((tx) => sql<{ n: number }>`
    select count(*) as n from step s left join case_file f on f.id =
      s.case_id where f.id is null`.execute(tx.db));
  expect(Number(orphans.rows[0]?.n)).toBe(0);
});

const send = (who: string, url: string, payload: object, key = `key-${Math.abs(url.length)}-${who}`) =>
  app.inject({
  method: 'POST', url, payload, headers: { authorization: who, 'idempotency-key': key },
});
const reportBody = () => ({
  channel: 'patrol', description: '积土', point: city.inGridA, itemCode: city.itemCode, photoIds: [photo],
});
const caseCount = async () => {
  const { rows } = await store.database.read((tx) =>
    sql<{ n: number }>`select count(*) as n from case_file`.execute(tx.db));
  return Number(rows[0]?.n);
};

test('the same report sent twice, also at the same moment, is one case and one answer', async () => {
  const before = await caseCount();
  const both = await Promise.all([1,
    2].map(() => send('inspector', '/api/cases', reportBody(), 'report-key-1')));
  const third = await send('inspector', '/api/cases', reportBody(), 'report-key-1');
  expect([...both, third].map((reply) => reply.statusCode)).toEqual([201, 201, 201]);
  expect(new Set([...both, third].map((reply) => reply.json<{ number: string }>().number)).size).toBe(1);
  expect(await caseCount()).toBe(before + 1);
});

test('reports of one moment are written together, and one that is sent twice spoils none of the others',
  async () => {
  const before = await caseCount();
  const keys = ['a', 'b', 'c', 'd', 'd', 'e'];
  const replies = await Promise.all(
    keys.map((key) => send('inspector', '/api/cases', reportBody(), `together-${key}`)));
  expect(replies.map((reply) => reply.statusCode)).toEqual(keys.map(() => 201));
  const ids = replies.map((reply) => reply.json<{ id: string }>().id);
  expect(new Set(ids).size).toBe(5);
  expect(await caseCount()).toBe(before + 5);
  const more = await Promise.all(
    ['f', 'g', 'h'].map((key) => send('inspector', '/api/cases', reportBody(), `together-${key}`)));
  const { rows } = await store.database.read((tx) => sql<{ commits: number }>`
    select count(distinct xmin::text) as commits from case_file
    where id = any(${more.map((reply) => reply.json<{ id: string }>().id)}::uuid[])`.execute(tx.db));
  expect(rows[0]?.commits).toBe(1);
});

test('twelve people note one case at the same moment: twelve steps in one unbroken history', async () => {
  const { id } = (await send('inspector', '/api/cases', reportBody(), 'report-key-9')).json<{ id: string }>();
  const replies = await Promise.all(Array.from({ length: 12 }, (_, n) =>
    send('centre', `/api/cases/${id}/note`, { words: `第${n}条` }, `note-at-once-${n}`)));
  expect(replies.map((reply) => reply.statusCode)).toEqual(replies.map(() => 200));
  const seen = await app.inject({ url: `/api/cases/${id}`, headers: { authorization: 'centre' } });
  const { steps } = seen.json<{ steps: { action: string; body: { words?: string } }[] }>();
  const words = steps.filter((one) => one.action === 'note').map((one) => one.body.words);
  expect(words.sort()).toEqual(replies.map((_, n) => `第${n}条`).sort());
  expect(await store.database.read((tx) => verifyCaseHistory(tx, SYSTEM, id))).toMatchObject(
    { isIntact: true, steps: 15 });
});

test('several changes whose common answer is lost after the commit are still there once, and told as done',
  async () => {
  const before = await caseCount();
  answersToLose = 1;
  const reports = await Promise.all(
    [1, 2, 3].map((n) => send('inspector', '/api/cases', reportBody(), `lost-report-${n}`)));
  expect([answersToLose, ...reports.map((reply) => reply.statusCode)]).toEqual([0, 201, 201, 201]);
  expect(await caseCount()).toBe(before + 3);
  const ids = reports.map((reply) => reply.json<{ id: string }>().id);
  answersToLose = 1;
  const notes = await Promise.all(
    ids.map((id) => send('centre', `/api/cases/${id}/note`, { words: '记一笔' }, `lost-note-${id}`)));
  expect([answersToLose, ...notes.map((reply) => reply.statusCode)]).toEqual([0, 200, 200, 200]);
  for (const id of ids) {
    const seen = await app.inject({ url: `/api/cases/${id}`, headers: { authorization: 'centre' } });
    const { steps } = seen.json<{ steps: { action: string }[] }>();
    expect(steps.filter((step) => step.action === 'note')).toHaveLength(1);
  }
});

test('the same action sent twice happens once and answers the same, though the state has moved on',
  async () => {
  const { id } = (await send('inspector', '/api/cases', reportBody(), 'report-key-2')).json<{ id: string }>();
  const claim = () => send('handler', `/api/cases/${id}/claim`,
    { personId: (actors.handler as { personId: string }).personId }, 'claim-key-1');
  const first = await claim();
  expect(first.statusCode).toBe(200);
  expect((await claim()).json()).toEqual(first.json());
  const seen = await app.inject({ url: `/api/cases/${id}`, headers: { authorization: 'handler' } });
  expect(seen.json<{ steps: { action: string }[] }>().steps.map((one) => one.action)).toEqual(
    ['report', 'accept', 'dispatch', 'claim']);
  expect(seen.json<{ abilities: { action: string }[] }>().abilities.map((one) => one.action)).toEqual(
    ['return', 'feed_back', 'hand_over', 'extend', 'suspend', 'consult', 'note', 'join'].sort(
      (a, b) => order(a) - order(b)));
});
const order = (action: string): number => casesPolicy.findIndex((row) => row.operation === `case.${action}`);

test('doors: no post no entry, a wrong body is told, a tracked case shows nothing internal', async () => {
  expect((await send('nobody', '/api/cases', reportBody(), 'report-key-3')).statusCode).toBe(401);
  const citizen = { ...reportBody(), channel: 'citizen', reporter: { name: '王大妈', phone: '13800138000' } };
  const made = (await send('nobody', '/api/cases', citizen,
    'report-key-4')).json<{ id: string; publicCode: string }>();
  const tracked = await app.inject({ url: `/api/track/${made.publicCode}` });
  expect(tracked.json()).toMatchObject({ state: 'reported', areaName: 'A-1-1区域' });
  expect(tracked.body).not.toMatch(/王大妈|13800138000|personId/);
  const full = await app.inject({ url: `/api/cases/${made.id}`, headers: { authorization: 'centre' } });
  // Who holds the code acts as the reporter: staff must not learn it from the case.
  expect(full.body).not.toContain(made.publicCode);
  expect(full.body).not.toMatch(/王大妈|13800138000/);
  const seen = await send('centre', `/api/cases/${made.id}/contact`, { purpose: 'call_back' });
  expect(seen.json()).toEqual({ reporters: [{ name: '王大妈', phone: '13800138000' }] });
  expect((await send('handler', `/api/cases/${made.id}/contact`, { purpose: 'call_back' })).statusCode).toBe(
    403);
  const told = await app.inject({ url: `/api/track/${made.publicCode}` });
  expect(told.json<{ steps: unknown[] }>().steps.at(-1)).toMatchObject(
    { action: 'contact', body: { purpose: 'call_back' } });
  const kept = await store.database.read((tx) => sql`
    select 1 from idempotency_receipt where reply::text like '%13800138000%'`.execute(tx.db));
  expect(kept.rows).toEqual([]);
  expect((await send('stranger', `/api/cases/${made.id}/note`, { words: 'x' })).statusCode).toBe(403);
  expect((await app.inject({ url: `/api/cases/${made.id}`,
    headers: { authorization: 'stranger' } })).statusCode).toBe(404);
  expect((await app.inject({ url: '/api/track/ZZZZZ-ZZZZZ-ZZZZZ' })).statusCode).toBe(404);
  const rejected = await send('centre', `/api/cases/${made.id}/reject`, { reasonCode: 'whim', reply: 'x' });
  expect(rejected.statusCode).toBe(400);
  const missing = await send('centre', `/api/cases/${made.id}/reject`, { reasonCode: 'unclear' },
    'reject-key');
  expect(missing.json()).toMatchObject({ code: 'cases.field_missing' });
  const withdrawn = await send('nobody', `/api/track/${made.publicCode}/withdraw`, {}, 'withdraw-key');
  expect(withdrawn.json()).toMatchObject({ state: 'withdrawn' });
  const listed = await app.inject({ url: '/api/cases?state=withdrawn&limit=5',
    headers: { authorization: 'centre' } });
  expect(listed.json<{ items: { id: string }[] }>().items.map((item) => item.id)).toContain(made.id);
});
