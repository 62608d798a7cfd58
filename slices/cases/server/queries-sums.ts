// The sums of shares by area, unit and day: how they are kept, and how a period is read from them. What is
// not counted yet is added while reading, in the same statement, so a sum is never behind its cases.
import { sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ShareKind } from '../core/shares.ts';
import type { Level } from '../core/levels.ts';
import { SHARE_SHAPE, type ShareRow } from './queries-shares.ts';

const MOST_DISTRICTS = 200;

export async function listUncounted(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ district_id: string }>`
    select distinct district_id from case_share where not is_counted limit ${MOST_DISTRICTS}`.execute(tx.db);
  return rows.map(({ district_id }) => district_id);
}

/** The step of a time in the spread: three to a doubling of minutes; undone by `timeOfStep`. */
const STEP_OF = 'floor(3 * log(2.0, 1 + used_ms / 60000.0))::smallint';
export const timeOfStep = (step: number): number => (2 ** (step / 3) - 1) * 60_000;

/** Spread are the times of a level's units together, not each unit's own (`markOfLevel`). */
const OF_LEVEL = `unit_id < '00000000-0000-0000-0000-0000000000ff'`;
/** District, street and community: how many letters of a path each has. */
const DEPTHS = '(values (6), (10), (14)) as depth(letters)';

/** What `signed` says is added to the sums, or taken from them; `$1`: the district. */
const INTO_SUMS = `
  levelled as (
    select left(area_path, letters) as path, signed.* from signed cross join ${DEPTHS}
    where length(area_path) >= letters
  ), days as (
    insert into share_day (district_id, area_path, day, unit_id, kind, cases, late, used_ms, limit_ms)
    select $1, path, day, unit_id, kind, sum(sign), sum(sign * late), sum(sign * used_ms),
      sum(sign * limit_ms)
    from levelled group by path, day, unit_id, kind
    on conflict (area_path, day, unit_id, kind) do update set cases = share_day.cases + excluded.cases,
      late = share_day.late + excluded.late, used_ms = share_day.used_ms + excluded.used_ms,
      limit_ms = share_day.limit_ms + excluded.limit_ms
  ), spreads as (
    insert into share_spread (district_id, area_path, day, level, kind, step, cases)
    select $1, path, day, level, kind, ${STEP_OF}, sum(sign) from levelled where ${OF_LEVEL}
    group by path, day, level, kind, ${STEP_OF}
    on conflict (area_path, day, level, kind, step) do update
      set cases = share_spread.cases + excluded.cases
  )`;

/** `$1` district, `$2` minutes of its own time before UTC, `$3` how many at most. */
const COUNT = `
  with taken as (
    select *, ((last_at at time zone 'UTC') + make_interval(mins => $2::int))::date as day
    from case_share where district_id = $1 and not is_counted
    order by case_id, unit_id, kind limit $3 for update skip locked
  ), signed as (
    select area_path, day, unit_id, kind, level, 1 as sign, is_late::int as late, used_ms, limit_ms from taken
    union all
    select counted_area_path, counted_day, unit_id, kind, level, -1, counted_is_late::int, counted_used_ms,
      counted_limit_ms from taken where counted_day is not null
  ), ${INTO_SUMS}, counted as (
    update case_share as s set is_counted = true, counted_day = t.day, counted_area_path = t.area_path,
      counted_used_ms = t.used_ms, counted_limit_ms = t.limit_ms, counted_is_late = t.is_late
    from taken as t where s.case_id = t.case_id and s.unit_id = t.unit_id and s.kind = t.kind
  )
  select count(*)::int as done from taken`;

/** `$1` district, `$2` the case, `$3` the shares that it has. */
const RETAKE = `
  with wanted as (
    select * from jsonb_to_recordset($3::jsonb) as ${SHARE_SHAPE}
  ), gone as (
    delete from case_share as s where s.case_id = $2::uuid
      and not exists (select from wanted as w where w.unit_id = s.unit_id and w.kind = s.kind)
    returning s.*
  ), changed as (
    update case_share as s set times = w.times, last_at = w.last_at, used_ms = w.used_ms,
      is_late = w.is_late, is_counted = false
    from wanted as w where s.case_id = $2::uuid and s.unit_id = w.unit_id and s.kind = w.kind
      and (s.times, s.last_at, s.used_ms, s.is_late) is distinct from
        (w.times, w.last_at, w.used_ms, w.is_late)
  ), signed as (
    select counted_area_path as area_path, counted_day as day, unit_id, kind, level, -1 as sign,
      counted_is_late::int as late, counted_used_ms as used_ms, counted_limit_ms as limit_ms
    from gone where counted_day is not null
  ), ${INTO_SUMS}
  select count(*)::int as done from gone`;

