// The one table of presence: small, renewed, forgotten. Nothing here is ever joined with a case.
import { sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Mode } from '../core/contract.ts';

export interface PresenceRow {
  readonly case_id: string;
  readonly person_id: string;
  readonly mode: Mode;
  readonly seen_at: Instant;
}

export async function upsertPresence(
  tx: Tx,
  { case_id, person_id, mode }: Omit<PresenceRow, 'seen_at'>,
): Promise<void> {
  await sql`
    insert into presence (case_id, person_id, mode, seen_at)
    values (${case_id}::uuid, ${person_id}::uuid, ${mode}, ${toIso(tx.now)}::timestamptz)
    on conflict (case_id, person_id) do update
      set mode = excluded.mode, seen_at = excluded.seen_at`.execute(tx.db);
}

export async function deletePresence(tx: Tx, caseId: string, personId: string): Promise<void> {
  await sql`delete from presence where case_id = ${caseId}::uuid and person_id = ${personId}::uuid`.execute(
    tx.db,
  );
}

export async function deleteSeenBefore(tx: Tx, before: Instant): Promise<void> {
  await sql`delete from presence where seen_at < ${toIso(before)}::timestamptz`.execute(tx.db);
}

/** Whoever edits comes first. */
export async function listAtCase(
  tx: Tx,
  caseId: string,
  since: Instant,
  limit: number,
): Promise<PresenceRow[]> {
  const { rows } = await sql<PresenceRow>`
    select case_id, person_id, mode, seen_at from presence
    where case_id = ${caseId}::uuid and seen_at >= ${toIso(since)}::timestamptz
    order by mode, person_id limit ${limit}`.execute(tx.db);
  return rows;
}

/** At any of these cases, by case; whoever edits comes first. */
export async function listAtCases(
  tx: Tx,
  caseIds: readonly string[],
  since: Instant,
  limit: number,
): Promise<PresenceRow[]> {
  const { rows } = await sql<PresenceRow>`
    select case_id, person_id, mode, seen_at from presence
    where case_id = any(${caseIds}::uuid[]) and seen_at >= ${toIso(since)}::timestamptz
    order by case_id, mode, person_id limit ${limit}`.execute(tx.db);
  return rows;
}

export async function listEverybody(tx: Tx, limit: number): Promise<PresenceRow[]> {
  const { rows } = await sql<PresenceRow>`
    select case_id, person_id, mode, seen_at from presence
    order by case_id, person_id limit ${limit}`.execute(tx.db);
  return rows;
}
