// Reading cases with their history, by id or by a public code; their followers; precedents.
// Lists of cases are in queries-lists.ts.
import { sql } from 'kysely';
import type { Instant } from '../../../kernel/instant.ts';
import { Gather } from '../../../platform/server/db/gather.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Ask, Part } from '../core/case-file.ts';
import { flowNamed } from '../core/flows.ts';
import { genesis } from '../core/history.ts';
import { isSealed } from '../core/sealed.ts';
import type { ChainedStep } from '../core/step.ts';
import { type CaseRow, readCase, readStep, type StepRow, type StoredCase } from './case-row.ts';
import { CASE_COLUMNS } from './queries.ts';

/** What only the seal of a step needs, and no screen. */
type OfTheSeal = 'post_id' | 'holder_person_id' | 'prev_hash' | 'hash';

/** A step as screens see it. */
export interface SeenRow extends Omit<StepRow, 'at' | 'made_at' | OfTheSeal> {
  readonly at: Instant;
  readonly made_at: Instant | null;
}

export interface CaseHistory extends StoredCase {
  /** What any reader of the case may see. */
  readonly steps: readonly SeenRow[];
  /** What is shown to whoever did it alone. */
  readonly sealed: readonly SeenRow[];
}

const FILES = `select ${CASE_COLUMNS} from case_file where id = any($1::uuid[])`;
const STEPS = `select case_id, seq, action, from_state, to_state, actor_kind, person_id, unit_id, acted_as,
    at, made_at, holder_unit_id, body, visibility, reason, ended
  from step where case_id = any($1::uuid[]) order by case_id, seq`;

const ACTIONS_AFTER = `select action from step where case_id = $1::uuid and seq > $2`;

const SEALED = `select seq, action, from_state, to_state, actor_kind, person_id, post_id, unit_id, acted_as,
    at, made_at, holder_unit_id, holder_person_id, body, visibility, reason, ended,
    encode(prev_hash, 'hex') as prev_hash, encode(hash, 'hex') as hash
  from step where case_id = $1::uuid order by seq`;

