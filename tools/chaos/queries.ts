// What the store holds after the storm, read straight from its tables.
import { sql } from 'kysely';
import type { Tx } from '../../platform/server/db/tx.ts';

export interface StoredReport {
  readonly id: string;
  readonly number: string;
}

/** Every case of the store: this one was made for the test and holds nothing else. */
export async function listStoredReports(tx: Tx): Promise<StoredReport[]> {
  const { rows } = await sql<StoredReport>`select id, number from case_file order by id`.execute(tx.db);
  return rows;
}

/** The answers that the keys of a replay are bound to. */
export async function listReplayReceipts(tx: Tx): Promise<{ key: string; number: string }[]> {
  const { rows } = await sql<{ key: string; number: string }>`
    select key, reply ->> 'number' as number from idempotency_receipt where key like 'replay-%'`.execute(
    tx.db,
  );
  return rows;
}

/** Cases without exactly one event of their report, or with another number of steps than they say. */
export async function listUneven(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select c.number from case_file c
    where (select count(*) from event e where e.case_id = c.id and e.kind = 'case.reported') <> 1
      or (select count(*) from step s where s.case_id = c.id) <> c.last_seq`.execute(tx.db);
  return rows.map((row) => row.number);
}
