// SQL of series, of what was told of them, and of schemes. What was told is never changed: a correction is
// the next revision, and the highest stands.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { SeriesIndicator, Shape } from '../core/indicator.ts';
import type { SchemeBody } from '../core/scheme.ts';
import type { Span, SpanKind } from '../core/span.ts';

/** More series of its own than any district follows. */
const MOST_INDICATORS = 500;

export const listOwnIndicators = (tx: Tx, districtId: string): Promise<SeriesIndicator[]> =>
  tx.query<SeriesIndicator & { shape: Shape }>(
    `select id, zh, en, unit_zh as "unitZh", unit_en as "unitEn", shape,
       is_higher_better as "isHigherBetter", source
     from peace_indicator where district_id = $1 order by id limit $2`,
    [districtId, MOST_INDICATORS],
  );

/** False where the words are taken. */
export async function insertIndicator(tx: Tx, districtId: string, one: SeriesIndicator): Promise<boolean> {
  const { id, zh, en, unitZh, unitEn, shape, isHigherBetter, source } = one;
  const rows = await tx.query(
    `insert into peace_indicator (district_id, id, zh, en, unit_zh, unit_en, shape, is_higher_better, source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning 1 as one`,
    [districtId, id, zh, en, unitZh, unitEn, shape, isHigherBetter, source],
  );
  return rows.length === 1;
}

export interface StandingRow {
  readonly areaPath: string;
  readonly indicator: string;
  readonly span: SpanKind;
  readonly fromDay: string;
  readonly revision: number;
  /** A decimal text; null where it was taken back. */
  readonly value: string | null;
}

export interface StandingAsked {
  readonly districtId: string;
  readonly paths: readonly string[];
  readonly indicators: readonly string[];
  readonly from: string;
  readonly to: string;
}

const VALUE = 'trim_scale(value)::text as value';

/** What stands, of periods that begin from day to day. */
export const listStanding = (tx: Tx, asked: StandingAsked): Promise<StandingRow[]> =>
  tx.query<StandingRow>(
    `select distinct on (area_path, indicator, span, from_day) area_path as "areaPath", indicator, span,
       from_day as "fromDay", revision, ${VALUE}
     from peace_value
     where district_id = $1 and area_path = any($2::text[]) and indicator = any($3::text[])
       and from_day between $4::date and $5::date
     order by area_path, indicator, span, from_day, revision desc`,
    [asked.districtId, asked.paths, asked.indicators, asked.from, asked.to],
  );

export interface NewEntry {
  readonly areaPath: string;
  readonly indicator: string;
  readonly span: Span;
  readonly revision: number;
  readonly value: string | null;
  readonly source: string;
  readonly isImported: boolean;
  readonly why: string;
}

/** How many were written: fewer than were sent where somebody was quicker. */
export async function insertEntries(
  tx: Tx,
  entries: readonly NewEntry[],
  by: { readonly personId: Id; readonly name: string },
): Promise<number> {
  const rows = entries.map(({ areaPath, span, isImported, ...entry }) => ({
    ...entry,
    area_path: areaPath,
    span: span.kind,
    from_day: span.from,
    is_imported: isImported,
  }));
  const written = await tx.query(
    `insert into peace_value (district_id, area_path, indicator, span, from_day, revision, value, source,
       is_imported, why, at, by_person_id, by_name)
     select left(area_path, 6), area_path, indicator, span, from_day, revision, value, source, is_imported,
       why, $2::timestamptz, $3::uuid, $4
     from jsonb_to_recordset($1::jsonb) as j(area_path text, indicator text, span text, from_day date,
       revision integer, value numeric, source text, is_imported boolean, why text)
     on conflict do nothing returning 1 as one`,
    [JSON.stringify(rows), toIso(tx.now), by.personId, by.name],
  );
  return written.length;
}

export interface EntryRow {
  readonly revision: number;
  readonly value: string | null;
  readonly source: string;
  readonly isImported: boolean;
  readonly why: string;
  readonly at: Instant;
  readonly byName: string;
}

const MOST_ENTRIES = 200;

/** The last first. */
export const listEntries = (tx: Tx, areaPath: string, indicator: string, span: Span): Promise<EntryRow[]> =>
  tx.query<EntryRow>(
    `select revision, ${VALUE}, source, is_imported as "isImported", why, at, by_name as "byName"
     from peace_value
     where district_id = $1 and area_path = $2 and indicator = $3 and span = $4 and from_day = $5::date
     order by revision desc limit $6`,
    [areaPath.slice(0, 6), areaPath, indicator, span.kind, span.from, MOST_ENTRIES],
  );

export interface SchemeRow {
  readonly edition: number;
  readonly validFrom: string;
  readonly body: SchemeBody;
  readonly why: string;
  readonly at: Instant;
  readonly byName: string;
  readonly secondName: string | null;
}

const MOST_SCHEMES = 500;

/** The newest first. */
export const listSchemes = (tx: Tx, districtId: string): Promise<SchemeRow[]> =>
  tx.query<SchemeRow>(
    `select edition, valid_from as "validFrom", body, why, at, by_name as "byName",
       second_name as "secondName"
     from peace_scheme where district_id = $1 order by edition desc limit $2`,
    [districtId, MOST_SCHEMES],
  );

export type NewScheme = Omit<SchemeRow, 'edition' | 'at'> & { readonly districtId: string };

/** The next edition; its number. Of two at once the second is refused by the key. */
export async function insertScheme(tx: Tx, one: NewScheme): Promise<number> {
  const [row] = await tx.query<{ edition: number }>(
    `insert into peace_scheme (district_id, edition, valid_from, body, why, at, by_name, second_name)
     select $1, 1 + coalesce(max(edition), 0), $2::date, $3::jsonb, $4, $5::timestamptz, $6, $7
     from peace_scheme where district_id = $1 returning edition`,
    [
      one.districtId,
      one.validFrom,
      JSON.stringify(one.body),
      one.why,
      toIso(tx.now),
      one.byName,
      one.secondName,
    ],
  );
  return row?.edition ?? 0;
}
