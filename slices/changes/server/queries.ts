// All SQL of changes and proposals.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Fact, Words } from '../core/change.ts';

export interface ChangeRow {
  readonly id: Id;
  readonly districtId: string;
  readonly areaPath: string;
  readonly operation: string;
  readonly title: Words;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectName: string;
  readonly facts: readonly Fact[];
  readonly why: string | null;
  readonly byPersonId: Id | null;
  readonly byName: string;
  readonly secondPersonId: Id | null;
  readonly secondName: string | null;
  readonly changedAt: Instant;
}

type NewChangeRow = Omit<ChangeRow, 'changedAt'> & { readonly proposalId: Id | null };

/** Many rows in one statement. */
export async function insertChanges(tx: Tx, rows: readonly NewChangeRow[]): Promise<void> {
  await sql`
    insert into change (id, district_id, area_path, operation, title, subject_kind, subject_id, subject_name,
      facts, why, by_person_id, by_name, second_person_id, second_name, proposal_id, changed_at)
    select r.id, r."districtId", r."areaPath", r.operation, r.title, r."subjectKind", r."subjectId",
      r."subjectName", r.facts, r.why, r."byPersonId", r."byName", r."secondPersonId", r."secondName",
      r."proposalId", ${toIso(tx.now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "districtId" text, "areaPath" text,
      operation text, title jsonb, "subjectKind" text, "subjectId" text, "subjectName" text, facts jsonb,
      why text, "byPersonId" uuid, "byName" text, "secondPersonId" uuid, "secondName" text,
      "proposalId" uuid)`.execute(tx.db);
}

/** Rows of these areas and of everything below them. */
const within = (column: string, paths: readonly string[]) =>
  sql<boolean>`exists (select 1 from unnest(${[...paths]}::text[]) as p(path)
    where ${sql.ref(column)} = p.path or starts_with(${sql.ref(column)}, p.path || '.'))`;

export interface ChangeFilter {
  readonly operation?: string;
  readonly subjectId?: string;
  readonly personId?: Id;
  readonly words?: string;
  /** Instants, the second exclusive. */
  readonly from?: Instant;
  readonly until?: Instant;
  readonly after?: Id;
  readonly limit: number;
}

const changeColumns = sql`id, district_id as "districtId", area_path as "areaPath", operation, title,
  subject_kind as "subjectKind", subject_id as "subjectId", subject_name as "subjectName", facts, why,
  by_person_id as "byPersonId", by_name as "byName", second_person_id as "secondPersonId",
  second_name as "secondName", changed_at as "changedAt"`;

/** What every index of the record leads with. */
const inDistricts = (paths: readonly string[]) =>
  sql<boolean>`district_id = any(${[...new Set(paths.map((path) => path.slice(0, 6)))]}::text[])`;

/** Newest first, in the areas of the reader. */
export async function listChanges(
  tx: Tx,
  paths: readonly string[],
  filter: ChangeFilter,
): Promise<ChangeRow[]> {
  const { operation, subjectId, personId, words, from, until, after } = filter;
  const when = [
    inDistricts(paths),
    within('area_path', paths),
    ...(operation === undefined ? [] : [sql<boolean>`operation = ${operation}`]),
    ...(subjectId === undefined ? [] : [sql<boolean>`subject_id = ${subjectId}`]),
    ...(personId === undefined
      ? []
      : [sql<boolean>`(by_person_id = ${personId}::uuid or second_person_id = ${personId}::uuid)`]),
    ...(words === undefined
      ? []
      : [
          sql<boolean>`strpos(lower(subject_name || ' ' || by_name || ' ' || coalesce(second_name, '') || ' '
          || coalesce(why, '') || ' ' || facts::text), ${words.toLowerCase()}) > 0`,
        ]),
    ...(from === undefined ? [] : [sql<boolean>`changed_at >= ${toIso(from)}::timestamptz`]),
    ...(until === undefined ? [] : [sql<boolean>`changed_at < ${toIso(until)}::timestamptz`]),
    ...(after === undefined ? [] : [sql<boolean>`id < ${after}::uuid`]),
  ];
  const found = await sql<ChangeRow>`select ${changeColumns} from change
    where ${sql.join(when, sql` and `)} order by id desc limit ${filter.limit}`.execute(tx.db);
  return found.rows;
}

export const operationsIn = (paths: readonly string[]) => sql<{ operation: string; title: Words }>`
  select distinct on (operation) operation, title from change
  where ${inDistricts(paths)} and ${within('area_path', paths)} order by operation, id desc limit 100`;

/** What was ever done in these areas, for the choices of a filter. */
export async function listOperations(
  tx: Tx,
  paths: readonly string[],
): Promise<{ operation: string; title: Words }[]> {
  return (await operationsIn(paths).execute(tx.db)).rows;
}

