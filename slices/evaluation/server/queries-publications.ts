// SQL of published periods: frozen once, then only differences; and of contests.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type CountName, TIMED } from '../core/counts.ts';
import type { SumRow } from '../core/evaluate.ts';
import type { Indicator, Scheme } from '../core/indicator.ts';
import type { PeriodKind } from '../core/period.ts';
import { PROTECTED } from '../core/protection.ts';
import type { FoundFact } from './queries-read.ts';

export interface StoredPublication {
  readonly id: Id;
  readonly districtId: string;
  readonly areaPath: string;
  readonly period: PeriodKind;
  readonly fromDay: string;
  readonly toDay: string;
  readonly revision: number;
  readonly why: string | null;
  readonly indicators: readonly Indicator[];
  readonly schemes: readonly Scheme[];
  readonly publishedAt: Instant;
  readonly byName: string;
  readonly came: number;
  readonly went: number;
  /** Of ratings: sums by unit. */
  readonly ratings: readonly SumRow[];
}

const PUBLICATION = `p.id, p.district_id as "districtId", p.area_path as "areaPath", p.period,
  p.from_day as "fromDay", p.to_day as "toDay", p.revision, p.why, p.indicators, p.schemes,
  p.published_at as "publishedAt", p.by_name as "byName", p.ratings,
  case when p.revision = 1 then 0 else (select count(*)::int from evaluation_published as f
    where f.publication_id = p.id and f.sign = 1 and f.kind <> 'person') end as came,
  case when p.revision = 1 then 0 else (select count(*)::int from evaluation_published as f
    where f.publication_id = p.id and f.sign = -1 and f.kind <> 'person') end as went`;

export async function findPublication(tx: Tx, id: Id): Promise<StoredPublication | undefined> {
  const [row] = await tx.query<StoredPublication>(
    `select ${PUBLICATION} from evaluation_publication as p where p.id = $1::uuid`,
    [id],
  );
  return row;
}

export const listPublications = (tx: Tx, areaPath: string, limit: number): Promise<StoredPublication[]> =>
  tx.query<StoredPublication>(
    `select ${PUBLICATION} from evaluation_publication as p where p.area_path = $1
     order by p.published_at desc, p.revision desc, p.id limit $2`,
    [areaPath, limit],
  );

interface LastRevision {
  readonly id: Id;
  readonly areaPath: string;
  readonly revision: number;
}

/** Of each area of the district that has this period published since then, the last revision. */
export const listLastRevisions = (
  tx: Tx,
  districtId: string,
  period: PeriodKind,
  fromDay: string,
  since: Instant,
): Promise<LastRevision[]> =>
  tx.query<LastRevision>(
    `select distinct on (area_path) id, area_path as "areaPath", revision from evaluation_publication
     where district_id = $1 and period = $2 and from_day = $3::date and published_at >= $4::timestamptz
     order by area_path, revision desc limit 100`,
    [districtId, period, fromDay, toIso(since)],
  );

export async function findLastRevision(
  tx: Tx,
  areaPath: string,
  period: PeriodKind,
  fromDay: string,
): Promise<number> {
  const [row] = await tx.query<{ revision: number }>(
    `select revision from evaluation_publication where area_path = $1 and period = $2 and from_day = $3::date
     order by revision desc limit 1`,
    [areaPath, period, fromDay],
  );
  return row?.revision ?? 0;
}

interface NewPublication extends Omit<StoredPublication, 'publishedAt' | 'came' | 'went'> {
  readonly byPersonId: Id;
}

/** Of two who publish the same revision at once the second is refused by the key. */
export async function insertPublication(tx: Tx, one: NewPublication): Promise<void> {
  await tx.query(
    `insert into evaluation_publication (id, district_id, area_path, period, from_day, to_day, revision, why,
       indicators, schemes, published_at, by_person_id, by_name, ratings)
     values ($1::uuid, $2, $3, $4, $5::date, $6::date, $7, $8, $9::jsonb, $10::jsonb, $11::timestamptz,
       $12::uuid, $13, $14::jsonb)`,
    [
      one.id,
      one.districtId,
      one.areaPath,
      one.period,
      one.fromDay,
      one.toDay,
      one.revision,
      one.why,
      JSON.stringify(one.indicators),
      JSON.stringify(one.schemes),
      toIso(tx.now),
      one.byPersonId,
      one.byName,
      JSON.stringify(one.ratings),
    ],
  );
}

const COLUMNS = [
  'case_id',
  'kind',
  'subject',
  'name',
  'area_path',
  'item_code',
  'day',
  'times',
  'used_ms',
  'is_exempt',
];
const FACT = COLUMNS.join(', ');
const OF_FACT = COLUMNS.map((column) => `f.${column}`).join(', ');
/** What holds by this revision: what came in it or before, and has not gone since. `$1` the publication. */
const standing = (where: string): string => `standing as (
    select ${OF_FACT} from evaluation_published as f
    join evaluation_publication as q on q.id = f.publication_id
    join evaluation_publication as p on p.id = $1::uuid and q.area_path = p.area_path
      and q.period = p.period and q.from_day = p.from_day and q.revision <= p.revision
    where ${where} group by ${OF_FACT} having sum(f.sign) > 0
  )`;
const STANDING = standing('true');

/** Writes what the new revision (`id`) has and those before have not, and the other way round; returns how
 *  much that was. Of ratings nothing: they are kept with the publication, in sums alone. */
