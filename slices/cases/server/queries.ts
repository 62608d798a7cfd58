// Writing cases and locking them. A change is one statement: case, steps, timers, events, reporters, photos,
// rulings and the receipt of the request go in together or not at all (docs/DATA.md, lock order: case, then
// timer). Everything hangs on the rows of the file that were really written: where the version had moved on
// nothing else goes in either.
import { sql } from 'kysely';
import { Gather } from '../../../platform/server/db/gather.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { TimerRow } from '../../../platform/server/jobs/timer.ts';
import type { ReceiptRow } from '../../../platform/server/http/receipt.ts';
import type { EventRow } from '../../../platform/server/events/event.ts';
import type { Ruling } from '../core/rulings.ts';
import { APPEAL_WRITES, type AppealRow } from './queries-appeals.ts';
import { IS_SENT, sentFirst, type SentRow } from './queries-sent.ts';
import { type MovedRow, type PushedRow, SHARE_WRITES, type ShareRow } from './queries-shares.ts';
import { type CaseRow, readCase, type StepRow, type StoredCase, type writtenCase } from './case-row.ts';
import type { WordsRow } from './queries-words.ts';

/** A block of a hundred numbers: its first is a hundred times this. */
export async function takeNumberBlock(tx: Tx): Promise<number> {
  const { rows } = await sql<{ block: number }>`select nextval('case_number_block') as block`.execute(tx.db);
  return Number(rows[0]?.block);
}

export const CASE_COLUMNS = `district_id, id, number, public_code, flow, state, channel, description,
  item_code, component_id, severity, area_path, grid_code, address, area_version_id, lon, lat,
  centre_unit_id, unit_id, co_unit_ids, holder_unit_id, holder_person_id, reporter_person_id, deadline_at,
  merged_into_id, main_case_id, is_on_leaders_list, is_solved_on_spot, is_force_closed, is_settled,
  closing_code,
  dispatched_at, handled_at, ended_at, clocks, asks, rule, counts, record, version, last_seq,
  encode(last_hash, 'hex') as last_hash, created_at, updated_at`;

const LOCK = `select ${CASE_COLUMNS} from case_file where id = any($1::uuid[]) order by id for update`;

