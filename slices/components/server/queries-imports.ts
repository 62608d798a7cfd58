// SQL of imports: the file in pieces, who works on it, how far it came, what is wrong with its rows.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ImportState, ImportWords } from '../core/contract-imports.ts';
import type { RowFault, RowFaultKind } from '../core/row-fault.ts';
import type { Written } from './write-rows.ts';

export interface ImportRow {
  readonly id: Id;
  readonly districtId: string;
  readonly personId: Id;
  readonly fileName: string;
  readonly bytes: number;
  readonly pieceBytes: number;
  readonly state: ImportState;
  readonly terms: ImportWords | null;
  readonly rowsTotal: number;
  readonly rowsDone: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly outside: number;
  readonly refused: number;
  readonly failure: Refusal | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
}

const COLUMNS = sql`id, district_id as "districtId", person_id as "personId", file_name as "fileName", bytes,
  piece_bytes as "pieceBytes", state, terms, rows_total as "rowsTotal", rows_done as "rowsDone", added,
  updated, unchanged, outside, refused, failure, created_at as "createdAt", changed_at as "changedAt"`;

export async function insertImport(
  tx: Tx,
  row: Pick<ImportRow, 'id' | 'districtId' | 'personId' | 'fileName' | 'bytes' | 'pieceBytes'>,
): Promise<void> {
  await sql`
    insert into component_import (id, district_id, person_id, file_name, bytes, piece_bytes, state,
      created_at, changed_at)
    values (${row.id}, ${row.districtId}, ${row.personId}, ${row.fileName}, ${row.bytes}, ${row.pieceBytes},
      'receiving', ${toIso(tx.now)}, ${toIso(tx.now)})`.execute(tx.db);
}

