// SQL that keeps the facts of cases and the sums of them. What a case's facts were and are is compared in the
// store, and the sums take the difference in the same statement: exactly once, however often it is done.
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

/** For the rest of the transaction. A statement's kept plan was made when the tables were what they were
 *  then: one made in a new city, over nothing, reads all of them for every case once a past is brought in.
 *  To plan costs a millisecond, and hundreds of cases share it. */
export const planAnew = (tx: Tx): Promise<unknown> =>
  tx.query(`select set_config('plan_cache_mode', 'force_custom_plan', true)`);

export interface FactRow {
  readonly district_id: string;
  readonly case_id: Id;
  readonly kind: string;
  readonly subject: string;
  readonly name: string;
  readonly area_path: string;
  readonly item_code: string;
  readonly day: string;
  readonly times: number;
  readonly used_ms: number;
  readonly is_exempt: boolean;
}

const COLUMNS = `district_id, case_id, kind, subject, name, area_path, item_code, day, times, used_ms,
  is_exempt`;
const WANTED = `wanted as (
    select * from jsonb_to_recordset($1::jsonb) as j(district_id text, case_id uuid, kind text, subject text,
      name text, area_path text, item_code text, day date, times integer, used_ms bigint, is_exempt boolean)
  )`;

/** How many letters of a path each kind of sum is kept for: district, street, community, grid. */
const DEPTHS = `(values ('area', 6), ('area', 10), ('area', 14), ('area', 18), ('item', 6), ('item', 10),
    ('item', 14), ('unit', 6), ('unit', 10), ('unit', 14), ('person', 6)) as depth(dimension, letters)`;

/** The rows of `from` are added to the sums, or taken from them. In one order, so that two who write the same
 *  sums never embrace; that of the bytes, which is sorted the quickest. */
const intoSums = (from: string, sign: 1 | -1): string => `
  told as (
    select kind as dimension, subject as about, * from ${from}
    union all select 'item', item_code, * from ${from} where kind = 'area' and item_code <> ''
  ), spans as (
    select told.*, left(area_path, letters) as path, span, first from told
    join ${DEPTHS} on depth.dimension = told.dimension and length(area_path) >= letters
    cross join lateral (values ('day', day), ('month', date_trunc('month', day::timestamp)::date))
      as s(span, first)
  )
  insert into evaluation_sum as e (district_id, dimension, span, area_path, subject, name, day, cases, times,
    used_ms, exempt_cases, exempt_times, exempt_ms)
  select district_id, dimension, span, path, about, name, first, ${sign} * count(*), ${sign} * sum(times),
    ${sign} * sum(used_ms), ${sign} * count(*) filter (where is_exempt),
    ${sign} * coalesce(sum(times) filter (where is_exempt), 0),
    ${sign} * coalesce(sum(used_ms) filter (where is_exempt), 0)
  from spans group by district_id, dimension, span, path, first, about, name
  order by district_id collate "C", dimension collate "C", span collate "C", path collate "C", first,
    about collate "C", name collate "C"
  on conflict (district_id, dimension, span, area_path, day, subject, name) do update set
    cases = e.cases + excluded.cases, times = e.times + excluded.times,
    used_ms = e.used_ms + excluded.used_ms, exempt_cases = e.exempt_cases + excluded.exempt_cases,
    exempt_times = e.exempt_times + excluded.exempt_times, exempt_ms = e.exempt_ms + excluded.exempt_ms`;

/** `$1` the facts that there are, `$2` the cases: what a case has no more goes. */
const TAKE = `with ${WANTED}, gone as (
    delete from evaluation_fact as f where f.case_id = any($2::uuid[]) and not exists (
      select from wanted as w where w.case_id = f.case_id and w.kind = f.kind and w.subject = f.subject
        and w.name = f.name and w.district_id = f.district_id and w.area_path = f.area_path
        and w.item_code = f.item_code and w.day = f.day and w.times = f.times and w.used_ms = f.used_ms
        and w.is_exempt = f.is_exempt)
    returning f.*
  ), ${intoSums('gone', -1)}`;

/** `$1` the facts that there are: what is there already is there. */
const GIVE = `with ${WANTED}, come as (
    insert into evaluation_fact (${COLUMNS}) select ${COLUMNS} from wanted
    on conflict (case_id, kind, subject, name) do nothing returning *
  ), ${intoSums('come', 1)}`;

/** `counted`: those of the cases that may have facts already. */
export async function replaceFacts(tx: Tx, counted: readonly Id[], rows: readonly FactRow[]): Promise<void> {
  const text = JSON.stringify(rows);
  if (counted.length > 0) await tx.query(TAKE, [text, counted]);
  if (rows.length > 0) await tx.query(GIVE, [text]);
}