/** In one fixed order, the lower id first, so that two who lock the same cases can't wait for each other. */
export async function lockCases(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, StoredCase>> {
  const rows = await tx.query<CaseRow>(LOCK, [ids]);
  return new Map(rows.map((row) => [row.id, readCase(row)]));
}

export const lockCase = async (tx: Tx, caseId: string): Promise<StoredCase | undefined> =>
  (await lockCases(tx, [caseId])).get(caseId);

/** Every row that hangs on a case names it, so that one statement can write several cases. */
export interface CaseKey {
  readonly district_id: string;
  readonly case_id: string;
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
  readonly phone_tail_index: string | null;
}

export interface PhotoRow {
  readonly seq: number;
  readonly photo_id: string;
  readonly field: string;
}

export interface Change {
  readonly file: ReturnType<typeof writtenCase>;
  readonly steps: readonly (StepRow & CaseKey)[];
  readonly timers: readonly TimerRow[];
  readonly cancelled: readonly Pick<TimerRow, 'kind' | 'key'>[];
  readonly events: readonly EventRow[];
  readonly rulings: readonly (Ruling & CaseKey & { readonly at: string })[];
  readonly reporters: readonly (ReporterRow & CaseKey & { readonly joined_at: string })[];
  readonly photos: readonly (PhotoRow & CaseKey)[];
  /** Where the case is found by other words than before. */
  readonly words: readonly WordsRow[];
  readonly receipts: readonly (ReceiptRow & Pick<CaseKey, 'case_id'>)[];
  readonly moved: readonly MovedRow[];
  readonly shares: readonly (ShareRow & CaseKey)[];
  readonly pushes: readonly (PushedRow & CaseKey)[];
  readonly appeals: readonly AppealRow[];
  /** Who gets the case by this change. */
  readonly sent: readonly SentRow[];
}

/** `acted` leaves the rule as it is stored: it is the widest part of a case and most actions don't touch it.
 *  */
export type Writing = 'reported' | 'acted' | 'acted_with_rule';

export const FILE_SHAPE = `j(
  district_id text, id uuid, number text, public_code text, flow text, state text, is_open boolean,
  channel text, description text, item_code text, component_id uuid, severity text, area_path text,
  grid_code text,
  address text, area_version_id uuid, lon float8, lat float8, centre_unit_id uuid, unit_id uuid,
  co_unit_ids uuid[], holder_unit_id uuid, holder_person_id uuid, reporter_person_id uuid, stage text,
  is_running boolean, pause_kind text, due_at timestamptz, yellow_at timestamptz, orange_at timestamptz,
  deadline_at timestamptz, merged_into_id uuid,
  main_case_id uuid, part_count smallint,
  is_on_leaders_list boolean, is_solved_on_spot boolean, is_force_closed boolean, is_settled boolean,
  closing_code text, dispatched_at timestamptz, handled_at timestamptz, ended_at timestamptz, clocks
  jsonb, asks jsonb, rule jsonb, counts jsonb, record jsonb, version integer, last_seq integer, created_at
  timestamptz, updated_at timestamptz,
  last_hash text)`;

/** Columns that every action may change, but for the rule; identity, number and codes never do. */
const CHANGING_BUT_RULE = [
  'state', 'is_open', 'channel', 'description', 'item_code', 'component_id', 'area_path', 'grid_code',
  'address', 'area_version_id', 'lon', 'lat', 'centre_unit_id', 'unit_id', 'co_unit_ids', 'holder_unit_id',
  'holder_person_id', 'reporter_person_id', 'stage', 'is_running', 'pause_kind', 'due_at', 'yellow_at',
  'orange_at', 'deadline_at', 'merged_into_id',
  'part_count', 'is_on_leaders_list', 'is_solved_on_spot', 'is_force_closed', 'is_settled',
  'closing_code', 'dispatched_at', 'handled_at', 'ended_at', 'clocks', 'asks', 'counts', 'record', 'version',
  'last_seq', 'updated_at',
];
const listed = (columns: readonly string[], of = ''): string => columns.map((name) => of + name).join(', ');
const CHANGING = [...CHANGING_BUT_RULE, 'rule'];
const FIXED = [
  'district_id', 'id', 'number', 'public_code', 'flow', 'severity', 'main_case_id', 'created_at',
];
const PLACED = `case when j.lon is null then null else ST_SetSRID(ST_MakePoint(j.lon, j.lat), 4326) end`;
const HASHED = `decode(j.last_hash, 'hex')`;

/** `$1`: the files, as a JSON list. */
export const INSERT_FILES = `
  insert into case_file (${listed([...FIXED, ...CHANGING])}, point, last_hash)
  select ${listed([...FIXED, ...CHANGING], 'j.')}, ${PLACED}, ${HASHED}
  from jsonb_to_recordset($1::jsonb) as ${FILE_SHAPE}`;

const updateFiles = (columns: readonly string[]): string => `
  update case_file as f set (${listed(columns)}, point, last_hash) =
    (select ${listed(columns, 'j.')}, ${PLACED}, ${HASHED})
  from jsonb_to_recordset($1::jsonb) as ${FILE_SHAPE}
  where f.district_id = j.district_id and f.id = j.id and f.version = j.version - 1`;

const FILES: Readonly<Record<Writing, readonly [text: string, more: string, returning: string]>> = {
  reported: [INSERT_FILES, 'where', 'returning district_id, id'],
  acted: [updateFiles(CHANGING_BUT_RULE), 'and', 'returning f.district_id, f.id'],
  acted_with_rule: [updateFiles(CHANGING), 'and', 'returning f.district_id, f.id'],
};

/** What is written beside the file: each takes its rows as one JSON list, named by its parameter. `file` is
 *  the rows written, by which those of a case that was not written fall away. */
const BESIDES = {
  steps: (rows: string) => `
    insert into step (district_id, case_id, seq, action, from_state, to_state, actor_kind, person_id, post_id,
      unit_id, acted_as, at, made_at, holder_unit_id, holder_person_id, body, visibility, reason, ended,
      prev_hash, hash)
    select file.district_id, file.id, j.seq, j.action, j.from_state, j.to_state, j.actor_kind, j.person_id,
      j.post_id, j.unit_id, j.acted_as, j.at, j.made_at, j.holder_unit_id, j.holder_person_id, j.body,
      j.visibility, j.reason, nullif(j.ended, 'null'), decode(j.prev_hash, 'hex'), decode(j.hash, 'hex')
    from jsonb_to_recordset(${rows}::jsonb) as j(case_id uuid, seq integer, action text, from_state text,
      to_state text, actor_kind text, person_id uuid, post_id uuid, unit_id uuid, acted_as text,
      at timestamptz, made_at timestamptz, holder_unit_id uuid, holder_person_id uuid, body jsonb,
      visibility text, reason text, ended jsonb, prev_hash text, hash text)
    join file on file.id = j.case_id order by j.seq`,
  timers: (rows: string) => `
    insert into timer (kind, key, due_at, data)
    select t.kind, t.key, t.due_at, t.data
    from jsonb_to_recordset(${rows}::jsonb) as t(kind text, key text, due_at timestamptz, data jsonb)
    join file on file.id::text = t.key
    on conflict (kind, key) do update
      set due_at = excluded.due_at, data = excluded.data, tries = 0, last_error = null, retry_at = null`,
  cancelled: (rows: string) => `
    delete from timer using file, jsonb_to_recordset(${rows}::jsonb) as t(kind text, key text)
    where timer.kind = t.kind and timer.key = t.key and t.key = file.id::text`,
  events: (rows: string) => `
    insert into event (kind, district_id, case_id, data, created_at)
    select e.kind, e.district_id, e.case_id, e.data, e.created_at
    from jsonb_to_recordset(${rows}::jsonb)
      as e(kind text, district_id text, case_id uuid, data jsonb, created_at timestamptz)
    join file on file.id = e.case_id order by (e.data->>'seq')::integer`,
  rulings: (rows: string) => `
    insert into precedent (district_id, case_id, seq, item_code, area_path, unit_id, ruled_unit_id, reason,
      returns, returned_unit_id, centre_unit_id, is_final, created_at)
    select file.district_id, file.id, r.seq, r."itemCode", r."areaPath", r."unitId", r."ruledUnitId",
      r.reason, r.returns, r."returnedUnitId", r."centreUnitId", r."isFinal", r.at
    from jsonb_to_recordset(${rows}::jsonb) as r(case_id uuid, seq integer, "itemCode" text, "areaPath" text,
      "unitId" uuid, "ruledUnitId" uuid, reason text, returns integer, "returnedUnitId" uuid,
      "centreUnitId" uuid, "isFinal" boolean, at timestamptz)
    join file on file.id = r.case_id`,
  reporters: (rows: string) => `
    insert into case_reporter (district_id, case_id, id, person_id, is_first, public_code, name_sealed,
      phone_sealed, phone_index, phone_tail_index, joined_at)
    select file.district_id, file.id, r.id, r.person_id, r.is_first, r.public_code,
      decode(r.name_sealed, 'hex'), decode(r.phone_sealed, 'hex'), decode(r.phone_index, 'hex'),
      decode(r.phone_tail_index, 'hex'), r.joined_at
    from jsonb_to_recordset(${rows}::jsonb) as r(case_id uuid, id uuid, person_id uuid, is_first boolean,
      public_code text, name_sealed text, phone_sealed text, phone_index text, phone_tail_index text,
      joined_at timestamptz)
    join file on file.id = r.case_id`,
  words: (rows: string) => `
    insert into case_words (case_id, grams)
    select file.id, w.grams from jsonb_to_recordset(${rows}::jsonb) as w(case_id uuid, grams bigint[])
    join file on file.id = w.case_id
    on conflict (case_id) do update set grams = excluded.grams`,
  photos: (rows: string) => `
    insert into case_photo (district_id, case_id, seq, photo_id, field)
    select file.district_id, file.id, p.seq, p.photo_id, p.field
    from jsonb_to_recordset(${rows}::jsonb) as p(case_id uuid, seq integer, photo_id uuid, field text)
    join file on file.id = p.case_id on conflict do nothing`,
  receipts: (rows: string) => `
    insert into idempotency_receipt (actor, key, operation, request_hash, status, reply, created_at)
    select r.actor, r.key, r.operation, decode(r.request_hash, 'hex'), r.status, r.reply, r.created_at
    from jsonb_to_recordset(${rows}::jsonb) as r(case_id uuid, actor text, key text, operation text,
      request_hash text, status smallint, reply jsonb, created_at timestamptz)
    join file on file.id = r.case_id`,
  ...SHARE_WRITES,
  ...APPEAL_WRITES,
} as const;
type BesideName = keyof typeof BESIDES;
const BESIDE_NAMES = Object.keys(BESIDES) as BesideName[];

/** The texts are few, and each is made once: they are prepared by their text. */
const texts = new Map<string, string>();

/** What has no rows is left out: even an empty insert opens its table and every index of it. */
function textOf(writing: Writing, present: readonly BesideName[], isSending: boolean): string {
  const key = `${writing} ${isSending} ${present.join(' ')}`;
  const known = texts.get(key);
  if (known) return known;
  const parts = present.map((name, index) => `${name} as (${BESIDES[name](`$${index + 2}`)})`);
  const [files, more, returning] = FILES[writing];
  const file = `file as (${files} ${isSending ? `${more} ${IS_SENT}` : ''} ${returning})`;
  const first = isSending ? [sentFirst(`$${present.length + 2}`)] : [];
  const text = `with ${[...first, file, ...parts].join(', ')} select id from file`;
  texts.set(key, text);
  return text;
}

/** An unchanged rule is not even sent, so that its stored form is taken over without being read. */
function sentFile({ file }: Change, writing: Writing) {
  if (writing !== 'acted') return file;
  const { rule: _, ...rest } = file;
  return rest;
}

async function writeTogether(
  tx: Tx, changes: readonly Change[], writing: Writing,
): Promise<ReadonlySet<string>> {
  const rows = BESIDE_NAMES
    .map((name) => [name, changes.flatMap((change): readonly unknown[] => change[name])] as const)
    .filter(([, of]) => of.length > 0);
  const sent = changes.flatMap((change) => change.sent);
  const text = textOf(writing, rows.map(([name]) => name), sent.length > 0);
  const written = await tx.query<{ id: string }>(text, [
    JSON.stringify(changes.map((change) => sentFile(change, writing))),
    ...rows.map(([, of]) => JSON.stringify(of)),
    ...(sent.length > 0 ? [JSON.stringify(sent)] : []),
  ]);
  return new Set(written.map(({ id }) => id));
}

/** How a change ended: written, come too late, or refused by the store. */
type Ending = { readonly isWritten: boolean } | { readonly error: unknown };

/** What one change breaks (a number, a receipt that is there already) must hit its own sender alone: the
 *  statement that failed has written nothing, and each of its changes is tried by itself. */
async function writeEach(tx: Tx, changes: readonly Change[], writing: Writing): Promise<Map<Change, Ending>> {
  try {
    const written = await writeTogether(tx, changes, writing);
    return new Map(changes.map((change) => [change, { isWritten: written.has(change.file.id) }]));
  } catch (error) {
    if (changes.length === 1) return new Map(changes.map((change) => [change, { error }]));
    const alone = await Promise.all(changes.map((change) => writeEach(tx, [change], writing)));
    return new Map(alone.flatMap((one) => [...one]));
  }
}

/** Changes of one turn of the event loop go in as one statement and one commit. Two of the same case can't:
 *  the second would not see the first. */
async function writeAll(tx: Tx, changes: readonly Change[], writing: Writing): Promise<Map<Change, Ending>> {
  const first = new Map<string, Change>();
  const later: Change[] = [];
  // In one order everywhere, so that two such statements don't wait for each other's rows.
  for (const change of [...changes].sort((a, b) => (a.file.id < b.file.id ? -1 : 1))) {
    if (first.has(change.file.id)) later.push(change);
    else first.set(change.file.id, change);
  }
  const endings = await writeEach(tx, [...first.values()], writing);
  return later.length === 0 ? endings : new Map([...endings, ...(await writeAll(tx, later, writing))]);
}

/** Half of eight senders: measured, no size from three to eight stood out from the noise. */
const CHANGES_TOGETHER = 4;
const gathered = (writing: Writing) =>
  new Gather<Change, Ending>((tx, changes) => writeAll(tx, changes, writing), CHANGES_TOGETHER);
const writers: Readonly<Record<Writing, Gather<Change, Ending>>> = {
  reported: gathered('reported'), acted: gathered('acted'), acted_with_rule: gathered('acted_with_rule'),
};

/** False where the case has moved on since the version that the change was decided on, or whom it is sent to
 *  is no more: nothing is written. */
export async function writeChange(tx: Tx, change: Change, writing: Writing): Promise<boolean> {
  const ending = await writers[writing].ask(tx, change);
  if (ending && 'error' in ending) throw ending.error;
  return ending?.isWritten === true;
}
