// Reading one case with its history in one statement, by id or by a public code; its followers; precedents.
// Lists of cases are in queries-lists.ts.
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { genesis } from '../core/history.ts';
import type { ChainedStep } from '../core/step.ts';
import { type CaseRow, readCase, readStep, type StepRow, type StoredCase } from './case-row.ts';
import { CASE_COLUMNS } from './queries.ts';

export interface CaseHistory extends StoredCase {
  readonly steps: readonly ChainedStep[];
}

const STEPS = sql`(
  select coalesce(json_agg(json_build_object('seq', seq, 'action', action, 'from_state', from_state,
    'to_state',
    to_state, 'actor_kind', actor_kind, 'person_id', person_id, 'post_id', post_id, 'unit_id', unit_id,
      'acted_as',
    acted_as, 'at', at, 'holder_unit_id', holder_unit_id, 'holder_person_id', holder_person_id, 'body', body,
    'visibility', visibility, 'reason', reason, 'ended', ended, 'prev_hash', encode(prev_hash, 'hex'), 'hash',
    encode(hash, 'hex')) order by seq), '[]')
  from step where step.case_id = case_file.id)`;

async function findWhere(tx: Tx, condition: RawBuilder<unknown>): Promise<CaseHistory | undefined> {
  const { rows } = await sql<CaseRow & { steps: StepRow[] }>`
    select ${CASE_COLUMNS}, ${STEPS} as steps from case_file where ${condition}`.execute(tx.db);
  const row = rows[0];
  if (!row) return undefined;
  return { ...readCase(row), steps: row.steps.map((step) => readStep(step, genesis(row.id))) };
}

export const findCase = (tx: Tx, caseId: string): Promise<CaseHistory | undefined> =>
  findWhere(tx, sql`id = ${caseId}::uuid`);

/** The case's own code. */
export const findByCode = (tx: Tx, code: string): Promise<CaseHistory | undefined> =>
  findWhere(tx, sql`public_code = ${code}`);

/** The code of someone who joined the case: it shows, and lets nothing be done. */
export const findByJoinedCode = (tx: Tx, code: string): Promise<CaseHistory | undefined> =>
  findWhere(tx, sql`id = (select case_id from case_reporter where public_code = ${code})`);

export interface FollowerRow {
  readonly case_id: string;
  readonly reporter_id: string;
  readonly person_id: string | null;
  readonly name_sealed: Uint8Array | null;
  readonly phone_sealed: Uint8Array | null;
  readonly public_code: string;
}

/** Everyone to tell of the case: its own reporters, and those of every case merged into it, however deep. Who
 *  reported under their own account, and left no name or number, stands in the case alone. */
export async function listFollowers(tx: Tx, caseId: string, limit: number): Promise<FollowerRow[]> {
  const { rows } = await sql<FollowerRow>`
    with recursive family as (
      select id from case_file where id = ${caseId}::uuid
      union select merged.id from case_file as merged join family on merged.merged_into_id = family.id),
    follower as (
      select r.case_id, r.id as reporter_id, r.person_id, r.name_sealed, r.phone_sealed, r.public_code,
        r.joined_at
      from family join case_reporter as r on r.case_id = family.id
      union all
      select f.id, f.id, f.reporter_person_id, null, null, null, f.created_at
      from family join case_file as f on f.id = family.id
      where f.reporter_person_id is not null
        and not exists (select from case_reporter as r where r.case_id = f.id and r.is_first))
    select r.case_id, r.reporter_id, r.person_id, r.name_sealed, r.phone_sealed,
      coalesce(r.public_code, f.public_code) as public_code
    from follower as r join case_file as f on f.id = r.case_id
    order by r.joined_at, r.reporter_id limit ${limit}`.execute(tx.db);
  return rows;
}

export interface PrecedentRow {
  readonly case_id: string;
  readonly area_path: string;
  readonly unit_id: string;
  readonly reason: string;
  readonly created_at: Instant;
}

/** How centres have ruled on this item before, newest first. */
export async function listPrecedents(
  tx: Tx, districtId: string, itemCode: string, limit: number,
): Promise<PrecedentRow[]> {
  const { rows } = await sql<PrecedentRow>`
    select case_id, area_path, unit_id, reason, created_at from precedent
    where district_id = ${districtId} and item_code = ${itemCode}
    order by created_at desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** Those of the photos that a step of the case holds already. */
export async function listCasePhotoIds(
  tx: Tx, caseId: string, photoIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ photo_id: string }>`
    select distinct photo_id from case_photo
    where case_id = ${caseId}::uuid and photo_id = any(${photoIds}::uuid[]) limit 200`.execute(tx.db);
  return rows.map((row) => row.photo_id);
}
