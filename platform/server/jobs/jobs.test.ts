// The promises about waking up later: once, in order, never lost, however many servers run.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { fromIso, toIso } from '../../../kernel/instant.ts';
import { fakeCipher } from '../crypto/fake.ts';
import { openDatabase } from '../db/database.ts';
import { postgresEngine } from '../db/postgres-engine.ts';
import { testDatabase } from '../db/test-database.ts';
import type { Database, Tx } from '../db/tx.ts';
import { cleanReceipts } from './periodic.ts';
import { makeTimerRunner, type TimerRunnerOptions } from './runner.ts';
import { cancelTimers, scheduleTimers, timerRows, type TimerHandler } from './timer.ts';

const store = testDatabase();

/** The effect of a timer in these tests: a row whose key is taken once; twice would be an error. */
const note = (tx: Tx, key: string, value: unknown = null) =>
  tx.db
    .insertInto('setting')
    .values({ key, value: JSON.stringify(value), changed_at: toIso(tx.now) })
    .execute();
const notes = async (prefix: string) => {
  const rows = await store.database.read((tx) =>
    tx.db
      .selectFrom('setting')
      .select(['key', 'value'])
      .where('key', 'like', `${prefix}%`)
      .orderBy('key')
      .execute(),
  );
  return rows.map((row) => row.key.slice(prefix.length));
};
const waiting = (kind: string) =>
  store.database.read((tx) => tx.db.selectFrom('timer').selectAll().where('kind', '=', kind).execute());
const schedule = (...timers: Parameters<typeof scheduleTimers>[1]) =>
  store.database.transaction((tx) => scheduleTimers(tx, timers));
const noteKey = (kind: string): TimerHandler => ({
  kind,
  handle: async (tx, timer) => void (await note(tx, `${kind}/${timer.key}`)),
});
const runner = (handlers: TimerHandler[], more: Partial<TimerRunnerOptions> = {}) =>
  makeTimerRunner({
    database: store.database,
    clock: store.clock,
    handlers,
    onError: () => undefined,
    ...more,
  });
const at = (text: string) => fromIso(`2026-08-05T${text}+08:00`) ?? Number.NaN;

test('a timer fires at its time, not before, and once though the clock is set back an hour', async () => {
  const one = runner([noteKey('test.once')]);
  await schedule({ kind: 'test.once', key: 'a', dueAt: at('15:00:00') });
  store.clock.set('2026-08-05T14:59:59+08:00');
  expect(await one.runDue()).toBe(0);
  store.clock.set('2026-08-05T15:00:01+08:00');
  expect(await one.runDue()).toBe(1);
  store.clock.set('2026-08-05T14:00:01+08:00');
  expect(await one.runDue()).toBe(0);
  store.clock.set('2026-08-05T15:00:01+08:00');
  expect(await one.runDue()).toBe(0);
  expect(await notes('test.once/')).toEqual(['a']);
});

test('a clock set back in the middle of a round: no timer is taken before its time by it', async () => {
  const early: number[] = [];
  const handler: TimerHandler = {
    kind: 'test.back',
    handle: async (tx, timer) => {
      early.push(Math.max(0, timer.dueAt - tx.now));
      if (timer.key === 'a') store.clock.advance(-2 * HOUR);
    },
  };
  const one = runner([handler], { batchSize: 1 });
  const now = store.clock.now();
  await schedule(...['a', 'b', 'c'].map((key, i) => ({ kind: 'test.back', key, dueAt: now - 3 + i })));
  expect(await one.runDue()).toBe(1);
  expect(await waiting('test.back')).toMatchObject([{ key: 'b' }, { key: 'c' }]);
  store.clock.advance(2 * HOUR);
  expect(await one.runDue()).toBe(2);
  expect(early).toEqual([0, 0, 0]);
});

test('scheduling the same kind and key again replaces the first; cancelling takes it back', async () => {
  const one = runner([noteKey('test.replace')]);
  const now = store.clock.now();
  await schedule(
    { kind: 'test.replace', key: 'moved', dueAt: now },
    { kind: 'test.replace', key: 'gone', dueAt: now },
  );
  await schedule({ kind: 'test.replace', key: 'moved', dueAt: now + HOUR, data: { n: 2 } });
  await store.database.transaction((tx) => cancelTimers(tx, 'test.replace', ['gone', 'never was']));
  expect(await one.runDue(now + MINUTE)).toBe(0);
  expect(await waiting('test.replace')).toMatchObject([{ key: 'moved', due_at: now + HOUR, data: { n: 2 } }]);
  expect(await one.runDue(now + HOUR)).toBe(1);
  expect(
    timerRows([
      { kind: 'k', key: 'a', dueAt: 0 },
      { kind: 'k', key: 'a', dueAt: 1 },
    ]),
  ).toHaveLength(1);
});

