// The record of changes is asked district by district, along its indexes: it only ever grows.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { operationsIn } from './queries.ts';

const store = testDatabase();

interface Explained {
  readonly 'QUERY PLAN': unknown;
}

test('what was ever done in a street is looked for in its district alone', async () => {
  const { rows } = await store.database.transaction(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx.db);
    return sql<Explained>`explain (format json) ${operationsIn(['500151.003'])}`.execute(tx.db);
  });
  const plan = JSON.stringify(rows[0]?.['QUERY PLAN']);
  expect(plan).toMatch(/"Index Cond":"[^"]*district_id = /);
});