export async function freezeFacts(tx: Tx, { id }: Pick<StoredPublication, 'id'>): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `with ${STANDING}, now as (
       select ${OF_FACT}
       from evaluation_fact as f join evaluation_publication as p on p.id = $1::uuid
         and f.district_id = p.district_id and f.day between p.from_day and p.to_day
         and (f.area_path = p.area_path or f.area_path like p.area_path || '.%')
         and f.name <> all($2::text[])
     ), differing as (
       select 1 as sign, * from (select * from now except select * from standing) as came
       union all select -1, * from (select * from standing except select * from now) as went
     ), written as (
       insert into evaluation_published (publication_id, sign, ${FACT})
       select $1::uuid, sign, ${FACT} from differing returning 1
     ) select count(*)::int as n from written`,
    [id, PROTECTED],
  );
  return rows[0]?.n ?? 0;
}

const KEYS = {
  whole: `'' `,
  area: 'left(f.area_path, $2::int)',
  unit: 'f.subject',
  item: 'f.item_code',
} as const;
export type PublishedKey = keyof typeof KEYS;

const TIMED_NAMES = TIMED.map((name) => `'${name}'`).join(', ');
/** By nearest rank; null of what takes no time. */
const at = (share: number, where: string): string =>
  `(percentile_disc(${share}) within group (order by used_ms)
         filter (where name in (${TIMED_NAMES}) and ${where}))::float8`;

/** Counted from the frozen facts themselves. */
export const sumPublished = (tx: Tx, id: Id, by: PublishedKey, letters: number): Promise<SumRow[]> =>
  tx.query<SumRow>(
    `with ${STANDING} select ${KEYS[by]} as key, name, count(*)::int as cases, sum(times)::int as times,
       sum(used_ms)::float8 as ms, (count(*) filter (where is_exempt))::int as "exemptCases",
       coalesce(sum(times) filter (where is_exempt), 0)::int as "exemptTimes",
       coalesce(sum(used_ms) filter (where is_exempt), 0)::float8 as "exemptMs",
       ${at(0.5, 'true')} as p50, ${at(0.9, 'true')} as p90,
       ${at(0.5, 'not is_exempt')} as "judgedP50", ${at(0.9, 'not is_exempt')} as "judgedP90"
     from standing as f where kind = $3 and ($4::text <> 'area' or length(area_path) >= $2::int)
     group by 1, 2`,
    [id, letters, by === 'unit' ? 'unit' : 'area', by],
  );

export type OfPeriod = Pick<StoredPublication, 'areaPath' | 'period' | 'fromDay'>;
export interface PublishedAsked {
  readonly id: Id;
  readonly kind: 'area' | 'unit';
  readonly subject: string;
  readonly name: CountName;
  readonly areaPath: string;
  readonly itemCode: string | null;
}

const OF_CELL = `f.kind = $2 and f.subject = $3 and f.name = $4
      and (f.area_path = $5 or f.area_path like $5 || '.%') and ($6::text is null or f.item_code = $6)`;

/** The frozen facts behind one count, in the order of their days. */
export const listPublishedFacts = (
  tx: Tx,
  { id, kind, subject, name, areaPath, itemCode }: PublishedAsked,
  after: Pick<FoundFact, 'day' | 'caseId'> | undefined,
  limit: number,
): Promise<FoundFact[]> =>
  tx.query<FoundFact>(
    `with ${standing(OF_CELL)}
     select case_id as "caseId", day, times, used_ms as "usedMs", is_exempt as "isExempt" from standing
     where $7::date is null or (day, case_id) > ($7::date, $8::uuid) order by day, case_id limit $9`,
    [id, kind, subject, name, areaPath, itemCode, after?.day ?? null, after?.caseId ?? null, limit],
  );

export async function findRevision(
  tx: Tx,
  { areaPath, period, fromDay }: OfPeriod,
  revision: number,
): Promise<Id | undefined> {
  const [row] = await tx.query<{ id: Id }>(
    `select id from evaluation_publication where area_path = $1 and period = $2 and from_day = $3::date
       and revision = $4`,
    [areaPath, period, fromDay, revision],
  );
  return row?.id;
}

export interface Difference {
  readonly caseId: Id;
  readonly kind: 'area' | 'unit' | 'person';
  readonly subject: string;
  readonly name: CountName;
  readonly sign: number;
  readonly day: string;
  readonly times: number;
  readonly isExempt: boolean;
}

/** The key of a row, behind which the next page begins. */
export type DifferencePlace = Pick<Difference, 'caseId' | 'kind' | 'subject' | 'name' | 'sign'>;

export const listDifferences = (
  tx: Tx,
  id: Id,
  after: DifferencePlace | undefined,
  limit: number,
): Promise<Difference[]> =>
  tx.query<Difference>(
    `select case_id as "caseId", kind, subject, name, sign, day, times, is_exempt as "isExempt"
     from evaluation_published where publication_id = $1::uuid and kind <> 'person'
       and ($2::uuid is null
         or (case_id, kind, subject, name, sign) > ($2::uuid, $3, $4, $5, $6::smallint))
     order by case_id, kind, subject, name, sign limit $7`,
    [
      id,
      after?.caseId ?? null,
      after?.kind ?? '',
      after?.subject ?? '',
      after?.name ?? '',
      after?.sign ?? 0,
      limit,
    ],
  );

export async function hasPublished(
  tx: Tx,
  id: Id,
  fact: { kind: string; subject: string; caseId: Id; name: string },
): Promise<{ areaPath: string } | undefined> {
  const [row] = await tx.query<{ areaPath: string }>(
    `with ${STANDING} select area_path as "areaPath" from standing
     where kind = $2 and subject = $3 and case_id = $4::uuid and name = $5`,
    [id, fact.kind, fact.subject, fact.caseId, fact.name],
  );
  return row;
}
