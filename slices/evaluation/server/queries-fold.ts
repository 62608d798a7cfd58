// SQL that keeps the facts of cases and the sums of them. What a case's facts were and are is compared in the
// store, and the sums take the difference in the same statement: exactly once, however often it is done.
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

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

/** The rows of `from` are added to the sums, or taken from them. In the order of the key, so that two who
 *  write the same sums never embrace. */
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
  order by district_id, dimension, span, path, first, about, name
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

export async function replaceFacts(tx: Tx, caseIds: readonly Id[], rows: readonly FactRow[]): Promise<void> {
  const text = JSON.stringify(rows);
  await tx.query(TAKE, [text, caseIds]);
  if (rows.length > 0) await tx.query(GIVE, [text]);
}

/** One at a time works on a case, the lower id first. */
export async function lockCases(tx: Tx, caseIds: readonly Id[]): Promise<void> {
  await tx.query(
    `insert into evaluation_case (case_id, district_id, seq, edition)
     select id, '', 0, 0 from unnest($1::uuid[]) as id order by id on conflict do nothing`,
    [caseIds],
  );
  await tx.query('select from evaluation_case where case_id = any($1::uuid[]) order by case_id for update', [
    caseIds,
  ]);
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

export interface WalkMark {
  readonly districtId: string;
  readonly id: Id;
}

/** Where the walk stands; whoever reads it walks alone. */
export async function lockWalk(tx: Tx): Promise<WalkMark | undefined> {
  const [row] = await tx.query<WalkMark>(
    'select district_id as "districtId", case_id as id from evaluation_walk for update skip locked',
  );
  return row;
}

/** `isBehind`: this piece found cases that were behind their steps, so that more may be. */
export async function moveWalk(tx: Tx, { districtId, id }: WalkMark, isBehind: boolean): Promise<void> {
  await tx.query(
    'update evaluation_walk set district_id = $1, case_id = $2::uuid, is_catching_up = $3::boolean',
    [districtId, id, isBehind],
  );
}

export async function isCatchingUp(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ is: boolean }>('select is_catching_up as is from evaluation_walk');
  return row?.is ?? false;
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