export async function findImport(tx: Tx, id: Id): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select ${COLUMNS} from component_import where id = ${id}`.execute(tx.db))
    .rows[0];
}

export async function lockImport(tx: Tx, id: Id): Promise<ImportRow | undefined> {
  const found = await sql<ImportRow>`
    select ${COLUMNS} from component_import where id = ${id} for update`.execute(tx.db);
  return found.rows[0];
}

/** Newest first. */
export async function listImports(tx: Tx, districtId: string, limit: number): Promise<ImportRow[]> {
  const found = await sql<ImportRow>`
    select ${COLUMNS} from component_import where district_id = ${districtId}
    order by created_at desc, id limit ${limit}`.execute(tx.db);
  return found.rows;
}

export async function insertPiece(tx: Tx, id: Id, number: number, bytes: Uint8Array): Promise<void> {
  await sql`
    insert into component_import_piece (import_id, number, bytes) values (${id}, ${number}, ${bytes}::bytea)
    on conflict (import_id, number) do nothing`.execute(tx.db);
}

export async function listPieces(tx: Tx, id: Id): Promise<number[]> {
  const found = await sql<{ number: number }>`
    select number from component_import_piece where import_id = ${id} order by number limit 32768`.execute(
    tx.db,
  );
  return found.rows.map(({ number }) => number);
}

export async function findPiece(tx: Tx, id: Id, number: number): Promise<Buffer | undefined> {
  const found = await sql<{ bytes: Uint8Array }>`
    select bytes from component_import_piece where import_id = ${id} and number = ${number}`.execute(tx.db);
  const bytes = found.rows[0]?.bytes;
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export async function updateState(tx: Tx, id: Id, state: ImportState, failure?: Refusal): Promise<void> {
  await sql`
    update component_import set state = ${state}, changed_at = ${toIso(tx.now)}, held_by = null,
      held_until = null, failure = ${failure ? JSON.stringify(failure) : null}::jsonb
    where id = ${id}`.execute(tx.db);
}

/** From the first row again. */
export async function updateBegun(tx: Tx, id: Id, state: ImportState, terms: ImportWords): Promise<void> {
  await sql`delete from component_import_fault where import_id = ${id}`.execute(tx.db);
  await sql`
    update component_import set state = ${state}, terms = ${JSON.stringify(terms)}::jsonb, rows_total = 0,
      rows_done = 0, added = 0, updated = 0, unchanged = 0, outside = 0, refused = 0, failure = null,
      held_by = null, held_until = null, changed_at = ${toIso(tx.now)}
    where id = ${id}`.execute(tx.db);
}

/** The oldest that waits and that no other server works on; it is this one's for a while. */
export async function claimImport(tx: Tx, holder: string, until: Instant): Promise<ImportRow | undefined> {
  const found = await sql<ImportRow>`
    update component_import set held_by = ${holder}, held_until = ${toIso(until)}
    where id = (
      select id from component_import
      where state in ('judging', 'writing')
        and (held_until is null or held_until < ${toIso(tx.now)}::timestamptz or held_by = ${holder})
      order by created_at limit 1 for update skip locked)
    returning ${COLUMNS}`.execute(tx.db);
  return found.rows[0];
}

/** Goes on holding it and tells how many rows there are; false where it is no longer this one's to work
 *  on. */
export async function keepHold(
  tx: Tx,
  { id, holder, until, rowsTotal }: { id: Id; holder: string; until: Instant; rowsTotal: number },
): Promise<boolean> {
  const found = await sql`
    update component_import set held_until = ${toIso(until)}, rows_total = ${rowsTotal},
      changed_at = ${toIso(tx.now)}
    where id = ${id} and held_by = ${holder} and state in ('judging', 'writing')
    returning id`.execute(tx.db);
  return found.rows.length > 0;
}

export async function letGo(tx: Tx, holder: string): Promise<void> {
  await sql`
    update component_import set held_by = null, held_until = null
    where held_by = ${holder} and state in ('judging', 'writing')`.execute(tx.db);
}

export async function isHeldBy(tx: Tx, id: Id, holder: string): Promise<boolean> {
  const found = await sql`
    select id from component_import where id = ${id} and held_by = ${holder}`.execute(tx.db);
  return found.rows.length > 0;
}

export async function addProgress(tx: Tx, id: Id, rows: number, written: Written): Promise<void> {
  await sql`
    update component_import set rows_done = rows_done + ${rows}, added = added + ${written.added},
      updated = updated + ${written.updated}, unchanged = unchanged + ${written.unchanged},
      outside = outside + ${written.outside.length}, refused = refused + ${written.refused.length},
      changed_at = ${toIso(tx.now)}
    where id = ${id}`.execute(tx.db);
  if (written.refused.length === 0) return;
  await sql`
    insert into component_import_fault (import_id, row, kind, field, data)
    select ${id}, row, kind, field, data
    from jsonb_to_recordset(${JSON.stringify(written.refused)}::jsonb)
      as f(row int, kind text, field text, data jsonb)
    on conflict (import_id, row) do nothing`.execute(tx.db);
}

/** In the order of rows, after one of them. */
export async function listFaults(tx: Tx, id: Id, after: number, limit: number): Promise<RowFault[]> {
  const rows = await tx.db
    .selectFrom('component_import_fault')
    .select(['row', 'kind', 'field', 'data'])
    .where('import_id', '=', id)
    .where('row', '>', after)
    .orderBy('row')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...row,
    kind: row.kind as RowFaultKind,
    data: row.data as RowFault['data'],
  }));
}

export async function deletePieces(tx: Tx, id: Id): Promise<void> {
  await sql`delete from component_import_piece where import_id = ${id}`.execute(tx.db);
}

/** With its pieces and its faults. */
export async function deleteImport(tx: Tx, id: Id): Promise<void> {
  await sql`delete from component_import where id = ${id}`.execute(tx.db);
}

/** Files that were sent, wholly or in part, and never run: with their pieces, and no record is missed. */
export async function deleteAbandoned(tx: Tx, before: Instant): Promise<void> {
  await sql`
    delete from component_import
    where changed_at < ${toIso(before)}::timestamptz
      and state in ('receiving', 'received', 'judged')`.execute(tx.db);
}

/** Of files that nobody has touched since; what became of them stays on record. */
export async function deleteOldPieces(tx: Tx, before: Instant): Promise<void> {
  await sql`
    delete from component_import_piece p using component_import i
    where i.id = p.import_id and i.changed_at < ${toIso(before)}::timestamptz
      and i.state not in ('judging', 'writing')`.execute(tx.db);
}