test('after three days without a server everything is caught up in due order', async () => {
  const order: string[] = [];
  const one = runner([{ kind: 'test.order', handle: async (_tx, timer) => void order.push(timer.key) }], {
    batchSize: 7,
  });
  const now = store.clock.now();
  const keys = Array.from({ length: 40 }, (_, i) => `k${String((i * 17) % 40).padStart(2, '0')}`);
  await schedule(
    ...keys.map((key) => ({ kind: 'test.order', key, dueAt: now + Number(key.slice(1)) * HOUR })),
  );
  store.clock.advance(3 * DAY);
  expect(await one.runDue()).toBe(40);
  expect(order).toEqual([...keys].sort());
});

test('timers of one case fire one by one, and the first may take back or move the next', async () => {
  const fired: string[] = [];
  const now = store.clock.now();
  const one = runner([
    {
      kind: 'test.subject',
      handle: async (tx, timer) => {
        fired.push(timer.key);
        if (timer.key === 'case1:orange') await cancelTimers(tx, 'test.subject', 'case1:red');
        if (timer.key === 'case2:orange') {
          await scheduleTimers(tx, [{ kind: 'test.subject', key: 'case2:red', dueAt: now + HOUR }]);
        }
      },
    },
  ]);
  for (const id of ['case1', 'case2', 'case3']) {
    await schedule(
      { kind: 'test.subject', key: `${id}:red`, dueAt: now - 1 },
      { kind: 'test.subject', key: `${id}:orange`, dueAt: now - 2 },
    );
  }
  await one.runDue(now);
  expect(fired.sort()).toEqual(['case1:orange', 'case2:orange', 'case3:orange', 'case3:red']);
  expect(await waiting('test.subject')).toMatchObject([{ key: 'case2:red' }]);
});

test('a handler that throws leaves no half effect, keeps its timer and holds nobody up', async () => {
  let isBroken = true;
  const errors: unknown[] = [];
  const handler: TimerHandler = {
    kind: 'test.broken',
    handle: async (tx, timer) => {
      await note(tx, `test.broken/${timer.key}`);
      if (timer.key === 'k13' && isBroken) throw new Error('the printer is on fire');
    },
  };
  const one = runner([handler], { onError: (error) => void errors.push(error) });
  const now = store.clock.now();
  const keys = Array.from({ length: 30 }, (_, i) => `k${10 + i}`);
  await schedule(...keys.map((key) => ({ kind: 'test.broken', key, dueAt: now })));
  expect(await one.runDue(now)).toBe(29);
  expect(await notes('test.broken/')).toEqual(keys.filter((key) => key !== 'k13'));
  expect(await waiting('test.broken')).toMatchObject([
    { key: 'k13', due_at: now, tries: 1, last_error: 'Error: the printer is on fire', retry_at: now + 5_000 },
  ]);
  expect(errors).toHaveLength(1);
  // It sleeps, wakes, fails with a longer pause, and fires when the cause is mended: never lost.
  expect(await one.runDue(now + 4_999)).toBe(0);
  expect(await one.runDue(now + 5_000)).toBe(0);
  expect(await waiting('test.broken')).toMatchObject([{ tries: 2, retry_at: now + 20_000 }]);
  isBroken = false;
  expect(await one.runDue(now + 20_000)).toBe(1);
  expect(await notes('test.broken/')).toHaveLength(30);
  expect(await waiting('test.broken')).toEqual([]);
});

test('a timer of a kind that this version does not know waits for a server that knows it', async () => {
  await schedule({ kind: 'test.future', key: 'a', dueAt: store.clock.now() });
  expect(await runner([noteKey('test.other')]).runDue()).toBe(0);
  expect(await runner([noteKey('test.future')]).runDue()).toBe(1);
});

const receiptAt = (key: string, createdAt: number) =>
  store.database.transaction((tx) =>
    tx.db
      .insertInto('idempotency_receipt')
      .values({
        actor: 'person:1',
        key,
        operation: 'case.report',
        request_hash: new Uint8Array([1]),
        status: 201,
        reply: '{}',
        created_at: toIso(createdAt),
      })
      .execute(),
  );