/** After a step was taken back: what the case has no more goes, from the sums as well. It adds none. */
export async function replaceShares(
  tx: Tx,
  districtId: string,
  caseId: string,
  rows: readonly ShareRow[],
): Promise<void> {
  await tx.query(RETAKE, [districtId, caseId, JSON.stringify(rows)]);
}

interface Counting {
  readonly districtId: string;
  readonly offsetMinutes: number;
  readonly limit: number;
}

/** How many rows were counted. */
export async function countSharesOf(tx: Tx, { districtId, offsetMinutes, limit }: Counting): Promise<number> {
  const [row] = await tx.query<{ done: number }>(COUNT, [districtId, offsetMinutes, limit]);
  return row?.done ?? 0;
}

/** What has been counted and is older than any period; the sums of those days go with it. */
export async function deleteOldShares(tx: Tx, before: Instant, beforeDay: string): Promise<void> {
  await sql`delete from case_share where is_counted and last_at < ${toIso(before)}::timestamptz`.execute(
    tx.db,
  );
  await sql`delete from share_day where day < ${beforeDay}::date`.execute(tx.db);
  await sql`delete from share_spread where day < ${beforeDay}::date`.execute(tx.db);
}

export interface PeriodAsked {
  readonly areaPath: string;
  /** The first day, as the district calls it, and the moment at which it began. */
  readonly fromDay: string;
  readonly from: Instant;
}

export interface ShareSum {
  readonly unit_id: string;
  readonly kind: ShareKind;
  readonly cases: number;
  readonly late: number;
  readonly used_ms: number;
  readonly limit_ms: number;
}

/** What is in the sums of an area since then, and what is not yet or no more: new rows, less what was counted
 *  of them. `$1` district, `$2` area, `$3` first day, `$4` its beginning. */
const LIVE = (columns: string, counted: string) => `
  select ${columns} from case_share where not is_counted and district_id = $1 and last_at >= $4::timestamptz
    and (area_path = $2 or starts_with(area_path, $2 || '.'))
  union all
  select ${counted} from case_share where not is_counted and district_id = $1 and counted_day >= $3::date
    and (counted_area_path = $2 or starts_with(counted_area_path, $2 || '.'))`;

/** All that is asked stands in the key's index: thousands of rows are read from a few hundred pages. */
const SUMS = `
  select unit_id, kind, sum(cases)::int as cases, sum(late)::int as late, sum(used_ms)::float8 as used_ms,
    sum(limit_ms)::float8 as limit_ms
  from (
    select unit_id, kind, cases, late, used_ms, limit_ms from share_day
    where area_path = $2 and day >= $3::date
    union all ${LIVE(
      'unit_id, kind, 1, is_late::int, used_ms, limit_ms',
      'unit_id, kind, -1, -(counted_is_late::int), -counted_used_ms, -counted_limit_ms',
    )}
  ) as s group by unit_id, kind having sum(cases) <> 0`;

const SPREAD = `
  select level, kind, step, sum(cases)::int as cases
  from (
    select level, kind, step, cases from share_spread
    where area_path = $2 and day >= $3::date
    union all select level, kind, step, cases from (${LIVE(
      `level, kind, ${STEP_OF}, 1, unit_id`,
      `level, kind, ${STEP_OF.replace('used_ms', 'counted_used_ms')}, -1, unit_id`,
    )})
      as live(level, kind, step, cases, unit_id) where ${OF_LEVEL}
  ) as s group by level, kind, step having sum(cases) <> 0 order by level, kind, step`;

const asked = ({ areaPath, fromDay, from }: PeriodAsked): readonly unknown[] => [
  areaPath.slice(0, 6),
  areaPath,
  fromDay,
  toIso(from),
];

/** By unit and kind, of a district, a street or a community. */
export const sumShares = (tx: Tx, of: PeriodAsked): Promise<ShareSum[]> =>
  tx.query<ShareSum>(SUMS, asked(of));

export interface SpreadRow {
  readonly level: Level;
  readonly kind: ShareKind;
  readonly step: number;
  readonly cases: number;
}

export const sumSpread = (tx: Tx, of: PeriodAsked): Promise<SpreadRow[]> =>
  tx.query<SpreadRow>(SPREAD, asked(of));
