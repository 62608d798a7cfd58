// SQL that reads the sums of a period, the facts behind a figure, and the record of who looked at whose.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type CountName, TIMED } from '../core/counts.ts';
import type { SumRow } from '../core/evaluate.ts';
import type { Period } from '../core/period.ts';
import { PROTECTED } from '../core/protection.ts';

export interface Asked {
  readonly districtId: string;
  readonly dimension: 'area' | 'item' | 'unit' | 'person';
  /** Sums kept for this path, or for every path of so many letters below it. */
  readonly areaPath: string;
  readonly letters: number | null;
  /** Of this subject alone. */
  readonly subject?: string;
}

const BY_DAYS = ['day', 'week'];

/** Months, quarters and years are read from the sums of months. */
export function readSums(tx: Tx, asked: Asked, { kind, from, to }: Period): Promise<SumRow[]> {
  const { districtId, dimension, areaPath, letters, subject } = asked;
  const key = dimension === 'area' ? 'area_path' : 'subject';
  return tx.query<SumRow>(
    `select ${key} as key, name, sum(cases)::int as cases, sum(times)::int as times,
       sum(used_ms)::float8 as ms, sum(exempt_cases)::int as "exemptCases",
       sum(exempt_times)::int as "exemptTimes", sum(exempt_ms)::float8 as "exemptMs"
     from evaluation_sum
     where district_id = $1 and dimension = $2 and span = $3 and day between $4::date and $5::date
       and ${letters === null ? 'area_path = $6' : `length(area_path) = ${letters} and area_path like $6`}
       and ($7::text is null or subject = $7) and name <> all($8::text[])
     group by 1, 2 having sum(cases) > 0`,
    [
      districtId,
      dimension,
      BY_DAYS.includes(kind) ? 'day' : 'month',
      from,
      to,
      letters === null || letters === areaPath.length ? areaPath : `${areaPath}.%`,
      subject ?? null,
      PROTECTED,
    ],
  );
}

/** Of an area, day by day; `key` is the day. */
export const readDaySums = (tx: Tx, areaPath: string, from: string, to: string): Promise<SumRow[]> =>
  tx.query<SumRow>(
    `select day as key, name, cases, times, used_ms::float8 as ms, exempt_cases as "exemptCases",
       exempt_times as "exemptTimes", exempt_ms::float8 as "exemptMs"
     from evaluation_sum
     where district_id = $1 and dimension = 'area' and span = 'day' and day between $2::date and $3::date
       and area_path = $4 and cases > 0
     order by day limit 100000`,
    [areaPath.slice(0, 6), from, to, areaPath],
  );

export interface SpreadRow {
  readonly key: string;
  readonly name: CountName;
  readonly p50: number;
  readonly p90: number;
}

const TIMED_NAMES = TIMED.map((name) => `'${name}'`).join(', ');
const SPREAD = `(percentile_disc(0.5) within group (order by used_ms))::float8 as p50,
       (percentile_disc(0.9) within group (order by used_ms))::float8 as p90`;

/** Percentiles of what took time, from the facts of the period themselves, by nearest rank. `isJudged`: the
 *  exempt left out. */
export function readSpreads(
  tx: Tx,
  { districtId, dimension, areaPath, letters, subject }: Asked,
  { from, to }: Period,
  isJudged: boolean,
): Promise<SpreadRow[]> {
  const path = letters === null ? '$4::text' : `left(area_path, ${letters})`;
  const key = { area: path, item: 'item_code', unit: 'subject', person: 'subject' }[dimension];
  return tx.query<SpreadRow>(
    `select ${key} as key, name, ${SPREAD} from evaluation_fact
     where district_id = $1 and name in (${TIMED_NAMES}) and kind = $2
       and day between $5::date and $6::date and (area_path = $4 or area_path like $4 || '.%')
       and ($3::text is null or subject = $3) and ($7::boolean is false or not is_exempt)
       ${dimension === 'item' ? "and item_code <> ''" : ''}
       ${letters === null ? '' : `and length(area_path) >= ${letters}`}
     group by 1, 2`,
    [districtId, dimension === 'item' ? 'area' : dimension, subject ?? null, areaPath, from, to, isJudged],
  );
}

export interface FactAsked {
  readonly districtId: string;
  readonly kind: 'area' | 'unit' | 'person';
  readonly subject: string;
  readonly name: CountName;
  readonly areaPath: string;
  readonly itemCode: string | null;
  readonly period: Period;
}

/** Of many subjects at once, or without those that another count holds for. */
export interface TogetherAsked extends Omit<FactAsked, 'subject'> {
  readonly subjects: readonly string[];
  readonly without?: CountName | undefined;
}

export interface FoundFact {
  readonly caseId: Id;
  readonly day: string;
  readonly times: number;
  readonly usedMs: number;
  readonly isExempt: boolean;
}