async function loadSteps(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, SeenRow[]>> {
  const steps = new Map<string, SeenRow[]>(ids.map((id) => [id, []]));
  for (const row of await tx.query<SeenRow & { case_id: string }>(STEPS, [ids])) {
    steps.get(row.case_id)?.push(row);
  }
  return steps;
}

/** Files and steps are asked for side by side, so each may be of another moment: a step newer than its file
 *  is  left out, and where the file is the newer one its steps are asked for again. */
export async function listHistories(
  tx: Tx, ids: readonly string[],
): Promise<ReadonlyMap<string, CaseHistory>> {
  const [rows, steps] = await Promise.all([tx.query<CaseRow>(FILES, [ids]), loadSteps(tx, ids)]);
  const behind = rows.filter((row) => (steps.get(row.id)?.length ?? 0) < row.last_seq).map(({ id }) => id);
  const again = behind.length > 0 ? await loadSteps(tx, behind) : undefined;
  return new Map(rows.map((row) => {
    const all = (again?.get(row.id) ?? steps.get(row.id) ?? []).slice(0, row.last_seq);
    const flow = flowNamed(row.flow);
    const isHidden = ({ action, acted_as }: SeenRow) => isSealed(flow, { action, as: acted_as });
    const [shown, sealed] = [all.filter((step) => !isHidden(step)), all.filter(isHidden)];
    return [row.id, { ...readCase(row), steps: shown, sealed }];
  }));
}

const CASES_TOGETHER = 16;
const histories = new Gather(listHistories, CASES_TOGETHER);
const files = new Gather<string, StoredCase>(
  async (tx, ids) => new Map((await tx.query<CaseRow>(FILES, [ids])).map((row) => [row.id, readCase(row)])),
  CASES_TOGETHER,
);

/** Without its history and without a lock. */
export const findFile = (tx: Tx, caseId: string): Promise<StoredCase | undefined> => files.ask(tx, caseId);

/** Of a case what reading it hangs on, and which parts it has. */
export interface SightRow {
  readonly id: string;
  readonly area_path: string;
  readonly unit_id: string | null;
  readonly co_unit_ids: readonly string[];
  readonly holder_unit_id: string | null;
  readonly holder_person_id: string | null;
  readonly reporter_person_id: string | null;
  readonly asks: readonly Ask[];
  readonly parts: readonly Pick<Part, 'caseId'>[] | null;
}

const SIGHTS = `select id, area_path, unit_id, co_unit_ids, holder_unit_id, holder_person_id,
    reporter_person_id, asks, record->'parts' as parts
  from case_file where id = any($1::uuid[]) limit $2`;

/** One question, however many cases: screens that are open ask it of all they follow every few seconds. */
export const listSights = async (tx: Tx, ids: readonly string[]): Promise<SightRow[]> =>
  (ids.length === 0 ? [] : tx.query<SightRow>(SIGHTS, [ids, ids.length]));

export const findCase = (tx: Tx, caseId: string): Promise<CaseHistory | undefined> =>
  histories.ask(tx, caseId);

/** The whole of every step, as it was sealed. */
export async function listSealedSteps(tx: Tx, caseId: string): Promise<ChainedStep[]> {
  const rows = await tx.query<StepRow>(SEALED, [caseId]);
  return rows.map((row) => readStep(row, genesis(caseId)));
}

async function findBy(tx: Tx, text: string, code: string): Promise<CaseHistory | undefined> {
  const [found] = await tx.query<{ id: string }>(text, [code]);
  return found && findCase(tx, found.id);
}

/** The case's own code. */
export const findByCode = (tx: Tx, code: string): Promise<CaseHistory | undefined> =>
  findBy(tx, 'select id from case_file where public_code = $1', code);

/** The code of someone who joined the case: it shows, and lets nothing be done. */
export const findByJoinedCode = (tx: Tx, code: string): Promise<CaseHistory | undefined> =>
  findBy(tx, 'select case_id as id from case_reporter where public_code = $1', code);

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

export interface ReporterOf {
  readonly case_id: string;
  readonly person_id: string;
}

/** Those with an account who reported or joined these cases, or any case merged into one of them. */
export async function listReportersOf(
  tx: Tx, caseIds: readonly string[], limit: number,
): Promise<ReporterOf[]> {
  const { rows } = await sql<ReporterOf>`
    with recursive family as (
      select id as case_id, id from case_file where id = any(${caseIds}::uuid[])
      union
      select family.case_id, merged.id
      from case_file as merged join family on merged.merged_into_id = family.id)
    select family.case_id, r.person_id from family join case_reporter as r on r.case_id = family.id
    where r.person_id is not null
    union
    select family.case_id, f.reporter_person_id from family join case_file as f on f.id = family.id
    where f.reporter_person_id is not null
    limit ${limit}`.execute(tx.db);
  return rows;
}

export interface PrecedentRow {
  readonly case_id: string;
  readonly area_path: string;
  readonly unit_id: string;
  readonly reason: string;
  readonly returned_unit_id: string | null;
  readonly centre_unit_id: string | null;
  readonly is_final: boolean;
  readonly created_at: Instant;
}

const PRECEDENTS_LOOKED_AT = 300;
/** What was taken back at once was no ruling; the flow's window is a minute. */
const UNDONE_WITHIN = '2 minutes';

/** How centres have ruled on this item before: last words first, then the nearest, then the newest. */
export async function listPrecedents(
  tx: Tx, areaPath: string, itemCode: string, limit: number,
): Promise<PrecedentRow[]> {
  const { rows } = await sql<PrecedentRow>`
    select case_id, area_path, unit_id, reason, returned_unit_id, centre_unit_id, is_final, created_at
    from (select * from precedent where district_id = ${areaPath.slice(0, 6)} and item_code = ${itemCode}
      order by created_at desc limit ${PRECEDENTS_LOOKED_AT}) as p
    where not exists (select from step as s where s.case_id = p.case_id and s.seq > p.seq
      and s.action = 'undo' and s.at <= p.created_at + ${UNDONE_WITHIN}::interval)
    order by is_final desc, left(area_path, 14) = ${areaPath.slice(0, 14)} desc,
      left(area_path, 10) = ${areaPath.slice(0, 10)} desc, created_at desc
    limit ${limit}`.execute(tx.db);
  return rows;
}

/** What was done to the case after that step. */
export async function listActionsAfter(tx: Tx, caseId: string, seq: number): Promise<readonly string[]> {
  const rows = await tx.query<{ action: string }>(ACTIONS_AFTER, [caseId, seq]);
  return rows.map((row) => row.action);
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
