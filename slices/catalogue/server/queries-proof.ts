// All SQL of proofs: how far each came, and what it has proved.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

export interface BrokenAnswer {
  readonly item: string;
  readonly problem: number;
  readonly monthDay: string;
  readonly area: string;
  readonly why: string;
}

export type Changed = 'lists' | 'areas' | 'units';

export interface Proof {
  readonly id: Id;
  readonly districtId: string;
  readonly catalogueId: Id;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly listsHash: string;
  readonly areasHash: string;
  readonly unitsHash: string;
  readonly areaVersionId: Id;
  readonly items: number;
  readonly grids: number;
  readonly itemsDone: number;
  readonly questions: number;
  readonly brokenQuestions: number;
  readonly broken: BrokenAnswer[];
  readonly walkedMs: number;
  readonly answersHash: string;
  readonly failedBy: Changed | null;
  readonly startedAt: Instant;
  readonly startedByName: string;
  readonly endedAt: Instant | null;
}

const COLUMNS = sql`id, district_id as "districtId", catalogue_id as "catalogueId", state,
  lists_hash as "listsHash", areas_hash as "areasHash", units_hash as "unitsHash",
  area_version_id as "areaVersionId", items, grids, items_done as "itemsDone", questions,
  broken_questions as "brokenQuestions", broken, walked_ms as "walkedMs", answers_hash as "answersHash",
  failed_by as "failedBy", started_at as "startedAt", started_by_name as "startedByName",
  ended_at as "endedAt"`;

export type NewProof = Pick<
  Proof,
  | 'id' | 'districtId' | 'catalogueId' | 'listsHash' | 'areasHash' | 'unitsHash' | 'areaVersionId' | 'items'
  | 'grids' | 'answersHash' | 'startedByName'
> & { readonly startedBy: string };

export async function insertProof(tx: Tx, proof: NewProof): Promise<void> {
  await tx.db
    .insertInto('catalogue_proof')
    .values({
      id: proof.id,
      district_id: proof.districtId,
      catalogue_id: proof.catalogueId,
      state: 'running',
      lists_hash: proof.listsHash,
      areas_hash: proof.areasHash,
      units_hash: proof.unitsHash,
      area_version_id: proof.areaVersionId,
      items: proof.items,
      grids: proof.grids,
      answers_hash: proof.answersHash,
      started_at: toIso(tx.now),
      started_by: proof.startedBy,
      started_by_name: proof.startedByName,
    })
    .execute();
}

export async function findProof(tx: Tx, id: Id): Promise<Proof | undefined> {
  const { rows } = await sql<Proof>`
    select ${COLUMNS} from catalogue_proof where id = ${id}::uuid`.execute(tx.db);
  return rows[0];
}

export async function lockProof(tx: Tx, id: Id): Promise<Proof | undefined> {
  const { rows } = await sql<Proof>`
    select ${COLUMNS} from catalogue_proof where id = ${id}::uuid for update`.execute(tx.db);
  return rows[0];
}

export async function findRunning(tx: Tx, catalogueId: Id): Promise<Proof | undefined> {
  const { rows } = await sql<Proof>`
    select ${COLUMNS} from catalogue_proof
    where catalogue_id = ${catalogueId}::uuid and state = 'running'`.execute(tx.db);
  return rows[0];
}

/** The newest first. */
export async function listProofs(tx: Tx, catalogueId: Id, limit: number): Promise<Proof[]> {
  const { rows } = await sql<Proof>`
    select ${COLUMNS} from catalogue_proof where catalogue_id = ${catalogueId}::uuid
    order by started_at desc, id desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** The store's own clock, which moves while a transaction's stands still. */
export async function readStoreClock(tx: Tx): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(tx.db);
  return rows[0]?.ms ?? 0;
}

export type ProofProgress = Pick<
  Proof,
  'itemsDone' | 'questions' | 'brokenQuestions' | 'broken' | 'answersHash' | 'walkedMs'
>;

export async function setProgress(tx: Tx, id: Id, progress: ProofProgress, isDone: boolean): Promise<void> {
  await sql`
    update catalogue_proof set items_done = ${progress.itemsDone}, questions = ${progress.questions},
      broken_questions = ${progress.brokenQuestions}, broken = ${JSON.stringify(progress.broken)}::jsonb,
      answers_hash = ${progress.answersHash}, walked_ms = ${progress.walkedMs},
      state = ${isDone ? 'done' : 'running'},
      ended_at = ${isDone ? toIso(tx.now) : null}::timestamptz
    where id = ${id}::uuid`.execute(tx.db);
}

export async function endProof(tx: Tx, id: Id, failedBy: Changed | null): Promise<void> {
  await sql`
    update catalogue_proof set state = ${failedBy ? 'failed' : 'cancelled'}, failed_by = ${failedBy}::text,
      ended_at = ${toIso(tx.now)}::timestamptz
    where id = ${id}::uuid and state = 'running'`.execute(tx.db);
}
