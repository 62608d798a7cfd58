// SQL of an area's own rules of judging: editions that are added and stay.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Edition } from '../core/edition.ts';
import type { Limits } from '../core/indicator.ts';

interface EditionRow {
  readonly kind: Edition['kind'];
  readonly name: string;
  readonly source: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly limits: Limits | null;
  readonly weights: Readonly<Record<string, number>> | null;
  readonly areaPath: string;
}

const COLUMNS = `kind, name, source, valid_from as "validFrom", valid_to as "validTo", limits, weights,
  area_path as "areaPath"`;

const editionOf = ({ kind, limits, weights, ...common }: EditionRow): Edition & { areaPath: string } =>
  kind === 'indicator'
    ? { ...common, kind, limits: limits ?? [0, 0, 0, 0] }
    : { ...common, kind, weights: weights ?? {} };

/** Of each rule and area the newest that holds on the day; wider areas first. */
export async function listEditionsOn(tx: Tx, areaPaths: readonly string[], day: string): Promise<Edition[]> {
  const rows = await tx.query<EditionRow>(
    `select * from (
       select distinct on (kind, name, area_path) ${COLUMNS} from evaluation_edition
       where district_id = $1 and area_path = any($2::text[]) and valid_from <= $3::date
         and (valid_to is null or valid_to >= $3::date)
       order by kind, name, area_path, valid_from desc
     ) as holding order by length("areaPath"), kind, name`,
    [areaPaths[0]?.slice(0, 6) ?? '', areaPaths, day],
  );
  return rows.map(editionOf);
}

export interface StoredEdition {
  readonly id: Id;
  readonly areaPath: string;
  readonly edition: Edition;
  readonly madeAt: Instant;
  readonly byName: string;
  readonly secondName: string;
}

/** Of the area and those around it, the last made first. */
export async function listEditions(
  tx: Tx,
  areaPaths: readonly string[],
  before: Id | null,
  limit: number,
): Promise<StoredEdition[]> {
  const rows = await tx.query<EditionRow & Omit<StoredEdition, 'edition'>>(
    `select id, ${COLUMNS}, made_at as "madeAt", by_name as "byName", second_name as "secondName"
     from evaluation_edition
     where district_id = $1 and area_path = any($2::text[]) and ($3::uuid is null or id < $3::uuid)
     order by id desc limit $4`,
    [areaPaths[0]?.slice(0, 6) ?? '', areaPaths, before, limit],
  );
  return rows.map(({ id, madeAt, byName, secondName, ...row }) => ({
    id,
    madeAt,
    byName,
    secondName,
    areaPath: row.areaPath,
    edition: editionOf(row),
  }));
}

interface NewEdition {
  readonly id: Id;
  readonly areaPath: string;
  readonly edition: Edition;
  readonly by: { readonly personId: Id; readonly name: string };
  readonly second: { readonly personId: Id; readonly name: string };
}

/** False where one begins on that day already. */
export async function insertEdition(
  tx: Tx,
  { id, areaPath, edition, by, second }: NewEdition,
): Promise<boolean> {
  const rows = await tx.query<{ id: Id }>(
    `insert into evaluation_edition (id, district_id, area_path, kind, name, limits, weights, source,
       valid_from, valid_to, made_at, by_person_id, by_name, second_person_id, second_name)
     values ($1::uuid, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9::date, $10::date, $11::timestamptz,
       $12::uuid, $13, $14::uuid, $15)
     on conflict (area_path, kind, name, valid_from) do nothing returning id`,
    [
      id,
      areaPath.slice(0, 6),
      areaPath,
      edition.kind,
      edition.name,
      edition.kind === 'indicator' ? JSON.stringify(edition.limits) : null,
      edition.kind === 'scheme' ? JSON.stringify(edition.weights) : null,
      edition.source,
      edition.validFrom,
      edition.validTo,
      toIso(tx.now),
      by.personId,
      by.name,
      second.personId,
      second.name,
    ],
  );
  return rows.length > 0;
}

export async function hasEdition(
  tx: Tx,
  areaPath: string,
  { kind, name, validFrom }: Edition,
): Promise<boolean> {
  const rows = await tx.query<{ found: number }>(
    `select 1 as found from evaluation_edition
     where area_path = $1 and kind = $2 and name = $3 and valid_from = $4::date`,
    [areaPath, kind, name, validFrom],
  );
  return rows.length > 0;
}
