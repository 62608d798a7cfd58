// Writing a case and locking it. A change is one statement: case, steps, timers, events, reporters, photos,
// rulings and the receipt of the request go in together or not at all (docs/DATA.md, lock order: case, then
// timer).
import { sql } from 'kysely';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { TimerRow } from '../../../platform/server/jobs/timer.ts';
import type { ReceiptRow } from '../../../platform/server/http/receipt.ts';
import type { EventRow } from '../../../platform/server/events/event.ts';
import type { Ruling } from '../core/decide.ts';
import { type CaseRow, readCase, type StepRow, type StoredCase, type writtenCase } from './case-row.ts';

/** A block of a hundred numbers: its first is a hundred times this. */
export async function takeNumberBlock(tx: Tx): Promise<number> {
  const { rows } = await sql<{ block: number }>`select nextval('case_number_block') as block`.execute(tx.db);
  return Number(rows[0]?.block);
}

export const CASE_COLUMNS = sql`district_id, id, number, public_code, flow, state, channel, description,
  item_code,
  component_id, area_path, grid_code, address, area_version_id, lon, lat, centre_unit_id, unit_id,
    co_unit_ids,
  holder_unit_id, holder_person_id, reporter_person_id, deadline_at, merged_into_id, is_on_leaders_list,
  is_solved_on_spot, is_force_closed, is_settled, closing_code, dispatched_at, handled_at, ended_at, clocks,
    asks,
  rule, counts, record, version, last_seq, encode(last_hash, 'hex') as last_hash, created_at, updated_at`;

