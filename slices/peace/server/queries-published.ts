// SQL of published indexes: frozen once, then only what differs; the last of an area up to a revision stands.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Told } from '../core/published.ts';
import type { SchemeBody, SchemeSpan } from '../core/scheme.ts';
import type { Span } from '../core/span.ts';

export interface PublicationRow {
  readonly span: SchemeSpan;
  readonly fromDay: string;
  readonly revision: number;
  readonly why: string | null;
  readonly edition: number | null;
  readonly validFrom: string | null;
  readonly scheme: SchemeBody;
  readonly publishedAt: Instant;
  readonly byName: string;
  /** Among the areas that were asked for. */
  readonly differing: number;
}

/** `$1` the district, `$2` the area whose rows count. */
const PUBLICATION = `p.span, p.from_day as "fromDay", p.revision, p.why, p.edition,
  p.valid_from as "validFrom", p.scheme, p.published_at as "publishedAt", p.by_name as "byName",
  case when p.revision = 1 then 0 else (select count(*)::int from peace_published as f
    where f.district_id = p.district_id and f.span = p.span and f.from_day = p.from_day
      and f.revision = p.revision and (f.area_path = $2 or f.area_path like $2 || '.%')) end as differing`;

const districtOf = (areaPath: string): string => areaPath.slice(0, 6);

export const listPublications = (tx: Tx, areaPath: string, limit: number): Promise<PublicationRow[]> =>
  tx.query<PublicationRow>(
    `select ${PUBLICATION} from peace_publication as p where p.district_id = $1
     order by p.from_day desc, p.span, p.revision desc limit $3`,
    [districtOf(areaPath), areaPath, limit],
  );

/** The last one of the period; or this revision of it. */
export async function findPublication(
  tx: Tx,
  areaPath: string,
  { kind, from }: Span,
  revision: number | null = null,
): Promise<PublicationRow | undefined> {
  const [row] = await tx.query<PublicationRow>(
    `select ${PUBLICATION} from peace_publication as p
     where p.district_id = $1 and p.span = $3 and p.from_day = $4::date
       and ($5::int is null or p.revision = $5::int)
     order by p.revision desc limit 1`,
    [districtOf(areaPath), areaPath, kind, from, revision],
  );
  return row;
}

export interface NewPublication
  extends Omit<PublicationRow, 'span' | 'fromDay' | 'publishedAt' | 'differing'> {
  readonly districtId: string;
  readonly span: Span;
  readonly byPersonId: Id;
}

/** Of two who publish the same revision at once the second is refused by the key. */
export async function insertPublication(tx: Tx, one: NewPublication): Promise<void> {
  await tx.query(
    `insert into peace_publication (district_id, span, from_day, revision, why, edition, valid_from, scheme,
       published_at, by_person_id, by_name)
     values ($1, $2, $3::date, $4, $5, $6, $7::date, $8::jsonb, $9::timestamptz, $10::uuid, $11)`,
    [
      one.districtId,
      one.span.kind,
      one.span.from,
      one.revision,
      one.why,
      one.edition,
      one.validFrom,
      JSON.stringify(one.scheme),
      toIso(tx.now),
      one.byPersonId,
      one.byName,
    ],
  );
}

export interface AreaTold {
  readonly areaPath: string;
  readonly name: string;
  readonly nameEn: string;
  readonly told: Told;
}

/** Writes of these areas what is otherwise than it stood; returns of how many. */
export async function freezeRows(
  tx: Tx,
  { districtId, span, revision }: Pick<NewPublication, 'districtId' | 'span' | 'revision'>,
  rows: readonly AreaTold[],
): Promise<number> {
  const told = rows.map(({ areaPath, name, nameEn, told: one }) => ({
    area_path: areaPath,
    name,
    name_en: nameEn,
    told: one,
  }));
  const written = await tx.query(
    `with judged as (
       select * from jsonb_to_recordset($5::jsonb) as j(area_path text, name text, name_en text, told jsonb)
     ), standing as (
       select distinct on (area_path) area_path, name, name_en, told from peace_published
       where district_id = $1 and span = $2 and from_day = $3::date and revision < $4::int
       order by area_path, revision desc
     )
     insert into peace_published (district_id, span, from_day, revision, area_path, name, name_en, told)
     select $1::text, $2::text, $3::date, $4::int, coalesce(j.area_path, s.area_path),
       coalesce(j.name, s.name), coalesce(j.name_en, s.name_en), j.told
     from judged as j full join standing as s on s.area_path = j.area_path
     where j.told is distinct from s.told returning 1 as one`,
    [districtId, span.kind, span.from, revision, JSON.stringify(told)],
  );
  return written.length;
}

const LETTERS_A_LEVEL = 4;

/** An area and those right below it, as they stood in this revision. */
export const listPublished = (
  tx: Tx,
  areaPath: string,
  { span, fromDay, revision }: Pick<PublicationRow, 'span' | 'fromDay' | 'revision'>,
): Promise<AreaTold[]> =>
  tx.query<AreaTold>(
    `select area_path as "areaPath", name, name_en as "nameEn", told from (
       select distinct on (area_path) area_path, name, name_en, told from peace_published
       where district_id = $1 and span = $2 and from_day = $3::date and revision <= $4
         and (area_path = $5 or area_path like $5 || '.%') and length(area_path) <= $6
       order by area_path, revision desc) as f
     where told is not null order by area_path limit 1000`,
    [districtOf(areaPath), span, fromDay, revision, areaPath, areaPath.length + LETTERS_A_LEVEL],
  );

export interface DifferingRow extends Omit<AreaTold, 'told'> {
  readonly was: Told | null;
  readonly is: Told | null;
}

export const listDiffering = (
  tx: Tx,
  areaPath: string,
  { span, fromDay, revision }: Pick<PublicationRow, 'span' | 'fromDay' | 'revision'>,
  after: string | null,
  limit: number,
): Promise<DifferingRow[]> =>
  tx.query<DifferingRow>(
    `select f.area_path as "areaPath", f.name, f.name_en as "nameEn", f.told as "is",
       (select e.told from peace_published as e
        where e.district_id = f.district_id and e.span = f.span and e.from_day = f.from_day
          and e.area_path = f.area_path and e.revision < f.revision
        order by e.revision desc limit 1) as "was"
     from peace_published as f
     where f.district_id = $1 and f.span = $2 and f.from_day = $3::date and f.revision = $4
       and (f.area_path = $5 or f.area_path like $5 || '.%') and ($6::text is null or f.area_path > $6::text)
     order by f.area_path limit $7`,
    [districtOf(areaPath), span, fromDay, revision, areaPath, after, limit],
  );

export interface PublishedPoint {
  readonly span: SchemeSpan;
  readonly fromDay: string;
  readonly revision: number;
  readonly edition: number | null;
  readonly told: Told | null;
}

/** Of one area, each period that begins from day to day and was published, in its last revision. */
export const listPublishedPoints = (
  tx: Tx,
  areaPath: string,
  from: string,
  to: string,
): Promise<PublishedPoint[]> =>
  tx.query<PublishedPoint>(
    `select distinct on (p.span, p.from_day) p.span, p.from_day as "fromDay", p.revision, p.edition,
       (select f.told from peace_published as f
        where f.district_id = p.district_id and f.span = p.span and f.from_day = p.from_day
          and f.area_path = $2 and f.revision <= p.revision
        order by f.revision desc limit 1) as told
     from peace_publication as p
     where p.district_id = $1 and p.from_day between $3::date and $4::date
     order by p.span, p.from_day, p.revision desc`,
    [districtOf(areaPath), areaPath, from, to],
  );
