// What a screen is promised: it misses nothing or is told so, hears only what it may, and holds up nobody.
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { SECOND } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../db/test-database.ts';
import { publishEvents } from '../events/event.ts';
import { findUnsettled } from '../events/queries.ts';
import { refusalOf } from '../http/problem.ts';
import { readCursor } from './cursor.ts';
import { LiveHub, type LiveHubOptions } from './hub.ts';
import { liveRoute } from './live-route.ts';
import { describeEvent } from './topics.ts';

const store = testDatabase();
const person: Actor = { kind: 'person', personId: 'p1', name: 'n', posts: [] };
const CASE = '00000000-0000-7000-8000-000000000001';

class FakeScreen {
  text = '';
  writes = 0;
  writableLength = 0;
  isEnded = false;
  isDestroyed = false;
  write(chunk: Buffer): boolean {
    this.text += chunk.toString();
    this.writes += 1;
    return true;
  }
  end(): void {
    this.isEnded = true;
  }
  destroy(): void {
    this.isDestroyed = true;
  }
  /** The data of messages with a kind. */
  heard(): { kind: string; cursor?: string; caseId?: string; data?: unknown }[] {
    const lines = this.text.split('\n').filter((line) => line.startsWith('data: '));
    return lines.map((line) => JSON.parse(line.slice(6))).filter((data) => 'kind' in data);
  }
  lastId(): string {
    return (
      this.text
        .split('\n')
        .findLast((line) => line.startsWith('id: '))
        ?.slice(4) ?? ''
    );
  }
}

let hubs: LiveHub[] = [];
afterEach(async () => {
  for (const hub of hubs) await hub.stop();
  hubs = [];
});

async function startHub(more: Partial<LiveHubOptions> = {}): Promise<LiveHub> {
  const hub = new LiveHub({
    database: store.database,
    clock: store.clock,
    mayHear: (_actor, topic) => topic !== 'unit:secret',
    recheck: async (ids) => new Map(ids.map((id) => [id, person])),
    onError: () => undefined,
    ...more,
  });
  hub.start();
  hubs.push(hub);
  return hub;
}
const listen = async (hub: LiveHub, topics: string[], after?: string, sessionId = 's1') => {
  const sink = new FakeScreen();
  const left = await hub.open({
    sink,
    sessionId,
    topics,
    after: after === undefined ? undefined : readCursor(after),
  });
  return { sink, left };
};
const publish = (n: number, data: object = {}, districtId = '500151') =>
  store.database.transaction((tx) =>
    publishEvents(tx, [{ kind: 'case.dispatched', districtId, caseId: CASE, data: { seq: n, ...data } }]),
  );
/** Other tests share the server, and their open transactions hold back the newest events of all. */
async function tail(hub: LiveHub): Promise<void> {
  while (await store.database.read(findUnsettled)) await new Promise((resolve) => setTimeout(resolve, 5));
  await hub.tail();
}
const seqs = (sink: FakeScreen) =>
  sink.heard().map((message) => (message.data as { seq?: number })?.seq ?? message.kind);

test('a screen hears the events of its topics, each once though it listens by two names', async () => {
  const hub = await startHub();
  const { sink: near } = await listen(hub, ['district:500151', `case:${CASE}`]);
  const { sink: far } = await listen(hub, ['district:500152']);
  const { sink: unit } = await listen(hub, ['unit:u7']);
  await publish(1);
  await publish(2, { holderUnitId: 'u7' });
  await tail(hub);
  expect(seqs(near)).toEqual([1, 2]);
  expect(seqs(far)).toEqual([]);
  expect(seqs(unit)).toEqual([2]);
});

test('a screen that comes back hears exactly what it missed, also from another server', async () => {
  const hub = await startHub();
  const first = await listen(hub, ['district:500151']);
  await publish(10);
  await tail(hub);
  first.left();
  await publish(11);
  await publish(12, {}, '500152');
  await publish(13);
  await tail(hub);
  const again = await listen(hub, ['district:500151'], first.sink.lastId());
  expect(seqs(again.sink)).toEqual([11, 13]);
  const other = await startHub();
  await publish(14);
  await tail(other);
  // This server has not looked yet, the screen's cursor is ahead of it: it looks before it answers.
  const ahead = await listen(other, ['district:500151'], again.sink.lastId());
  const moved = await listen(hub, ['district:500151'], ahead.sink.lastId());
  expect(seqs(moved.sink)).toEqual([]);
  await publish(15);
  await tail(hub);
  expect(seqs(moved.sink)).toEqual([15]);
});

