// SQL of the record of exports: what left as a file, how far it came.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

export type ExportEnding = 'done' | 'cut_short' | 'cancelled' | 'failed';

export interface ExportRow {
  readonly id: Id;
  readonly district_id: string;
  readonly person_id: Id;
  readonly format: 'xlsx' | 'csv';
  readonly query: object;
  readonly total: number;
  readonly is_total_least: boolean;
}

export async function insertExport(tx: Tx, row: ExportRow): Promise<void> {
  await sql`
    insert into case_export (id, district_id, person_id, format, query, total, is_total_least, started_at)
    values (${row.id}::uuid, ${row.district_id}, ${row.person_id}::uuid, ${row.format},
      ${JSON.stringify(row.query)}::jsonb, ${row.total}, ${row.is_total_least}, ${toIso(tx.now)}::timestamptz)
  `.execute(tx.db);
}

/** The store's own clock: the transaction's stood still while the file was written. */
export async function updateExport(
  tx: Tx, id: Id, written: number, ending: ExportEnding | null,
): Promise<void> {
  await sql`
    update case_export set written = ${written}, ending = ${ending}::text, told_at = now(),
      ended_at = case when ${ending}::text is null then null else now() end
    where id = ${id}::uuid`.execute(tx.db);
}

export interface ExportProgressRow {
  readonly written: number;
  readonly total: number;
  readonly is_total_least: boolean;
  readonly ending: ExportEnding | null;
}

export async function findExport(tx: Tx, id: Id, personId: Id): Promise<ExportProgressRow | undefined> {
  const { rows } = await sql<ExportProgressRow>`
    select written, total, is_total_least, ending from case_export
    where id = ${id}::uuid and person_id = ${personId}::uuid`.execute(tx.db);
  return rows[0];
}

/** How many have not told anything for so long that nobody writes them any more. */
export async function endSilentExports(tx: Tx, silentMs: number): Promise<number> {
  const { rows } = await sql<{ id: Id }>`
    update case_export set ending = 'failed', ended_at = now()
    where ending is null and told_at < now() - make_interval(secs => ${silentMs / 1_000})
    returning id`.execute(tx.db);
  return rows.length;
}
