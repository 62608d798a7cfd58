// A storm sets thousands of timers of one kind within a minute, long before the store counts them anew.
import { expect, test } from 'vitest';
import { testDatabase } from '../db/test-database.ts';
import type { Tx } from '../db/tx.ts';
import { claimDue } from './queries.ts';

const store = testDatabase('2026-08-05T08:00:00+08:00');
const WAITING = 20_000;
const BURST = 3_000;
const TAKEN = 100;

const insert = (kind: string, count: number, at: string): Promise<void> =>
  store.database.withConnection((connection) => connection.script(`
    insert into timer (kind, key, due_at, data)
    select '${kind}', '${kind}' || n, timestamptz '${at}' + n * interval '1 millisecond', '{}'
    from generate_series(1, ${count}) as n`));

/** Rows of the table that this transaction has read so far. */
async function readSoFar(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ read: number }>(`
    select coalesce(idx_tup_fetch, 0) + seq_tup_read as read from pg_stat_xact_user_tables
    where relname = 'timer'`);
  return Number(row?.read ?? Number.NaN);
}

test('of a burst that the store has not counted yet, what is due is taken without reading all', async () => {
  await insert('burst.waits', WAITING, '2026-08-06T08:00:00+08:00');
  await store.database.withConnection((connection) => connection.script('analyze timer'));
  await insert('burst.due', BURST, '2026-08-05T07:00:00+08:00');
  await store.database.transaction(async (tx) => {
    const before = await readSoFar(tx);
    expect(await claimDue(tx, ['burst.due'], tx.now, TAKEN)).toHaveLength(TAKEN);
    const read = (await readSoFar(tx)) - before;
    expect(read).toBeGreaterThanOrEqual(TAKEN);
    expect(read).toBeLessThan(10 * TAKEN);
  });
});