export async function lockCase(tx: Tx, caseId: string): Promise<StoredCase | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${CASE_COLUMNS} from case_file where id = ${caseId}::uuid for update`.execute(tx.db);
  return rows[0] && readCase(rows[0]);
}

/** Two cases in one fixed order, the lower id first, so that two merges can't wait for each other. */
export async function lockCases(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, StoredCase>> {
  const { rows } = await sql<CaseRow>`
    select ${CASE_COLUMNS} from case_file where id =
      any(${[...ids]}::uuid[]) order by id for update`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, readCase(row)]));
}

export interface ReporterRow {
  readonly id: string;
  readonly person_id: string | null;
  readonly is_first: boolean;
  readonly public_code: string | null;
  /** Hex of the sealed bytes. */
  readonly name_sealed: string | null;
  readonly phone_sealed: string | null;
  readonly phone_index: string | null;
}

export interface PhotoRow {
  readonly seq: number;
  readonly photo_id: string;
  readonly field: string;
}

export interface Change {
  readonly file: ReturnType<typeof writtenCase>;
  readonly steps: readonly StepRow[];
  readonly timers: readonly TimerRow[];
  readonly cancelled: readonly string[];
  readonly events: readonly EventRow[];
  readonly rulings: readonly Ruling[];
  readonly reporters: readonly ReporterRow[];
  readonly photos: readonly PhotoRow[];
  readonly receipts: readonly ReceiptRow[];
  readonly at: string;
  /** The rule stands as it is stored: it is the widest part of a case and most actions leave it alone. */
  readonly keepsRule: boolean;
}

export const FILE_SHAPE = sql.raw(`j(
  district_id text, id uuid, number text, public_code text, flow text, state text, is_open boolean,
  channel text, description text, item_code text, component_id uuid, area_path text, grid_code text,
  address text, area_version_id uuid, lon float8, lat float8, centre_unit_id uuid, unit_id uuid,
  co_unit_ids uuid[], holder_unit_id uuid, holder_person_id uuid, reporter_person_id uuid, stage text,
  is_running boolean, pause_kind text, due_at timestamptz, deadline_at timestamptz, merged_into_id uuid,
  is_on_leaders_list boolean, is_solved_on_spot boolean, is_force_closed boolean, is_settled boolean,
  closing_code text, dispatched_at timestamptz, handled_at timestamptz, ended_at timestamptz, clocks
  jsonb, asks jsonb, rule jsonb, counts jsonb, record jsonb, version integer, last_seq integer, created_at
  timestamptz, updated_at timestamptz,
  last_hash text)`);

/** Columns that every action may change, but for the rule; identity, number and codes never do. */
const CHANGING_BUT_RULE = sql.raw(`
  state, is_open, channel, description, item_code, component_id, area_path, grid_code, address,
  area_version_id, lon, lat, centre_unit_id, unit_id, co_unit_ids, holder_unit_id, holder_person_id,
  reporter_person_id, stage, is_running, pause_kind, due_at, deadline_at, merged_into_id,
  is_on_leaders_list, is_solved_on_spot, is_force_closed, is_settled, closing_code, dispatched_at,
  handled_at, ended_at, clocks, asks, counts, record, version, last_seq, updated_at`);
const CHANGED_BUT_RULE = sql.raw(`
  j.state, j.is_open, j.channel, j.description, j.item_code, j.component_id, j.area_path, j.grid_code,
  j.address, j.area_version_id, j.lon, j.lat, j.centre_unit_id, j.unit_id, j.co_unit_ids,
  j.holder_unit_id, j.holder_person_id, j.reporter_person_id, j.stage, j.is_running, j.pause_kind,
  j.due_at, j.deadline_at, j.merged_into_id, j.is_on_leaders_list, j.is_solved_on_spot, j.is_force_closed,
  j.is_settled, j.closing_code, j.dispatched_at, j.handled_at, j.ended_at, j.clocks, j.asks,
  j.counts, j.record, j.version, j.last_seq, j.updated_at`);
export const CHANGING = sql`${CHANGING_BUT_RULE}, rule`;
export const CHANGED = sql`${CHANGED_BUT_RULE}, j.rule`;
export const PLACED =
  sql.raw(`case when j.lon is null then null else ST_SetSRID(ST_MakePoint(j.lon, j.lat), 4326) end`);
export const HASHED = sql.raw(`decode(j.last_hash, 'hex')`);

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

const insertFile = (change: Change) => sql`
  insert into case_file (district_id, id, number, public_code, flow, created_at, ${CHANGING}, point,
    last_hash)
  select j.district_id, j.id, j.number, j.public_code, j.flow, j.created_at, ${CHANGED}, ${PLACED}, ${HASHED}
  from jsonb_to_record(${json(change.file)}) as ${FILE_SHAPE} returning 1`;

/** An unchanged rule is not even named, so that its stored form is taken over without being read. */
const updateFile = (change: Change) => {
  const { rule, ...file } = change.file;
  const [names, values, sent] = change.keepsRule
    ? [CHANGING_BUT_RULE, CHANGED_BUT_RULE, file] : [CHANGING, CHANGED, { ...file, rule }];
  return sql`
  update case_file as f set (${names}, point, last_hash) = (select ${values}, ${PLACED}, ${HASHED})
  from jsonb_to_record(${json(sent)}) as ${FILE_SHAPE}
  where f.district_id = j.district_id and f.id = j.id and f.version = j.version - 1 returning 1`;
};

const STEP_SHAPE = sql.raw(`j(seq integer, action text, from_state text, to_state text, actor_kind text,
  person_id uuid, post_id uuid, unit_id uuid, acted_as text, at timestamptz, holder_unit_id uuid,
  holder_person_id uuid, body jsonb, visibility text, reason text, ended jsonb, prev_hash text, hash text)`);

const insertSteps = (change: Change) => sql`
  insert into step (district_id, case_id, seq, action, from_state, to_state, actor_kind, person_id, post_id,
    unit_id,
    acted_as, at, holder_unit_id, holder_person_id, body, visibility, reason, ended, prev_hash, hash)
  select ${change.file.district_id}::text, ${change.file.id}::uuid, j.seq, j.action, j.from_state, j.to_state,
    j.actor_kind, j.person_id, j.post_id, j.unit_id, j.acted_as, j.at, j.holder_unit_id, j.holder_person_id,
      j.body,
    j.visibility, j.reason, nullif(j.ended, 'null'), decode(j.prev_hash, 'hex'), decode(j.hash, 'hex')
  from jsonb_to_recordset(${json(change.steps)}) as ${STEP_SHAPE} order by j.seq`;

const timers = (change: Change) => sql`timers as (
    insert into timer (kind, key, due_at, data)
    select kind, key, due_at, data from jsonb_to_recordset(${json(change.timers)})
      as t(kind text, key text, due_at timestamptz, data jsonb)
    on conflict (kind, key) do update
      set due_at = excluded.due_at, data = excluded.data, tries = 0, last_error = null, retry_at = null)`;

const cancelled = (change: Change) => sql`cancelled as (
    delete from timer where kind = any(${[...change.cancelled]}::text[]) and key = ${change.file.id}::text)`;

const events = (change: Change) => sql`events as (
    insert into event (kind, district_id, case_id, data, created_at)
    select kind, district_id, case_id, data, created_at from jsonb_to_recordset(${json(change.events)})
      as e(kind text, district_id text, case_id uuid, data jsonb, created_at timestamptz))`;

const rulings = (change: Change) => sql`rulings as (
    insert into precedent (district_id, case_id, seq, item_code, area_path, unit_id, ruled_unit_id, reason,
      returns, created_at)
    select ${change.file.district_id}::text, ${change.file.id}::uuid, r.seq, r."itemCode", r."areaPath",
      r."unitId", r."ruledUnitId", r.reason, r.returns, ${change.at}::timestamptz
    from jsonb_to_recordset(${json(change.rulings)}) as r(seq integer, "itemCode" text, "areaPath" text,
      "unitId" uuid, "ruledUnitId" uuid, reason text, returns integer))`;

const reporters = (change: Change) => sql`reporters as (
    insert into case_reporter (district_id, case_id, id, person_id, is_first, public_code, name_sealed,
      phone_sealed, phone_index, joined_at)
    select ${change.file.district_id}::text, ${change.file.id}::uuid, r.id, r.person_id, r.is_first,
      r.public_code, decode(r.name_sealed, 'hex'), decode(r.phone_sealed, 'hex'),
      decode(r.phone_index, 'hex'),
      ${change.at}::timestamptz
    from jsonb_to_recordset(${json(change.reporters)}) as r(id uuid, person_id uuid, is_first boolean,
      public_code text, name_sealed text, phone_sealed text, phone_index text))`;

const photos = (change: Change) => sql`photos as (
    insert into case_photo (district_id, case_id, seq, photo_id, field)
    select ${change.file.district_id}::text, ${change.file.id}::uuid, p.seq, p.photo_id, p.field
    from jsonb_to_recordset(${json(change.photos)}) as p(seq integer, photo_id uuid, field text)
    on conflict do nothing)`;

const receipts = (change: Change) => sql`receipts as (
    insert into idempotency_receipt (actor, key, operation, request_hash, status, reply, created_at)
    select r.actor, r.key, r.operation, decode(r.request_hash, 'hex'), r.status, r.reply, r.created_at
    from jsonb_to_recordset(${json(change.receipts)}) as r(actor text, key text, operation text,
      request_hash text, status smallint, reply jsonb, created_at timestamptz))`;

const BESIDES = { timers, cancelled, events, rulings, reporters, photos, receipts } as const;
type BesideName = keyof typeof BESIDES;

/** What belongs to the platform and to the case's own small tables; each takes its rows as one JSON list.
 *  What has no rows is left out: even an empty insert opens its table and every index of it. */
const besides = (change: Change) => (Object.keys(BESIDES) as BesideName[])
  .filter((name) => change[name].length > 0).map((name) => BESIDES[name](change));

/** Returns how many cases were written: one, or none where the version had moved on. */
export async function writeChange(tx: Tx, change: Change, isNew: boolean): Promise<number> {
  const { rows } = await sql<{ written: number }>`
    with ${sql.join([
      sql`file as (${isNew ? insertFile(change) : updateFile(change)})`,
      sql`steps as (${insertSteps(change)})`,
      ...besides(change),
    ])}
    select count(*) as written from file`.execute(tx.db);
  return Number(rows[0]?.written ?? 0);
}
