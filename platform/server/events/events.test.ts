// The promises about telling others: nothing skipped, nothing twice, in order per case, one bad case alone.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { toIso } from '../../../kernel/instant.ts';
import { fakeCipher } from '../crypto/fake.ts';
import { openDatabase } from '../db/database.ts';
import { postgresEngine } from '../db/postgres-engine.ts';
import { testDatabase } from '../db/test-database.ts';
import type { Database } from '../db/tx.ts';
import { type PublishedEvent, publishEvents, type Subscriber } from './event.ts';
import { findUnsettled, listSubscriberLag, reviveFailures } from './queries.ts';
import { type EventReaderOptions, makeEventReader } from './reader.ts';

const store = testDatabase();
const caseId = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const publish = (kind: string, n: number | undefined, data: unknown = {}) =>
  store.database.transaction((tx) =>
    publishEvents(tx, [
      { kind, districtId: '500151', ...(n === undefined ? {} : { caseId: caseId(n) }), data },
    ]),
  );
const reader = (subscribers: Subscriber[], more: Partial<EventReaderOptions> = {}) =>
  makeEventReader({
    database: store.database,
    clock: store.clock,
    subscribers,
    onError: () => undefined,
    ...more,
  });

/** Other tests share the server, and their open transactions hold back the newest events of all. */
async function allSettled(): Promise<void> {
  while (await store.database.read(findUnsettled)) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Writes each event it takes under a key that may exist once: a second delivery would throw. */
function recorder(name: string, kinds: string[], fails: (event: PublishedEvent) => boolean = () => false) {
  const order: unknown[] = [];
  const subscriber: Subscriber = {
    name,
    kinds,
    handle: async (tx, events) => {
      for (const event of events) {
        const row = {
          key: `${name}/${event.id}`,
          value: JSON.stringify(event.data),
          changed_at: toIso(tx.now),
        };
        await tx.db.insertInto('setting').values(row).execute();
        if (fails(event)) throw new Error('cannot take this one');
        order.push(event.data.n);
      }
    },
  };
  const stored = () =>
    store.database.read((tx) =>
      tx.db.selectFrom('setting').selectAll().where('key', 'like', `${name}/%`).execute(),
    );
  return { subscriber, order, stored };
}

test('a subscriber hears its kinds in order, once, from the moment it was registered', async () => {
  await publish('test.a', 1, { n: 'before' });
  await allSettled();
  const { subscriber, stored } = recorder('first', ['test.a']);
  const one = reader([subscriber]);
  await one.register();
  await store.database.transaction((tx) =>
    publishEvents(tx, [
      { kind: 'test.a', districtId: '500151', caseId: caseId(1), data: { n: 1 } },
      { kind: 'test.b', districtId: '500151', data: { n: 2 } },
      { kind: 'test.a', districtId: '500151', data: { n: 3 } },
    ]),
  );
  expect(await one.deliverAll()).toBe(2);
  expect(await one.deliverAll()).toBe(0);
  expect((await stored()).map((row) => row.value)).toEqual([{ n: 1 }, { n: 3 }]);
});

test('a read model that asks for the beginning hears the past, many pages of it', async () => {
  const { subscriber, order } = recorder('from-start', ['test.past']);
  for (let i = 0; i < 5; i++) {
    await store.database.transaction((tx) =>
      publishEvents(
        tx,
        Array.from({ length: 100 }, (_, j) => ({
          kind: j % 2 ? 'test.past' : 'test.noise',
          districtId: '500151',
          data: { n: i * 100 + j },
        })),
      ),
    );
  }
  const count = await reader([{ ...subscriber, from: 'beginning' }], {
    limits: { batchSize: 20 },
  }).deliverAll();
  expect(count).toBe(250);
  expect(order).toEqual([...order].sort((a, b) => Number(a) - Number(b)));
});

test('what is rolled back is never told', async () => {
  const { subscriber, order } = recorder('rolled', ['test.rolled']);
  const one = reader([subscriber]);
  await one.register();
  const work = store.database.transaction(async (tx) => {
    await publishEvents(tx, [{ kind: 'test.rolled', districtId: '500151' }]);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await one.deliverAll()).toBe(0);
  expect(order).toEqual([]);
});

test('an event of a transaction that commits late is not skipped by the cursor', async () => {
  // The embedded store has one transaction at a time: nothing can be late there.
  if (store.url === undefined) return;
  const { subscriber, order } = recorder('late', ['test.late']);
  const one = reader([subscriber]);
  await one.register();
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isWritten = (): void => undefined;
  const written = new Promise<void>((resolve) => {
    isWritten = resolve;
  });
  const slow = store.database.transaction(async (tx) => {
    await publishEvents(tx, [{ kind: 'test.late', districtId: '500151', data: { n: 'slow' } }]);
    isWritten();
    await gate;
  });
  await written;
  await publish('test.late', 1, { n: 'fast' });
  expect(await one.deliverAll(0)).toBe(0);
  letGo();
  await slow;
  expect(await one.deliverAll()).toBe(2);
  expect(order).toEqual(['slow', 'fast']);
});

test('a case whose event fails waits in order; other cases go on; the cause mended, all arrive', async () => {
  let isBroken = true;
  const { subscriber, order, stored } = recorder(
    'aside',
    ['test.aside'],
    (e) => isBroken && e.data.n === 'x1',
  );
  const errors: unknown[] = [];
  const one = reader([subscriber], {
    onError: (error) => void errors.push(error),
    limits: { maxTries: 3, retry: { firstPauseMs: 1_000, growth: 2, longestPauseMs: 60_000 } },
  });
  await one.register();
  for (const n of ['x0', 'y0', 'x1', 'y1', 'x2', 'y2', 'x3'])
    await publish('test.aside', n[0] === 'x' ? 1 : 2, { n });
  await one.deliverAll();
  // The page was halved until x1 stood alone; `order` also remembers what was rolled back.
  expect(order.slice(-2)).toEqual(['y1', 'y2']);
  expect((await stored()).map((row) => (row.value as { n: string }).n).sort()).toEqual([
    'x0',
    'y0',
    'y1',
    'y2',
  ]);
  expect(errors).toHaveLength(1);
  await publish('test.aside', 1, { n: 'x4' });
  store.clock.advance(1_000);
  await one.deliverAll();
  expect(errors).toHaveLength(2);
  store.clock.advance(2_000);
  await one.deliverAll();
  expect(errors).toHaveLength(3);
  // After the third try it waits for a person, and the case's later events wait with it.
  store.clock.advance(1_000_000);
  expect(await one.deliverAll()).toBe(0);
  const lag = await store.database.read((tx) => listSubscriberLag(tx, 3));
  expect(lag.find((row) => row.subscriber === 'aside')).toEqual({
    subscriber: 'aside',
    unread: 0,
    aside: 4,
    stuck: 1,
  });
  isBroken = false;
  expect(await store.database.transaction((tx) => reviveFailures(tx, 'aside', 3))).toBe(1);
  expect(await one.deliverAll()).toBe(4);
  expect(order.slice(-4)).toEqual(['x1', 'x2', 'x3', 'x4']);
  expect(await stored()).toHaveLength(8);
});

test('the event that breaks its page is found in a few tries among many that nobody asked for', async () => {
  let tries = 0;
  const { subscriber, stored } = recorder('sparse', ['test.sparse'], (event) => event.data.n === 'bad');
  const handle: Subscriber['handle'] = (tx, events) => {
    tries += 1;
    return subscriber.handle(tx, events);
  };
  const one = reader([{ ...subscriber, handle }]);
  await one.register();
  await store.database.transaction((tx) =>
    publishEvents(
      tx,
      Array.from({ length: 60 }, (_, n) => ({
        kind: n % 20 === 19 ? 'test.sparse' : 'test.nobody',
        districtId: '500151',
        caseId: caseId(n),
        data: { n: n === 59 ? 'bad' : n },
      })),
    ),
  );
  await one.deliverAll();
  expect((await stored()).map((row) => (row.value as { n: number }).n).sort()).toEqual([19, 39]);
  expect(tries).toBeLessThan(8);
});

test('a handler that swallows a failed statement is found out and put aside alone', async () => {
  const handled: unknown[] = [];
  const one = reader([
    {
      name: 'swallower',
      kinds: ['test.swallow'],
      handle: async (tx, events) => {
        for (const event of events) {
          if (event.data.n === 2) {
            await tx.db
              .insertInto('setting')
              .values({ key: 'k', value: 'not json', changed_at: toIso(0) })
              .execute()
              .catch(() => handled.push('swallowed'));
          } else {
            handled.push(event.data.n);
          }
        }
      },
    },
  ]);
  await one.register();
  for (const n of [1, 2, 3]) await publish('test.swallow', n, { n });
  await one.deliverAll();
  const lag = await store.database.read((tx) => listSubscriberLag(tx, 8));
  expect(lag.find((row) => row.subscriber === 'swallower')).toMatchObject({ unread: 0, aside: 1 });
  expect(handled.at(-1)).toBe(3);
});

test('a started reader hears of a commit in its own process at once', async () => {
  const { subscriber, order } = recorder('awake', ['test.awake']);
  const one = reader([subscriber]);
  await one.start();
  await publish('test.awake', 1, { n: 1 });
  for (let i = 0; i < 100 && order.length === 0; i++) {
    store.clock.advance(5);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await one.stop();
  expect(order).toEqual([1]);
});

test('who may be behind rests after each look, and hears it all when asked to', async () => {
  const awake = recorder('wakeful', ['test.rest']);
  const rested = recorder('rested', ['test.rest']);
  const one = reader([awake.subscriber, { ...rested.subscriber, restMs: 60_000 }]);
  /** Until the one that never rests has heard it, and the round in which it did is over. */
  const heard = async (n: number, steps: number) => {
    for (let i = 0; i < 400 && awake.order.length + rested.order.length < n; i++) {
      store.clock.advance(steps);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await one.start();
  await publish('test.rest', 1, { n: 1 });
  await heard(2, 5);
  await publish('test.rest', 1, { n: 2 });
  await heard(3, 5);
  await one.stop();
  expect([awake.order, rested.order]).toEqual([[1, 2], [1]]);
  await one.start();
  await heard(4, 30_000);
  await publish('test.rest', 1, { n: 3 });
  await one.stop();
  await one.deliverAll();
  expect([awake.order, rested.order]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

test('who is behind reads a page and rests, while those beside it read on', async () => {
  const awake = recorder('unpaced', ['test.pace']);
  const paced = recorder('paced', ['test.pace']);
  const subscribers = [awake.subscriber, { ...paced.subscriber, paceMs: 60_000 }];
  const one = reader(subscribers, { limits: { batchSize: 2 } });
  await one.register();
  for (let n = 1; n <= 6; n++) await publish('test.pace', 1, { n });
  /** Until so many are heard in all. */
  const heard = async (count: number, steps: number) => {
    for (let i = 0; i < 400 && awake.order.length + paced.order.length < count; i++) {
      store.clock.advance(steps);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await one.start();
  await heard(8, 5);
  expect([awake.order, paced.order]).toEqual([[1, 2, 3, 4, 5, 6], [1, 2]]);
  await heard(12, 30_000);
  await one.stop();
  expect(paced.order).toEqual([1, 2, 3, 4, 5, 6]);
});

test('three servers deliver 1,500 events while 3 writers write: each once, in order per case', async () => {
  const { url } = store;
  const { subscriber, order, stored } = recorder('race', ['test.race']);
  const databases: Database[] = [0, 1, 2].map(() =>
    url === undefined
      ? store.database
      : openDatabase({
          engine: postgresEngine({ connectionString: url, maxConnections: 4, onIdleError: () => undefined }),
          clock: store.clock,
          ids: store.ids,
          random: (n) => randomBytes(n),
          cipher: fakeCipher,
        }),
  );
  const readers = databases.map((database) => reader([subscriber], { database, limits: { batchSize: 50 } }));
  await readers[0]?.register();
  let isWriting = true;
  const writer = async (n: number) => {
    for (let i = 0; i < 500; i++) await publish('test.race', n, { n: `${n}-${String(i).padStart(3, '0')}` });
  };
  const writing = Promise.all([1, 2, 3].map(writer)).then(() => {
    isWriting = false;
  });
  const reading = readers.map(async (each) => {
    while (isWriting) await each.deliverAll(0);
    await each.deliverAll();
  });
  await writing;
  await Promise.all(reading);
  await readers[0]?.deliverAll();
  expect(await stored()).toHaveLength(1_500);
  for (const n of [1, 2, 3]) {
    const line = order.filter((word) => String(word).startsWith(`${n}-`));
    expect(line).toHaveLength(500);
    expect(line).toEqual([...line].sort());
  }
  if (url !== undefined) for (const database of databases) await database.close();
});