export interface ProposalRow {
  readonly id: Id;
  readonly districtId: string;
  readonly reach: readonly string[];
  readonly operation: string;
  readonly title: Words;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectName: string;
  readonly facts: readonly Fact[];
  readonly why: string;
  readonly bodySealed: Uint8Array | null;
  readonly proposedBy: Id;
  readonly proposedByName: string;
  readonly proposedAt: Instant;
  readonly expiresAt: Instant;
  readonly decision: 'approved' | 'refused' | 'withdrawn' | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Instant | null;
  readonly reason: string | null;
}

type NewProposalRow = Omit<
  ProposalRow,
  'decision' | 'decidedByName' | 'decidedAt' | 'reason' | 'bodySealed'
> & { readonly bodySealed: Uint8Array };

export async function insertProposal(tx: Tx, row: NewProposalRow): Promise<void> {
  await sql`
    insert into change_proposal (id, district_id, reach, operation, title, subject_kind, subject_id,
      subject_name, facts, why, body_sealed, proposed_by, proposed_by_name, proposed_at, expires_at)
    values (${row.id}, ${row.districtId}, ${[...row.reach]}::text[], ${row.operation},
      ${JSON.stringify(row.title)}::jsonb, ${row.subjectKind}, ${row.subjectId}, ${row.subjectName},
      ${JSON.stringify(row.facts)}::jsonb, ${row.why}, ${row.bodySealed}, ${row.proposedBy},
      ${row.proposedByName}, ${toIso(row.proposedAt)}::timestamptz,
      ${toIso(row.expiresAt)}::timestamptz)`.execute(tx.db);
}

const proposalColumns = sql`id, district_id as "districtId", reach, operation, title,
  subject_kind as "subjectKind", subject_id as "subjectId", subject_name as "subjectName", facts, why,
  body_sealed as "bodySealed", proposed_by as "proposedBy", proposed_by_name as "proposedByName",
  proposed_at as "proposedAt", expires_at as "expiresAt", decision, decided_by_name as "decidedByName",
  decided_at as "decidedAt", reason`;

export async function lockProposal(tx: Tx, id: Id): Promise<ProposalRow | undefined> {
  const found = await sql<ProposalRow>`
    select ${proposalColumns} from change_proposal where id = ${id}::uuid for update`.execute(tx.db);
  return found.rows[0];
}

/** Those in whose every area the reader decides, and the reader's own; newest first. */
export async function listProposals(
  tx: Tx,
  who: { readonly paths: readonly string[]; readonly personId: Id },
  filter: { readonly isPending: boolean; readonly limit: number },
): Promise<ProposalRow[]> {
  const districts = [...new Set(who.paths.map((path) => path.slice(0, 6)))];
  const found = await sql<ProposalRow>`
    select ${proposalColumns} from change_proposal
    where (proposed_by = ${who.personId}::uuid or (district_id = any(${districts}::text[])
        and not exists (select 1 from unnest(reach) as r(area) where not exists (
          select 1 from unnest(${[...who.paths]}::text[]) as p(path)
          where r.area = p.path or starts_with(r.area, p.path || '.')))))
      and (not ${filter.isPending}::boolean
        or (decision is null and expires_at > ${toIso(tx.now)}::timestamptz))
    order by id desc limit ${filter.limit}`.execute(tx.db);
  return found.rows;
}

const MOST_ABOUT_ONE = 100;

/** What still waits about one subject. */
export async function listPendingOf(tx: Tx, operation: string, subjectId: string): Promise<Uint8Array[]> {
  const rows = await tx.db
    .selectFrom('change_proposal')
    .select('body_sealed')
    .where('operation', '=', operation)
    .where('subject_id', '=', subjectId)
    .where('decision', 'is', null)
    .where('expires_at', '>', sql<never>`${toIso(tx.now)}::timestamptz`)
    .orderBy('id', 'desc')
    .limit(MOST_ABOUT_ONE)
    .execute();
  return rows.flatMap((row) => row.body_sealed ?? []);
}

/** What nobody agreed to in time must not lie about for ever, a password among it. */
export async function forgetExpired(tx: Tx): Promise<void> {
  await sql`
    update change_proposal set body_sealed = null
    where decision is null and expires_at <= ${toIso(tx.now)}::timestamptz
      and body_sealed is not null`.execute(tx.db);
}

export interface Decision {
  readonly id: Id;
  readonly decision: 'approved' | 'refused' | 'withdrawn';
  readonly decidedBy: Id;
  readonly decidedByName: string;
  readonly reason: string | null;
}

/** What it would have done is forgotten with the decision: the record says what it did. */
export async function setDecision(tx: Tx, done: Decision): Promise<void> {
  await sql`
    update change_proposal set decision = ${done.decision}, decided_by = ${done.decidedBy}::uuid,
      decided_by_name = ${done.decidedByName}, decided_at = ${toIso(tx.now)}::timestamptz,
      reason = ${done.reason}, body_sealed = null
    where id = ${done.id}::uuid`.execute(tx.db);
}