/** What is no case any more is counted by nobody. */
export async function forgetCases(tx: Tx, caseIds: readonly Id[]): Promise<void> {
  await tx.query('delete from evaluation_case where case_id = any($1::uuid[])', [caseIds]);
}

/** One at a time works on a case, the lower id first. Returns those that were counted before. */
export async function lockCases(tx: Tx, caseIds: readonly Id[]): Promise<readonly Id[]> {
  const fresh = await tx.query<{ case_id: Id }>(
    `insert into evaluation_case (case_id, district_id, seq, edition)
     select id, '', 0, 0 from unnest($1::uuid[]) as id order by id on conflict do nothing returning case_id`,
    [caseIds],
  );
  await tx.query('select from evaluation_case where case_id = any($1::uuid[]) order by case_id for update', [
    caseIds,
  ]);
  const isFresh = new Set(fresh.map(({ case_id }) => case_id));
  return caseIds.filter((id) => !isFresh.has(id));
}

export interface Mark {
  readonly case_id: Id;
  readonly district_id: string;
  readonly seq: number;
}

export async function markCounted(tx: Tx, marks: readonly Mark[], edition: number): Promise<void> {
  await tx.query(
    `update evaluation_case as e set district_id = j.district_id, seq = j.seq, edition = $2
     from jsonb_to_recordset($1::jsonb) as j(case_id uuid, district_id text, seq integer)
     where e.case_id = j.case_id`,
    [JSON.stringify(marks), edition],
  );
}

/** Of these cases the ones counted up to the given step, by this edition. */
export async function listCountedUpTo(tx: Tx, marks: readonly Mark[], edition: number): Promise<Id[]> {
  const rows = await tx.query<{ case_id: Id }>(
    `select e.case_id from evaluation_case as e
     join jsonb_to_recordset($1::jsonb) as j(case_id uuid, seq integer) on j.case_id = e.case_id
     where e.seq >= j.seq and e.edition = $2`,
    [JSON.stringify(marks), edition],
  );
  return rows.map(({ case_id }) => case_id);
}

/** Cases that were counted by other rules than these. */
export async function listOfOtherEditions(tx: Tx, edition: number, limit: number): Promise<Id[]> {
  const rows = await tx.query<{ case_id: Id }>(
    `(select case_id from evaluation_case where edition < $1 order by edition limit $2) union all
     (select case_id from evaluation_case where edition > $1 order by edition limit $2) limit $2`,
    [edition, limit],
  );
  return rows.map(({ case_id }) => case_id);
}

/** How many cases were counted by these rules, up to whichever step. */
export async function countCounted(tx: Tx, edition: number): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'select count(*)::int as n from evaluation_case where edition = $1',
    [edition],
  );
  return row?.n ?? 0;
}

export interface WalkPlace {
  readonly districtId: string;
  readonly id: Id;
}

export interface WalkMark extends WalkPlace {
  /** So many cases were not counted when it was last reckoned. */
  readonly behind: number;
}

/** Where the walk stands; whoever reads it walks alone. */
export async function lockWalk(tx: Tx): Promise<WalkMark | undefined> {
  const [row] = await tx.query<WalkMark>(
    'select district_id as "districtId", case_id as id, behind from evaluation_walk for update skip locked',
  );
  return row;
}

export async function moveWalk(
  tx: Tx,
  { districtId, id, behind }: WalkMark,
  isCatchingUp: boolean,
): Promise<void> {
  await tx.query(
    `update evaluation_walk set district_id = $1, case_id = $2::uuid, behind = $3::int,
       is_catching_up = $4::boolean`,
    [districtId, id, behind, isCatchingUp],
  );
}

export async function isCatchingUp(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ is: boolean }>('select is_catching_up as is from evaluation_walk');
  return row?.is ?? false;
}

/** So many cases were not counted when it was last reckoned, while it catches up. */
export async function countLeft(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ n: number }>('select behind as n from evaluation_walk where is_catching_up');
  return row?.n ?? 0;
}

/** Has every case of the district counted again by the walk. */
export async function forgetMarks(tx: Tx, districtId: string): Promise<void> {
  await tx.query('update evaluation_case set edition = 0 where district_id = $1', [districtId]);
}

export interface Exemption {
  readonly case_id: Id;
  readonly kind: 'case' | 'unit' | 'person';
  readonly subject: string;
}

export const listExemptions = (tx: Tx, caseIds: readonly Id[]): Promise<Exemption[]> =>
  tx.query<Exemption>(
    'select case_id, kind, subject from evaluation_exemption where case_id = any($1::uuid[])',
    [caseIds],
  );

export async function insertExemption(tx: Tx, { case_id, kind, subject }: Exemption): Promise<void> {
  await tx.query(
    `insert into evaluation_exemption (case_id, kind, subject, at)
     values ($1::uuid, $2, $3, $4::timestamptz) on conflict do nothing`,
    [case_id, kind, subject, toIso(tx.now)],
  );
}
