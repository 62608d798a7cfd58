// Two dispatchers at one case, through the doors: they see each other, the stream tells their screens without
// naming anybody, whoever leaves or falls silent is gone, and nothing of it stays in the store.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECOND } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { LiveHub } from '../../platform/server/live/hub.ts';
import { PresenceWatch } from '../../slices/presence/server/watch.ts';
import { testApp } from './test-app.ts';
import { testTown, type Town, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town: Town = testTown(store, app);
let caseId = '';
const hubs: LiveHub[] = [];

class Screen {
  readonly heard: { readonly kind?: string; readonly caseId?: string }[] = [];
  text = '';
  readonly writableLength = 0;
  write(chunk: Buffer): boolean {
    this.text += chunk.toString();
    for (const line of chunk.toString().split('\n').filter((one) => one.startsWith('data: '))) {
      const message = JSON.parse(line.slice(6)) as Screen['heard'][number];
      if (message.kind !== undefined) this.heard.push(message);
    }
    return true;
  }
  end(): void {
    this.text += 'ended';
  }
  destroy(): void {
    this.text += 'destroyed';
  }
}

/** A server of its own on the same store, with one screen that follows the case. */
async function server(): Promise<{ watch: PresenceWatch; screen: Screen }> {
  const { database, clock } = store;
  const onError = (error: unknown) => {
    throw error;
  };
  const hub = new LiveHub({ database, clock, mayHear: () => true, recheck: async () => new Map(), onError });
  hubs.push(hub);
  const screen = new Screen();
  await hub.open({ sink: screen, sessionId: 's', topics: [`case:${caseId}`], after: undefined });
  return { watch: new PresenceWatch({ database, clock, hub, onError }), screen };
}

const url = (id = caseId): string => `/api/presence/${id}`;
const put = async (who: Who, mode: string, id = caseId) => {
  const token = await town.token(who);
  return app.send('PUT', url(id), { ...(token ? { token } : {}), body: { mode } });
};
const leave = async (who: Who) => {
  const token = await town.token(who);
  return app.send('DELETE', url(), token ? { token } : {});
};
const seenBy = async (who: Who): Promise<string[]> => {
  const { body } = await town.get(who, url());
  return (body.people as { name: string; mode: string }[]).map(({ name, mode }) => `${name} ${mode}`);
};
const rows = async (): Promise<number> => {
  const { rows: found } = await store.database.read((tx) =>
    sql<{ n: number }>`select count(*)::int as n from presence`.execute(tx.db),
  );
  return found[0]?.n ?? -1;
};

beforeAll(async () => {
  const photoId = await town.photo('streetInspector');
  const reply = await town.post('streetInspector', '/api/cases', {
    channel: 'patrol',
    description: '绿化带建筑垃圾',
    itemCode: town.city.itemCode,
    point: town.city.inGridA,
    photoIds: [photoId],
  });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  caseId = String(reply.body.id);
}, 120_000);
afterAll(async () => {
  for (const hub of hubs) await hub.stop();
});

test('two at one case see each other, whoever edits first; screens of every server are told that it changed',
  async () => {
  const [here, there] = [await server(), await server()];
  const first = await put('streetDispatcher', 'looks');
  expect(first.body).toEqual({
    people: [{ personId: town.personId('streetDispatcher'), name: town.nameOf('streetDispatcher'),
      mode: 'looks' }],
  });
  await put('dispatcher', 'edits');
  expect(await seenBy('streetDispatcher')).toEqual([
    `${town.nameOf('dispatcher')} edits`,
    `${town.nameOf('streetDispatcher')} looks`,
  ]);
  for (const { watch, screen } of [here, there]) {
    await watch.look();
    expect(screen.heard).toEqual([{ kind: 'presence', caseId }]);
    for (const word of ['dispatcher', town.nameOf('dispatcher'), town.personId('dispatcher')]) {
      expect(screen.text).not.toContain(word);
    }
    // Said again, it is no news.
    await put('dispatcher', 'edits');
    await watch.look();
    expect(screen.heard).toHaveLength(1);
  }
  await put('dispatcher', 'looks');
  await there.watch.look();
  expect(there.screen.heard).toHaveLength(2);
});

test('whoever leaves is gone at once, whoever falls silent after 25 seconds, and no row stays behind',
  async () => {
  const { watch, screen } = await server();
  await put('streetDispatcher', 'looks');
  await put('dispatcher', 'looks');
  await leave('dispatcher');
  expect(await seenBy('streetDispatcher')).toEqual([`${town.nameOf('streetDispatcher')} looks`]);
  await watch.look();
  store.clock.advance(24 * SECOND);
  await watch.look();
  expect(await seenBy('dispatcher')).toHaveLength(1);
  expect(await rows()).toBe(1);
  store.clock.advance(2 * SECOND);
  expect(await seenBy('dispatcher')).toEqual([]);
  await watch.look();
  expect(await rows()).toBe(0);
  expect(screen.heard).toHaveLength(2);
});

test('whoever can’t read the case neither stands there nor sees who does; nobody leaves for another',
  async () => {
  await put('streetDispatcher', 'edits');
  for (const who of ['otherStreet', 'otherHandler', 'foreign'] as const) {
    expect((await put(who, 'looks')).status, who).toBe(404);
    expect((await town.get(who, url())).status, who).toBe(404);
    await leave(who);
  }
  expect((await town.get('nobody', url())).status).toBe(401);
  expect((await put('streetDispatcher', 'dances')).status).toBe(400);
  expect((await put('streetDispatcher', 'looks', '01890000-0000-7000-8000-000000000000')).status).toBe(404);
  expect(await seenBy('dispatcher')).toEqual([`${town.nameOf('streetDispatcher')} edits`]);
});

test('whoever opens a list is told at once who is on its rows, of those cases alone that they may read',
  async () => {
  await put('streetDispatcher', 'edits');
  await put('dispatcher', 'looks');
  const elsewhere = '01890000-0000-7000-8000-000000000000';
  const both = `/api/presence?id=${caseId}&id=${elsewhere}`;
  const rowsFor = async (who: Who) => (await town.get(who, both)).body;
  const person = (who: Who, mode: string) =>
    ({ personId: town.personId(who), name: town.nameOf(who), mode });
  const there = [person('streetDispatcher', 'edits'), person('dispatcher', 'looks')];
  expect(await rowsFor('leader')).toEqual({ cases: [{ caseId, people: there }] });
  for (const who of ['otherStreet', 'otherHandler', 'foreign'] as const) {
    expect(await rowsFor(who), who).toEqual({ cases: [] });
  }
  expect((await town.get('nobody', `/api/presence?id=${caseId}`)).status).toBe(401);
  expect((await town.get('leader', '/api/presence')).status).toBe(400);
});

test('nothing of it is written where things are kept: no event, no step, and a table without a log',
  async () => {
  const { rows: kept } = await store.database.read((tx) =>
    sql<{ events: number; persistence: string }>`
      select (select count(*)::int from event where data::text || kind like '%presence%') as events,
        (select relpersistence from pg_class where relname = 'presence') as persistence`.execute(tx.db),
  );
  expect(kept).toEqual([{ events: 0, persistence: 'u' }]);
});