test('a cursor too old or of another store, or too much missed, means: ask everything again', async () => {
  const hub = await startHub({ limits: { kept: 5, replayed: 3 } });
  const { sink } = await listen(hub, ['district:500151']);
  const start = sink.lastId();
  for (let n = 0; n < 4; n++) await publish(100 + n);
  await tail(hub);
  expect(seqs((await listen(hub, ['district:500151'], start)).sink)).toEqual(['reset']);
  for (let n = 0; n < 20; n++) await publish(200 + n);
  await tail(hub);
  const late = await listen(hub, ['district:500151'], start);
  expect(seqs(late.sink)).toEqual(['reset']);
  // After the reset its cursor is good again.
  expect(seqs((await listen(hub, ['district:500151'], late.sink.lastId())).sink)).toEqual([]);
  expect(seqs((await listen(hub, ['district:500151'], '999999999999-1')).sink)).toEqual(['reset']);
});

test('the heartbeat tells how fresh the screen is, and moves the cursor of a quiet one', async () => {
  const hub = await startHub({ limits: { kept: 3 } });
  const { sink } = await listen(hub, ['unit:quiet']);
  for (let n = 0; n < 30; n++) await publish(300 + n);
  await tail(hub);
  const seenAt = store.clock.now();
  store.clock.advance(15 * SECOND);
  for (let i = 0; i < 50 && !sink.text.includes(`event: beat\ndata: {"asOf":${seenAt}`); i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(sink.text).toContain('event: beat');
  expect(seqs((await listen(hub, ['unit:quiet'], sink.lastId())).sink)).toEqual([]);
});

test('a name, a phone number or a note in an event never reaches a stream', async () => {
  const canary = '13800138000 王小明';
  const event = {
    id: 1,
    transactionId: '9',
    kind: 'case.reported',
    districtId: '500151',
    caseId: CASE,
    createdAt: 0,
    data: {
      seq: 1,
      reporterName: canary,
      note: canary,
      action: { text: canary },
      unitId: 'u1',
      personId: 'p9',
    },
  };
  const notice = describeEvent(event);
  expect(JSON.stringify(notice.message)).not.toMatch(/138|王/);
  expect(notice.topics).toEqual(['district:500151', `case:${CASE}`, 'unit:u1', 'person:p9']);
});

test('the same bytes go to every screen: an event is serialised once', async () => {
  let described = 0;
  const hub = await startHub({
    describe: (event) => {
      described += 1;
      return describeEvent(event);
    },
  });
  const screens = await Promise.all(
    Array.from({ length: 50 }, (_, i) => listen(hub, ['district:500151'], undefined, `s${i}`)),
  );
  described = 0;
  await publish(400);
  await tail(hub);
  expect(described).toBe(1);
  for (const { sink } of screens) expect(seqs(sink)).toEqual([400]);
});

test('a screen that takes nothing is dropped and nobody waits for it', async () => {
  const hub = await startHub();
  const slow = await listen(hub, ['district:500151'], undefined, 'slow');
  const quick = await listen(hub, ['district:500151'], undefined, 'quick');
  slow.sink.writableLength = hub.limits.bufferedBytes + 1;
  await publish(500);
  await tail(hub);
  expect(slow.sink.isDestroyed).toBe(true);
  expect(seqs(quick.sink)).toEqual([500]);
  expect([hub.openStreams, hub.droppedStreams]).toEqual([1, 1]);
});

test('a session that is over falls silent within five seconds; one that lost its post too', async () => {
  let posts: readonly string[] = ['s1', 's2'];
  let mayHear = true;
  const hub = await startHub({
    recheck: async (ids) => new Map(ids.filter((id) => posts.includes(id)).map((id) => [id, person])),
    mayHear: (_actor, topic) => mayHear || topic !== 'unit:u2',
  });
  const one = await listen(hub, ['district:500151'], undefined, 's1');
  const two = await listen(hub, ['district:500151'], undefined, 's2');
  posts = ['s2'];
  store.clock.advance(5 * SECOND);
  for (let i = 0; i < 50 && !one.sink.isEnded; i++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(one.sink.text).toContain('event: bye\ndata: {"why":"signed_out"}');
  expect([one.sink.isEnded, two.sink.isEnded]).toEqual([true, false]);
  const three = await listen(hub, ['unit:u2'], undefined, 's2');
  mayHear = false;
  await hub.recheckSessions();
  expect([two.sink.isEnded, three.sink.isEnded]).toEqual([false, true]);
});

test('whoever loses one of two posts is told once to ask who is here; others hear nothing', async () => {
  const of = { unitId: 'u1', unitKind: 'centre', role: 'analyst', areaPath: '500151' } as const;
  const post = (id: string) => ({ ...of, id });
  let posts = [post('p1'), post('p2')];
  const hub = await startHub({
    recheck: async (ids) =>
      new Map(ids.map((id) => [id, { ...person, posts: id === 's1' ? posts : [post('p3')] } as Actor])),
  });
  const one = await listen(hub, ['district:500151'], undefined, 's1');
  const two = await listen(hub, ['district:500151'], undefined, 's2');
  await hub.recheckSessions();
  expect([seqs(one.sink), seqs(two.sink)]).toEqual([[], []]);
  posts = [post('p2')];
  await hub.recheckSessions();
  await hub.recheckSessions();
  expect([seqs(one.sink), seqs(two.sink)]).toEqual([['session.changed'], []]);
  expect(one.sink.isEnded).toBe(false);
});

const OTHER = '00000000-0000-7000-8000-000000000002';
const lostTopics = (sink: FakeScreen) =>
  sink.text.split('\n\n').flatMap((message) => {
    const [type, data = ''] = message.split('\n');
    return type === 'event: lost' ? [JSON.parse(data.slice(6))] : [];
  });

test('a case that moves out of sight is dropped alone and named; the screen hears the rest on', async () => {
  let hidden: readonly string[] = [];
  let isSignedIn = true;
  const hub = await startHub({
    recheck: async (ids) => new Map(isSignedIn ? ids.map((id) => [id, person]) : []),
    heardBy: async (_actor, topics) => topics.filter((topic) => !hidden.includes(topic)),
  });
  const { sink } = await listen(hub, ['district:500151', `case:${CASE}`, `case:${OTHER}`]);
  const { sink: pane } = await listen(hub, [`case:${CASE}`]);
  hidden = [`case:${CASE}`];
  await hub.recheckSessions();
  await hub.recheckSessions();
  expect(lostTopics(sink)).toEqual([{ why: 'not_allowed', topics: [`case:${CASE}`] }]);
  expect([sink.isEnded, sink.text.includes('event: bye')]).toEqual([false, false]);
  // With nothing left to hear, a stream is closed.
  expect([pane.isEnded, pane.text.includes('"why":"not_allowed"'), hub.openStreams]).toEqual([true, true, 1]);
  await publish(600, {}, '500152');
  await publish(601);
  await tail(hub);
  hub.tellNow([`case:${CASE}`], { kind: 'presence', caseId: CASE });
  hub.tellNow([`case:${OTHER}`], { kind: 'presence', caseId: OTHER });
  expect(seqs(sink)).toEqual([601, 'presence']);
  expect(sink.heard().at(-1)?.caseId).toBe(OTHER);
  isSignedIn = false;
  store.clock.advance(5 * SECOND);
  for (let i = 0; i < 50 && !sink.isEnded; i++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(sink.text).toContain('event: bye\ndata: {"why":"signed_out"}');
  expect([sink.isEnded, hub.openStreams]).toEqual([true, 0]);
});

test('who is signed out falls silent also while the sight of others can’t be looked up', async () => {
  let isAway = false;
  const hub = await startHub({
    recheck: async (ids) => new Map(ids.filter((id) => id !== 'out').map((id) => [id, person])),
    heardBy: async (_actor, topics) => (isAway ? Promise.reject(new Error('the store is away')) : topics),
  });
  const stays = await listen(hub, [`case:${CASE}`], undefined, 'in');
  isAway = true;
  const goes = await listen(hub, ['district:500151', `case:${CASE}`], undefined, 'out');
  await expect(hub.recheckSessions()).rejects.toThrow('the store is away');
  expect([stays.sink.isEnded, goes.sink.isEnded]).toEqual([false, true]);
});

test('a screen that opens is told which of its cases it can’t hear', async () => {
  const heardBy: LiveHubOptions['heardBy'] = async (_actor, topics) =>
    topics.filter((topic) => topic !== `case:${OTHER}`);
  const hub = await startHub({ heardBy });
  const app = fastify();
  liveRoute(app, { hub, authenticate: async () => ({ sessionId: 's1', actor: person }) });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const screen = new AbortController();
  const url = `${address}/api/live?topics=district:500151,case:${CASE},case:${OTHER}`;
  const reply = await fetch(url, { signal: screen.signal });
  const reader = reply.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let i = 0; i < 20 && !text.includes('event: beat'); i++) {
    text += decoder.decode((await reader?.read())?.value);
  }
  expect(text).toContain(`event: lost\ndata: {"why":"not_allowed","topics":["case:${OTHER}"]}`);
  screen.abort();
  await app.close();
});

test('when sessions can’t be asked for half a minute, streams are closed rather than trusted', async () => {
  const hub = await startHub({ recheck: async () => Promise.reject(new Error('the store is away')) });
  const { sink } = await listen(hub, ['district:500151']);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  for (let i = 0; i < 5; i++) {
    store.clock.advance(4 * SECOND);
    await settle();
  }
  expect(sink.isEnded).toBe(false);
  for (let i = 0; i < 8; i++) {
    store.clock.advance(4 * SECOND);
    await settle();
  }
  expect(sink.isEnded).toBe(true);
});

test('over HTTP: nobody, a wrong topic and a topic out of reach are refused; a stream flows', async () => {
  const hub = await startHub({ limits: { streamsPerSession: 1 } });
  const app = fastify();
  app.setErrorHandler((error, _request, reply) => {
    void reply.code(400).send({ code: refusalOf(error)?.code });
  });
  liveRoute(app, {
    hub,
    authenticate: async (request) =>
      request.headers.authorization ? { sessionId: 's1', actor: person } : undefined,
  });
  const code = async (url: string, headers: Record<string, string> = { authorization: 'x' }) =>
    (await app.inject({ url, headers })).json().code;
  expect(await code('/api/live?topics=district:500151', {})).toBe('auth.sign_in_first');
  expect(await code('/api/live?topics=everything')).toBe('live.topics_wrong');
  expect(await code('/api/live')).toBe('live.topics_wrong');
  expect(await code('/api/live?topics=district:500151,unit:secret')).toBe('auth.not_allowed');
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  let text = '';
  const request = httpRequest(
    { port, path: '/api/live?topics=district:500151&topics=unit:u1', headers: { authorization: 'x' } },
    (response) => response.on('data', (chunk: Buffer) => (text += chunk.toString())),
  );
  request.on('error', () => undefined);
  request.end();
  const until = async (isTrue: () => boolean) => {
    for (let i = 0; i < 200 && !isTrue(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isTrue()).toBe(true);
  };
  await until(() => text.includes('event: beat'));
  expect(await code('/api/live?topics=district:500151')).toBe('live.too_many');
  await publish(900);
  await tail(hub);
  await until(() => text.includes('"seq":900'));
  request.destroy();
  await until(() => hub.openStreams === 0);
  await app.close();
});

test('a store that does not answer is told, and many at once find no more room than there is', async () => {
  let isStoreGone = true;
  const read: typeof store.database.read = (work) =>
    isStoreGone ? Promise.reject(new Error('the store is gone')) : store.database.read(work);
  const hub = await startHub({ database: { ...store.database, read }, limits: { streamsPerSession: 1 } });
  const app = fastify();
  liveRoute(app, { hub, authenticate: async () => ({ sessionId: 's1', actor: person }) });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const screens = new AbortController();
  const open = async () =>
    (await fetch(`${address}/api/live?topics=district:500151`, { signal: screens.signal })).ok;
  expect(await open()).toBe(false);
  isStoreGone = false;
  const opened = await Promise.all([open(), open(), open()]);
  expect(opened.filter((isOpen) => isOpen)).toHaveLength(1);
  screens.abort();
  await app.close();
});

test('a screen that comes while the server stops is sent on at once', async () => {
  const hub = await startHub();
  const { sink: before } = await listen(hub, ['district:500151']);
  await hub.stop();
  const { sink: late } = await listen(hub, ['district:500151']);
  expect([before.isEnded, late.isEnded, hub.openStreams]).toEqual([true, true, 0]);
});
