// The promises of the one door to the store, on both engines.
import { expect, test } from 'vitest';
import { toIso } from '../../../kernel/instant.ts';
import { defineSnapshot } from './snapshots.ts';
import { testDatabase } from './test-database.ts';

const store = testDatabase();

const put = (key: string, value: unknown) =>
  store.database.transaction((tx) =>
    tx.db
      .insertInto('setting')
      .values({ key, value: JSON.stringify(value), changed_at: toIso(tx.now) })
      .execute(),
  );
const read = (key: string) =>
  store.database.read((tx) =>
    tx.db.selectFrom('setting').selectAll().where('key', '=', key).executeTakeFirst(),
  );

test('a value comes back as it went in, with its moment in milliseconds', async () => {
  await put('名字', { 街道: '苏苑', count: 3 });
  const row = await read('名字');
  expect(row?.value).toEqual({ 街道: '苏苑', count: 3 });
  expect(row?.changed_at).toBe(store.clock.now());
});

test('a thrown error leaves nothing behind and the store goes on', async () => {
  const work = store.database.transaction(async (tx) => {
    await tx.db
      .insertInto('setting')
      .values({ key: 'half', value: '1', changed_at: toIso(tx.now) })
      .execute();
    throw new Error('the power of the second statement');
  });
  await expect(work).rejects.toThrow('second statement');
  expect(await read('half')).toBeUndefined();
});

test('a statement that failed and was swallowed can never be called saved', async () => {
  const work = store.database.transaction(async (tx) => {
    await tx.db
      .insertInto('setting')
      .values({ key: 'a', value: '1', changed_at: toIso(tx.now) })
      .execute();
    await tx.db
      .insertInto('setting')
      .values({ key: 'a', value: '1', changed_at: toIso(tx.now) })
      .execute()
      .catch(() => undefined);
  });
  await expect(work).rejects.toThrow();
  expect(await read('a')).toBeUndefined();
});

test('after-commit work runs once, and not at all when the transaction rolls back', async () => {
  let ran = 0;
  await store.database.transaction(async (tx) => tx.afterCommit(() => ran++));
  await store.database
    .transaction(async (tx) => {
      tx.afterCommit(() => ran++);
      throw new Error('no');
    })
    .catch(() => undefined);
  expect(ran).toBe(1);
});

test('a snapshot is loaded once, and again as soon as this process has changed it', async () => {
  let loads = 0;
  const names = defineSnapshot('test-names', async () => ++loads);
  const get = () => store.database.read((tx) => tx.snapshots.get(names));
  expect([await get(), await get()]).toEqual([1, 1]);
  await store.database.transaction((tx) => tx.snapshots.bump(tx, 'test-names'));
  expect([await get(), await get()]).toEqual([2, 2]);
});

test('twenty transactions at once all land', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => put(`many-${i}`, i)));
  const rows = await store.database.read((tx) =>
    tx.db.selectFrom('setting').select('key').where('key', 'like', 'many-%').execute(),
  );
  expect(rows).toHaveLength(20);
});