test('receipts older than sixty days are cleaned, once per hour however long the stop', async () => {
  const now = store.clock.now();
  await receiptAt('old', now - 61 * DAY);
  await receiptAt('young', now - 59 * DAY);
  const two = [0, 1].map(() => runner([], { periodic: [cleanReceipts] }));
  for (const each of two) await each.start();
  for (const each of two) await each.stop();
  expect(await waiting(cleanReceipts.kind)).toMatchObject([{ key: 'periodic', due_at: now + HOUR }]);
  store.clock.advance(9 * HOUR);
  expect(await two[0]?.runDue()).toBe(1);
  expect(await two[1]?.runDue()).toBe(0);
  const left = await store.database.read((tx) =>
    tx.db.selectFrom('idempotency_receipt').select('key').execute(),
  );
  expect(left).toEqual([{ key: 'young' }]);
  expect(await waiting(cleanReceipts.kind)).toMatchObject([{ due_at: store.clock.now() + HOUR }]);
  // A clock that was set back a day must not silence it for a day.
  store.clock.advance(-DAY);
  await two[0]?.start();
  await two[0]?.stop();
  expect(await waiting(cleanReceipts.kind)).toMatchObject([{ due_at: store.clock.now() + HOUR }]);
});

test('a started runner wakes for what is due, and for what is scheduled sooner', async () => {
  const one = runner([noteKey('test.loop')]);
  await schedule({ kind: 'test.loop', key: 'first', dueAt: store.clock.now() + 700 });
  await one.start();
  const until = async (count: number) => {
    for (let i = 0; i < 200 && (await notes('test.loop/')).length < count; i++) {
      store.clock.advance(50);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  await until(1);
  expect(await notes('test.loop/')).toEqual(['first']);
  await schedule({ kind: 'test.loop', key: 'second', dueAt: store.clock.now() + 10 });
  await until(2);
  expect(await notes('test.loop/')).toHaveLength(2);
  await one.stop();
});

/** Three servers on one store: own pools on PostgreSQL; the embedded store has one door for all. */
async function withServers(work: (databases: Database[]) => Promise<void>): Promise<void> {
  const { url } = store;
  if (url === undefined) return work([store.database, store.database, store.database]);
  const databases = [0, 1, 2].map(() =>
    openDatabase({
      engine: postgresEngine({ connectionString: url, maxConnections: 4, onIdleError: () => undefined }),
      clock: store.clock,
      ids: store.ids,
      random: (n) => randomBytes(n),
      cipher: fakeCipher,
    }),
  );
  await work(databases);
  for (const database of databases) await database.close();
}

test('three servers race on 2,000 timers, one of which throws: each fires exactly once', async () => {
  const now = store.clock.now();
  const keys = Array.from({ length: 2_000 }, (_, i) => `${String(i % 500).padStart(3, '0')}:${i}`);
  await schedule(...keys.map((key, i) => ({ kind: 'test.race', key, dueAt: now - 10_000 + i })));
  let crashes = 0;
  const handler: TimerHandler = {
    kind: 'test.race',
    handle: async (tx, timer) => {
      // The effect is unique by key: a second firing would throw and leave the timer behind.
      await note(tx, `test.race/${timer.key}`);
      if (timer.key === '042:1042' && crashes < 2) {
        crashes += 1;
        throw new Error('crash');
      }
    },
  };
  let fired = 0;
  await withServers(async (databases) => {
    const runners = databases.map((database) => runner([handler], { database, batchSize: 100 }));
    const counts = await Promise.all(runners.map((each) => each.runDue(now)));
    const later = await Promise.all(runners.map((each) => each.runDue(now + MINUTE)));
    fired = [...counts, ...later].reduce((sum, count) => sum + count, 0);
  });
  expect(crashes).toBe(2);
  expect(fired).toBe(2_000);
  expect(await notes('test.race/')).toHaveLength(2_000);
  expect(await waiting('test.race')).toEqual([]);
});

test('timers of one subject keep their due order though three servers take them', async () => {
  const now = store.clock.now();
  const timers = Array.from({ length: 600 }, (_, i) => ({
    kind: 'test.line',
    key: `case${i % 20}:${String(i).padStart(3, '0')}`,
    dueAt: now - 10_000 + i,
  }));
  await schedule(...timers);
  const seen: string[] = [];
  const handler: TimerHandler = {
    kind: 'test.line',
    handle: async (tx, timer) => {
      await note(tx, `test.line/${timer.key}`);
      seen.push(timer.key);
    },
  };
  await withServers(async (databases) => {
    const runners = databases.map((database) => runner([handler], { database, batchSize: 13 }));
    await Promise.all(runners.map((each) => each.runDue(now)));
  });
  for (let n = 0; n < 20; n++) {
    const line = seen.filter((key) => key.startsWith(`case${n}:`));
    expect(line).toHaveLength(30);
    expect(line).toEqual([...line].sort());
  }
});
