// SQL that writes the register. A whole batch is one statement, history included.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CodeSchemeId } from '../core/code-scheme.ts';
import type { Field } from '../core/columns.ts';
import type { ComponentDraft } from '../core/component.ts';
import { boxAround } from './queries.ts';

/** Imports of one district take turns: they give out sequence numbers. */
export async function lockRegister(tx: Tx, districtId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`component register ${districtId}`}))`.execute(tx.db);
}

export interface Neighbour {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly externalCode: string | null;
  readonly lon: number;
  readonly lat: number;
}

/** Components of the same class, under another code, in a box around each draft. */
export async function listNeighbours(
  tx: Tx,
  districtId: string,
  drafts: readonly ComponentDraft[],
  metres: number,
): Promise<Neighbour[]> {
  const rows = drafts.map(({ row, code, classCode, point }) => ({
    row,
    code,
    class_code: classCode,
    ...boxAround(point, metres),
  }));
  const found = await sql<Neighbour>`
    select r.row, c.code, c.name, c.external_code as "externalCode", c.lon, c.lat
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(row int, code text, class_code text, west float8, south float8, east float8, north float8)
    join component c on c.district_id = ${districtId} and c.class_code = r.class_code and c.gone_at is null
      and c.code is distinct from r.code
      and c.geometry && ST_MakeEnvelope(r.west, r.south, r.east, r.north, 4326)
    order by r.row, c.code
    limit ${drafts.length * 20}`.execute(tx.db);
  return found.rows;
}

/** Of these codes those whose thing was found gone. */
export async function listGoneCodes(
  tx: Tx,
  districtId: string,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const found = await sql<{ code: string }>`
    select c.code from jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb) as k(code)
    join component c on c.district_id = ${districtId} and c.code = k.code and c.gone_at is not null
    limit ${codes.length}`.execute(tx.db);
  return new Set(found.rows.map(({ code }) => code));
}

/** Told anew to the planner in the middle of a big import: a plan made while the table was empty reads all of
 *  it for every row, which turns 24,000 rows from seconds into minutes. */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await sql`analyze component, component_change`.execute(tx.db);
}

/** The highest code of each class: codes of a class lie side by side in the index of codes. */
export async function listLastCodes(
  tx: Tx,
  districtId: string,
  classCodes: readonly string[],
): Promise<{ classCode: string; code: string }[]> {
  const found = await sql<{ classCode: string; code: string }>`
    select k.class_code as "classCode", last.code
    from jsonb_array_elements_text(${JSON.stringify(classCodes)}::jsonb) as k(class_code)
    cross join lateral (
      select c.code from component c
      where c.district_id = ${districtId} and c.code between rpad(${districtId} || k.class_code, 16, '0')
        and rpad(${districtId} || k.class_code, 16, '9')
      order by c.district_id desc, c.code desc limit 1) last
    limit ${classCodes.length}`.execute(tx.db);
  return found.rows;
}

export interface ComponentWrite extends ComponentDraft {
  readonly id: Id;
  readonly changeId: Id;
  readonly code: string;
  readonly areaPath: string | null;
}

export interface Batch {
  readonly districtId: string;
  readonly scheme: CodeSchemeId;
  readonly source: string;
  readonly by: string;
  readonly writes: readonly ComponentWrite[];
  /** What the file says something about; of a known thing the rest stays as it is. Left out: everything. */
  readonly fields?: ReadonlySet<Field>;
}

/** What the history compares and keeps, from the row under an alias. */
const factsOf = (alias: string): RawBuilder<unknown> =>
  sql.raw(`jsonb_build_object('name', ${alias}.name, 'condition', ${alias}.condition,
    'areaPath', ${alias}.area_path, 'competentUnitId', ${alias}.competent_unit_id,
    'ownerUnitId', ${alias}.owner_unit_id, 'maintenanceUnitId', ${alias}.maintenance_unit_id,
    'rightsConfirmed', ${alias}.right_state = 'confirmed', 'externalCode', ${alias}.external_code,
    'monitorPoint', ${alias}.monitor_point, 'geometry', ST_AsGeoJSON(${alias}.geometry, 7)::jsonb)`);

const jsonOf = (write: ComponentWrite) => ({
  id: write.id,
  change_id: write.changeId,
  code: write.code,
  class_code: write.classCode,
  name: write.name,
  geometry: write.geometry,
  lon: write.point.lon,
  lat: write.point.lat,
  area_path: write.areaPath,
  competent_unit_id: write.competentUnitId,
  owner_unit_id: write.ownerUnitId,
  maintenance_unit_id: write.maintenanceUnitId,
  condition: write.condition,
  rights_confirmed: write.rightsConfirmed,
  external_code: write.externalCode,
  monitor_point: write.monitorPoint,
});

const RECORD = sql.raw(`s(id uuid, change_id uuid, code text, class_code text, name text, geometry jsonb,
  lon float8, lat float8, area_path text, competent_unit_id uuid, owner_unit_id uuid,
  maintenance_unit_id uuid, condition text, rights_confirmed boolean, external_code text,
  monitor_point text)`);

/** Column → the field of a file that speaks about it. */
const KEPT: readonly (readonly [string, Field])[] = [
  ['competent_unit_id', 'competentUnit'],
  ['owner_unit_id', 'ownerUnit'],
  ['maintenance_unit_id', 'maintenanceUnit'],
  ['condition', 'condition'],
  ['external_code', 'externalCode'],
  ['monitor_point', 'monitored'],
];

/** A column as it will be: the file's, or the known thing's where the file is silent. */
const columnOf = ([column, field]: readonly [string, Field], fields: Batch['fields']): string =>
  fields && !fields.has(field) && !(field === 'monitored' && fields.has('code'))
    ? `case when known.id is null then s.${column} else known.${column} end as ${column}`
    : `s.${column}`;

/** Confirmed where the file says so; a question that a unit has before it is not taken back by a file
 *  that knows  nothing of it. */
const rightOf = (fields: Batch['fields']): string => `case
  when ${fields && !fields.has('rightsConfirmed') ? "known.right_state = 'confirmed'" : 's.rights_confirmed'}
    then 'confirmed'
  when known.right_state in ('asked', 'disputed') then known.right_state else 'open' end as right_state`;

/** The rows of a batch as `r`, beside `component known` as it was before the statement. */
const rowsOf = ({ districtId, writes, fields }: Batch): RawBuilder<unknown> => sql`
  r as materialized (
    select s.id, s.change_id, s.code, s.class_code, s.name, s.lon, s.lat, s.area_path,
      ST_SetSRID(ST_GeomFromGeoJSON(s.geometry::text), 4326) as geometry,
      ${sql.raw([...KEPT.map((one) => columnOf(one, fields)), rightOf(fields)].join(', '))}
    from jsonb_to_recordset(${JSON.stringify(writes.map(jsonOf))}::jsonb) as ${RECORD}
    left join component known on known.district_id = ${districtId} and known.code = s.code
  )`;

/** Holds those of a batch that are known, in the order of codes. Whoever is telling of one on the spot is
 *  waited for here, where a later statement still sees what they wrote: one that waits in its middle would
 *  give their number in the history once more. */
async function lockKnown(tx: Tx, { districtId, writes }: Batch): Promise<void> {
  const codes = JSON.stringify(writes.map(({ code }) => code));
  await sql`
    select count(*) from (
      select c.id from component c
      where c.district_id = ${districtId} and c.code in (select jsonb_array_elements_text(${codes}::jsonb))
      order by c.code for update) held`.execute(tx.db);
}

export interface Counts {
  readonly added: number;
  readonly updated: number;
}

/** Adds the new, changes the known where something differs, and writes the history of both, in one
 *  statement. `known` below is the row as it was before the statement. */
export async function writeComponents(tx: Tx, batch: Batch): Promise<Counts> {
  await lockKnown(tx, batch);
  const now = toIso(tx.now);
  const found = await sql<{ kind: string; count: number }>`
    with ${rowsOf(batch)}, written as (
      insert into component (id, district_id, code, code_scheme, class_code, name, geometry, lon, lat,
        area_path, competent_unit_id, owner_unit_id, maintenance_unit_id, condition, right_state,
        external_code, monitor_point, created_at, updated_at)
      select id, ${batch.districtId}, code, ${batch.scheme}, class_code, name, geometry, lon, lat, area_path,
        competent_unit_id, owner_unit_id, maintenance_unit_id, condition, right_state, external_code,
        monitor_point, ${now}::timestamptz, ${now}::timestamptz
      from r
      on conflict (district_id, code) do update set
        name = excluded.name, geometry = excluded.geometry, lon = excluded.lon, lat = excluded.lat,
        area_path = excluded.area_path, competent_unit_id = excluded.competent_unit_id,
        owner_unit_id = excluded.owner_unit_id, maintenance_unit_id = excluded.maintenance_unit_id,
        condition = excluded.condition, right_state = excluded.right_state,
        right_unit_id = case when excluded.right_state = 'open' then null else component.right_unit_id end,
        external_code = excluded.external_code, monitor_point = excluded.monitor_point,
        updated_at = greatest(component.updated_at, excluded.updated_at)
      where ${factsOf('component')} is distinct from ${factsOf('excluded')}
      returning *
    ), logged as (
      insert into component_change (id, district_id, component_id, seq, kind, data, source, at, by)
      select r.change_id, w.district_id, w.id,
        case when known.id is null then 1 else
          1 + coalesce((select max(seq) from component_change old where old.component_id = w.id), 0) end,
        case when known.id is null then 'imported' else 'updated' end,
        case when known.id is null then ${factsOf('w')} else (
          select jsonb_object_agg(fact.key, fact.value) from jsonb_each(${factsOf('w')}) fact
          where fact.value is distinct from ${factsOf('known')} -> fact.key) end,
        ${batch.source}, ${now}::timestamptz, ${batch.by}
      from written w
      join r on r.code = w.code
      left join component known on known.district_id = w.district_id and known.code = w.code
      returning kind
    )
    select kind, count(*) as count from logged group by kind`.execute(tx.db);
  const countOf = (kind: string) => found.rows.find((row) => row.kind === kind)?.count ?? 0;
  return { added: countOf('imported'), updated: countOf('updated') };
}

/** What `writeComponents` would do, without doing it. */
export async function judgeComponents(tx: Tx, batch: Batch): Promise<Counts> {
  const found = await sql<Counts>`
    with ${rowsOf(batch)}
    select count(*) filter (where known.id is null) as added,
      count(*) filter (where known.id is not null
        and ${factsOf('known')} is distinct from ${factsOf('r')}) as updated
    from r left join component known on known.district_id = ${batch.districtId} and known.code = r.code
  `.execute(tx.db);
  return found.rows[0] ?? { added: 0, updated: 0 };
}
