// The promises of the one door to the store, on both engines.
import { expect, test } from 'vitest';
import { toIso } from '../../../kernel/instant.ts';
import { MIGRATIONS_FOLDER } from './folders.ts';
import { migrate, readMigrations } from './migrate.ts';
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

test('a transaction never waits for a reader who waits for its connection', async () => {
  const slow = defineSnapshot('test-slow', async (tx) => {
    const rows = await tx.db.selectFrom('setting').select('key').limit(1).execute();
    return rows.length + (await tx.db.selectFrom('setting').select('key').limit(1).execute()).length;
  });
  store.clock.advance(2_000);
  const readers: Promise<number>[] = [];
  const held = await store.database.transaction(async (tx) => {
    // They ask first, and on the embedded store this transaction has the only connection.
    for (let i = 0; i < 3; i++) readers.push(store.database.read((other) => other.snapshots.get(slow)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    return tx.snapshots.get(slow);
  });
  expect(await Promise.all(readers)).toEqual([held, held, held]);
});

test('a snapshot whose first loader failed is loaded by whoever waited for it', async () => {
  let loads = 0;
  const fickle = defineSnapshot('test-fickle', async (tx) => {
    loads += 1;
    const mine = loads;
    await tx.db.selectFrom('setting').select('key').limit(1).execute();
    if (mine === 1) throw new Error('the first line was lost');
    return mine;
  });
  const get = () => store.database.read((tx) => tx.snapshots.get(fickle));
  const [first, second] = await Promise.allSettled([get(), get()]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  expect(await get()).toBe(2);
});

test('what a transaction has changed but not committed is nobody else’s snapshot', async () => {
  const counted = defineSnapshot('test-counted', async (tx) => {
    const rows = await tx.db.selectFrom('setting').select('key').where('key', 'like', 'counted-%').execute();
    return rows.length;
  });
  const get = () => store.database.read((tx) => tx.snapshots.get(counted));
  expect(await get()).toBe(0);
  const work = store.database.transaction(async (tx) => {
    await tx.db
      .insertInto('setting')
      .values({ key: 'counted-1', value: '1', changed_at: toIso(tx.now) })
      .execute();
    await tx.snapshots.bump(tx, 'test-counted');
    expect(await tx.snapshots.get(counted)).toBe(1);
    throw new Error('thought better of it');
  });
  await expect(work).rejects.toThrow('thought better');
  expect(await get()).toBe(0);
});

test('a statement that comes after the end of its transaction is not let into the next one', async () => {
  let late: Promise<unknown> = Promise.resolve();
  const work = store.database.transaction(async (tx) => {
    late = new Promise((resolve) => setTimeout(resolve, 20)).then(() =>
      tx.db
        .insertInto('setting')
        .values({ key: 'late', value: '1', changed_at: toIso(tx.now) })
        .execute(),
    );
    throw new Error('the other half failed');
  });
  await expect(work).rejects.toThrow('the other half');
  await expect(late).rejects.toThrow('after the end of its transaction');
  expect(await read('late')).toBeUndefined();
});

test('what fails after the commit does not undo it', async () => {
  const work = store.database.transaction(async (tx) => {
    await tx.db
      .insertInto('setting')
      .values({ key: 'kept', value: '1', changed_at: toIso(tx.now) })
      .execute();
    tx.afterCommit(() => {
      throw new Error('nobody listens');
    });
  });
  await expect(work).rejects.toThrow('nobody listens');
  expect(await read('kept')).toBeDefined();
  await put('after the failure', 1);
});

test('twenty transactions at once all land', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => put(`many-${i}`, i)));
  const rows = await store.database.read((tx) =>
    tx.db.selectFrom('setting').select('key').where('key', 'like', 'many-%').execute(),
  );
  expect(rows).toHaveLength(20);
});

test('a change of the tables may take longer than any statement of a request', async () => {
  const own = await readMigrations(MIGRATIONS_FOLDER);
  const sql = `insert into setting (key, value, changed_at)
    select 'limit', to_json(current_setting('statement_timeout')), now()`;
  const late = { name: '9999_late.sql', sql, checksum: 'late' };
  await store.database.withConnection(async (connection) => {
    await connection.script("set statement_timeout = '9s'");
    await migrate(connection, [...own, late]);
  });
  expect((await read('limit'))?.value).toBe('0');
});

test('a repair of rows that a later change leaves to a job is not run, and counts as done', async () => {
  const own = await readMigrations(MIGRATIONS_FOLDER);
  const slow = "insert into setting (key, value, changed_at) values ('repaired', 'true', now())";
  const repair = { name: '9997_repair.sql', sql: slow, checksum: 'repair' };
  const by = '-- By a job.\n-- In place of 9997_repair.sql\n';
  const job = { name: '9998_job.sql', sql: by, checksum: 'job' };
  const run = () => store.database.withConnection((connection) => migrate(connection, [...own, repair, job]));
  expect(await run()).toEqual(['9997_repair.sql', '9998_job.sql']);
  expect(await read('repaired')).toBeUndefined();
  expect(await run()).toEqual([]);
});
