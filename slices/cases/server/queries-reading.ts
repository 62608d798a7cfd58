// Reading cases: one with its history in one statement, the newest of a view by keyset, the public code.
// Rights are part of the question: each scope of the reader's sight walks its own index in order.
import { type RawBuilder, sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../core/case-file.ts';
import { parseCaseNumber } from '../core/case-number.ts';
import type { ListQuery } from '../core/contract.ts';
import { genesis } from '../core/history.ts';
import type { ChainedStep } from '../core/step.ts';
import type { Sight } from '../core/visibility.ts';
import { type CaseRow, readCase, readStep, type StepRow, type StoredCase } from './case-row.ts';
import { CASE_COLUMNS } from './queries.ts';

export interface CaseHistory extends StoredCase {
  readonly steps: readonly ChainedStep[];
}

const STEPS = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('seq', seq, 'action', action, 'from_state', from_state,
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

export interface ListRow {
  readonly id: string;
  readonly flow: string;
  readonly number: string;
  readonly state: string;
  readonly channel: string;
  readonly description: string;
  readonly item_code: string | null;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
  readonly area_path: string;
  readonly address: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly unit_id: string | null;
  readonly holder_unit_id: string | null;
  readonly stage: string | null;
  readonly clock: CaseFile['clock'];
  readonly due_at: Instant | null;
  readonly deadline_at: Instant | null;
  readonly is_on_leaders_list: boolean;
  readonly version: number;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

const LIST_COLUMNS = sql`id, flow, number, state, channel, description, item_code,
  rule->>'itemName' as item_name,
  rule->>'itemNameEn' as item_name_en, area_path, address, lon, lat, unit_id, holder_unit_id, stage,
  clocks->'clock' as clock, due_at, deadline_at, is_on_leaders_list, version, created_at, updated_at`;

type Condition = RawBuilder<unknown>;
const AREA_COLUMNS = ['district_id', 'street_path', 'community_path', 'area_path'] as const;

/** A whole level is one equality on one ordered index; no prefix search. */
const inArea = (path: string): Condition => {
  const column = AREA_COLUMNS[path.split('.').length - 1] ?? 'area_path';
  return sql`${sql.ref(column)} = ${path}`;
};

/** The narrower of what may be seen and what is asked for; nothing where the two lie apart. */
const narrower = (seen: string, asked: string | undefined): string[] => {
  if (asked === undefined || isWithin(seen, asked)) return [seen];
  return isWithin(asked, seen) ? [asked] : [];
};

function scopesOf(sight: Sight, query: ListQuery): Condition[] {
  const ofPerson = sight.personId ? [sql`reporter_person_id = ${sight.personId}::uuid`] : [];
  if (query.mine === 'reported') return ofPerson;
  const held = sight.unitIds.map((id) => sql`is_open and holder_unit_id = ${id}::uuid`);
  if (query.mine === 'held') return held;
  const areas = sight.areaPaths.flatMap((path) => narrower(path, query.areaPath)).map(inArea);
  const isAll = query.areaPath !== undefined
    && sight.areaPaths.some((path) => isWithin(query.areaPath ?? '', path));
  if (isAll) return areas;
  const units = sight.unitIdsBeside.flatMap((id) => [
    sql`is_open and holder_unit_id = ${id}::uuid`,
    sql`unit_id = ${id}::uuid`, sql`co_unit_ids @> array[${id}::uuid] and co_unit_ids <> '{}'`,
  ]);
  return [...areas, ...units, ...ofPerson];
}

function textCondition(text: string): Condition {
  const number = text.replace(/[\s-]/g, '');
  if (parseCaseNumber(number)) return sql`number = ${number}`;
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(description ilike ${like} or address ilike ${like})`;
}

function dueCondition(due: NonNullable<ListQuery['due']>, now: Instant): Condition {
  if (due === 'paused') return sql`is_open and not is_running`;
  const until = due === 'overdue' ? now : now + 24 * 3_600_000;
  return sql`is_running and due_at < ${toIso(until)}::timestamptz`;
}

function filtersOf(query: ListQuery, now: Instant, after: Cursor | undefined): Condition[] {
  return [
    ...(query.state?.length ? [sql`state = any(${query.state}::text[])`] : []),
    ...(query.due ? [dueCondition(query.due, now)] : []),
    ...(query.unitId ? [sql`unit_id = ${query.unitId}::uuid`] : []),
    ...(query.areaPath ? [inArea(query.areaPath)] : []),
    ...(query.itemCode ? [sql`item_code = ${query.itemCode}`] : []),
    ...(query.isOnLeadersList ? [sql`is_on_leaders_list`] : []),
    ...(query.text ? [textCondition(query.text)] : []),
    ...(after ? [sql`(created_at, id) < (${toIso(after.createdAt)}::timestamptz, ${after.id}::uuid)`] : []),
  ];
}

export interface Cursor {
  readonly createdAt: Instant;
  readonly id: string;
}

const newestFirst = (a: ListRow, b: ListRow): number =>
  b.created_at - a.created_at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** The newest cases of a view that the reader may see, at most `limit`, in order, each once. */
export async function listCaseRows(
  tx: Tx, sight: Sight, query: ListQuery, after: Cursor | undefined, limit: number,
): Promise<ListRow[]> {
  const scopes = scopesOf(sight, query);
  if (scopes.length === 0) return [];
  const filters = filtersOf(query, tx.now, after);
  const parts = scopes.map((scope) => sql`(
    select ${LIST_COLUMNS} from case_file where ${sql.join([scope, ...filters], sql` and `)}
    order by created_at desc, id desc limit ${limit})`);
  const { rows } = await sql<ListRow>`${sql.join(parts, sql` union all `)}`.execute(tx.db);
  const once = new Map(rows.map((row) => [row.id, row]));
  return [...once.values()].sort(newestFirst).slice(0, limit);
}

export interface FollowerRow {
  readonly case_id: string;
  readonly reporter_id: string;
  readonly person_id: string | null;
  readonly name_sealed: Uint8Array | null;
  readonly phone_sealed: Uint8Array | null;
  readonly public_code: string;
}

/** Everyone to tell of the case: its own reporters, and those of every case merged into it, however deep. */
export async function listFollowers(tx: Tx, caseId: string, limit: number): Promise<FollowerRow[]> {
  const { rows } = await sql<FollowerRow>`
    with recursive family as (
      select id from case_file where id = ${caseId}::uuid
      union select merged.id from case_file as merged join family on merged.merged_into_id = family.id)
    select r.case_id, r.id as reporter_id, r.person_id, r.name_sealed, r.phone_sealed,
      coalesce(r.public_code, f.public_code) as public_code
    from family join case_file as f on f.id = family.id join case_reporter as r on r.case_id = family.id
    order by r.joined_at, r.id limit ${limit}`.execute(tx.db);
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