/** In the order of their days. */
export const listFacts = (
  tx: Tx,
  { districtId, kind, subject, name, areaPath, itemCode, period }: FactAsked,
  after: Pick<FoundFact, 'day' | 'caseId'> | undefined,
  limit: number,
): Promise<FoundFact[]> =>
  tx.query<FoundFact>(
    `select case_id as "caseId", day, times, used_ms as "usedMs", is_exempt as "isExempt"
     from evaluation_fact
     where district_id = $1 and kind = $2 and subject = $3 and name = $4
       and day between $5::date and $6::date and (area_path = $7 or area_path like $7 || '.%')
       and ($8::text is null or item_code = $8)
       and ($9::date is null or (day, case_id) > ($9::date, $10::uuid))
     order by day, case_id limit $11`,
    [
      districtId,
      kind,
      subject,
      name,
      period.from,
      period.to,
      areaPath,
      itemCode,
      after?.day ?? null,
      after?.caseId ?? null,
      limit,
    ],
  );

/** Each case once, whatever many subjects had to do with it; in the order of their days. */
export const listTogether = (
  tx: Tx,
  { districtId, kind, subjects, name, areaPath, itemCode, period, without }: TogetherAsked,
  after: Pick<FoundFact, 'day' | 'caseId'> | undefined,
  limit: number,
): Promise<FoundFact[]> =>
  tx.query<FoundFact>(
    `select case_id as "caseId", min(day) as day, sum(times)::int as times, sum(used_ms)::float8 as "usedMs",
       bool_and(is_exempt) as "isExempt"
     from evaluation_fact as f
     where district_id = $1 and kind = $2 and subject = any($3::text[]) and name = $4
       and day between $5::date and $6::date and (area_path = $7 or area_path like $7 || '.%')
       and ($8::text is null or item_code = $8)
       and ($12::text is null or not exists (
         select from evaluation_fact as w
         where w.case_id = f.case_id and w.kind = f.kind and w.subject = f.subject and w.name = $12))
     group by case_id having ($9::date is null or (min(day), case_id) > ($9::date, $10::uuid))
     order by min(day), case_id limit $11`,
    [
      districtId,
      kind,
      [...subjects],
      name,
      period.from,
      period.to,
      areaPath,
      itemCode,
      after?.day ?? null,
      after?.caseId ?? null,
      limit,
      without ?? null,
    ],
  );

interface Look {
  readonly id: Id;
  readonly personId: Id;
  readonly byPersonId: Id;
  readonly byName: string;
  readonly why: string;
}

export async function insertLook(tx: Tx, { id, personId, byPersonId, byName, why }: Look): Promise<void> {
  await tx.query(
    `insert into evaluation_look (id, person_id, by_person_id, by_name, why, at)
     values ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::timestamptz)`,
    [id, personId, byPersonId, byName, why, toIso(tx.now)],
  );
}

/** Whose figures this person was let look at, for a reason, since then. */
export async function findLook(
  tx: Tx,
  id: Id,
  byPersonId: Id,
  since: Instant,
): Promise<{ readonly personId: Id } | undefined> {
  const [row] = await tx.query<{ personId: Id }>(
    `select person_id as "personId" from evaluation_look
     where id = $1::uuid and by_person_id = $2::uuid and at >= $3::timestamptz`,
    [id, byPersonId, toIso(since)],
  );
  return row;
}

export const listLooks = (
  tx: Tx,
  personId: Id,
  limit: number,
): Promise<{ at: Instant; byName: string; why: string }[]> =>
  tx.query(
    `select at, by_name as "byName", why from evaluation_look where person_id = $1::uuid
     order by at desc, id limit $2`,
    [personId, limit],
  );

export interface Bucket {
  readonly areaPath: string;
  readonly name: CountName;
  /** The first day of the month, or of the ten days. */
  readonly day: string;
  readonly cases: number;
  readonly times: number;
}

const TEN_DAYS = `(date_trunc('month', day::timestamp)
  + least(2, (extract(day from day)::int - 1) / 10) * interval '10 days')::date`;

/** Of these areas, from day to day: by month, or by ten days. */
export const listBuckets = (
  tx: Tx,
  districtId: string,
  names: readonly CountName[],
  paths: readonly string[],
  { from, to, isTenDays }: { readonly from: string; readonly to: string; readonly isTenDays: boolean },
): Promise<Bucket[]> =>
  tx.query<Bucket>(
    `select area_path as "areaPath", name, ${isTenDays ? TEN_DAYS : 'day'} as day,
       sum(cases)::int as cases, sum(times)::int as times
     from evaluation_sum
     where district_id = $1 and dimension = 'area' and span = $2 and subject = ''
       and area_path = any($3::text[]) and name = any($4::text[]) and day between $5::date and $6::date
     group by 1, 2, 3`,
    [districtId, isTenDays ? 'day' : 'month', paths, names, from, to],
  );

/** The first day of which anything of the district is counted; undefined where nothing is. */
export async function findFirstDay(tx: Tx, districtId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ day: string | null }>(
    `select min(day)::text as day from evaluation_sum
     where district_id = $1 and dimension = 'area' and span = 'day' and area_path = $1`,
    [districtId],
  );
  return row?.day ?? undefined;
}
