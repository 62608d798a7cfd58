// All SQL of the components slice. Imports write a whole batch in one statement, history included.
import { type RawBuilder, sql } from 'kysely';
import type { Point } from '../../../kernel/geo.ts';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CodeSchemeId } from '../core/code-scheme.ts';
import type { Condition } from '../core/condition.ts';
import type { Component, ComponentDraft, Geometry } from '../core/component.ts';

/** A component as every query reads it, under the alias `c`. */
const FIELDS = sql`c.id, c.district_id as "districtId", c.code, c.code_scheme as "codeScheme",
  c.class_code as "classCode", c.name, jsonb_build_object('lon', c.lon, 'lat', c.lat) as point,
  c.area_path as "areaPath", c.competent_unit_id as "competentUnitId", c.owner_unit_id as "ownerUnitId",
  c.maintenance_unit_id as "maintenanceUnitId", c.condition, c.rights_confirmed as "rightsConfirmed",
  c.external_code as "externalCode"`;

export async function findComponentRow(tx: Tx, id: Id): Promise<Component | undefined> {
  const found = await sql<Component>`select ${FIELDS} from component c where c.id = ${id}`.execute(tx.db);
  return found.rows[0];
}

/** Who maintains each of them; those without anybody, or gone, are missing. */
export async function listMaintenance(tx: Tx, ids: readonly Id[]): Promise<{ id: Id; unitId: Id }[]> {
  const found = await sql<{ id: Id; unitId: Id }>`
    select id, maintenance_unit_id as "unitId" from component
    where id = any(${[...ids]}::uuid[]) and maintenance_unit_id is not null
    limit ${ids.length}`.execute(tx.db);
  return found.rows;
}

export async function findComponentByCode(
  tx: Tx,
  districtId: string,
  code: string,
): Promise<Component | undefined> {
  const found = await sql<Component>`
    select ${FIELDS} from component c where c.district_id = ${districtId} and c.code = ${code}`.execute(
    tx.db,
  );
  return found.rows[0];
}

export async function getGeometry(tx: Tx, id: Id): Promise<Geometry> {
  const found = await sql<{ geometry: Geometry }>`
    select ST_AsGeoJSON(geometry, 7)::jsonb as geometry from component where id = ${id}`.execute(tx.db);
  const row = found.rows[0];
  if (!row) throw new Error(`no component ${id}`);
  return row.geometry;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const inBox = (box: Box) =>
  sql`c.geometry && ST_MakeEnvelope(${box.west}, ${box.south}, ${box.east}, ${box.north}, 4326)`;

const ofClass = (classCode: string | undefined): RawBuilder<unknown> =>
  classCode === undefined ? sql`` : sql`and c.class_code = ${classCode}`;

export interface NearComponent extends Component {
  readonly distanceMetres: number;
}

const METRES_A_DEGREE = 111_000;

/** The box that holds every point within the radius. */
export function boxAround({ lon, lat }: Point, radiusMetres: number): Box {
  const dLat = radiusMetres / METRES_A_DEGREE;
  const dLon = Math.min(180, dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180)));
  return { west: lon - dLon, south: lat - dLat, east: lon + dLon, north: lat + dLat };
}

export async function listNearest(
  tx: Tx,
  of: {
    readonly districtId: string;
    readonly classCode?: string | undefined;
    readonly point: Point;
    readonly radiusMetres: number;
    readonly limit: number;
  },
): Promise<NearComponent[]> {
  const here = sql`ST_SetSRID(ST_MakePoint(${of.point.lon}, ${of.point.lat}), 4326)::geography`;
  const found = await sql<NearComponent>`
    select * from (
      select ${FIELDS}, ST_Distance(c.geometry::geography, ${here}) as "distanceMetres"
      from component c
      where c.district_id = ${of.districtId} ${ofClass(of.classCode)}
        and ${inBox(boxAround(of.point, of.radiusMetres))}
    ) near
    where "distanceMetres" <= ${of.radiusMetres}
    order by "distanceMetres", code
    limit ${of.limit}`.execute(tx.db);
  return found.rows;
}

export async function listInBox(
  tx: Tx,
  of: {
    readonly districtId: string;
    readonly classCode?: string | undefined;
    readonly box: Box;
    readonly limit: number;
  },
): Promise<Component[]> {
  const found = await sql<Component>`
    select ${FIELDS} from component c
    where c.district_id = ${of.districtId} ${ofClass(of.classCode)} and ${inBox(of.box)}
    order by c.code
    limit ${of.limit}`.execute(tx.db);
  return found.rows;
}

export interface StandingComponent {
  readonly id: Id;
  readonly code: string;
  readonly classCode: string;
  readonly name: string;
  readonly condition: Condition;
  readonly competentUnitId: Id | null;
  readonly ownerUnitId: Id | null;
  readonly maintenanceUnitId: Id | null;
  readonly lon: number;
  readonly lat: number;
}

/** In the order of codes. Only what a phone needs to find and name a thing, and whose it is. */
export async function listInGrid(tx: Tx, gridPath: string, limit: number): Promise<StandingComponent[]> {
  const found = await sql<StandingComponent>`
    select c.id, c.code, c.class_code as "classCode", c.name, c.condition, c.lon, c.lat,
      c.competent_unit_id as "competentUnitId", c.owner_unit_id as "ownerUnitId",
      c.maintenance_unit_id as "maintenanceUnitId"
    from component c
    where c.district_id = ${gridPath.slice(0, 6)} and c.area_path = ${gridPath}
    order by c.code
    limit ${limit}`.execute(tx.db);
  return found.rows;
}

export interface ClassCount {
  readonly classCode: string;
  readonly total: number;
  /** Damaged, lost, abandoned or built over. */
  readonly notIntact: number;
}

/** By class, in an area and all below it. */
export async function countByClass(tx: Tx, areaPath: string, limit: number): Promise<ClassCount[]> {
  const found = await sql<ClassCount>`
    select class_code as "classCode", count(*) as total,
      count(*) filter (where condition <> 'intact') as "notIntact"
    from component
    where district_id = ${areaPath.slice(0, 6)}
      and (area_path = ${areaPath} or area_path like ${`${areaPath}.%`})
    group by class_code order by class_code limit ${limit}`.execute(tx.db);
  return found.rows;
}

export interface ChangeRow {
  readonly seq: number;
  readonly kind: 'imported' | 'updated';
  readonly data: Record<string, unknown>;
  readonly source: string;
  readonly at: number;
}

/** Newest first. */
export async function listChanges(tx: Tx, componentId: Id, limit: number): Promise<ChangeRow[]> {
  const rows = await tx.db
    .selectFrom('component_change')
    .select(['seq', 'kind', 'data', 'source', 'at'])
    .where('component_id', '=', componentId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...row,
    kind: row.kind === 'imported' ? 'imported' : 'updated',
    data: row.data as Record<string, unknown>,
  }));
}

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
    join component c on c.district_id = ${districtId} and c.class_code = r.class_code
      and c.code is distinct from r.code
      and c.geometry && ST_MakeEnvelope(r.west, r.south, r.east, r.north, 4326)
    order by r.row, c.code
    limit ${drafts.length * 20}`.execute(tx.db);
  return found.rows;
}

/** Told anew to the planner in the middle of a big import: a plan made while the table was empty reads all of
 *  it for every row, which turns 24,000 rows from seconds into minutes. */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await sql`analyze component, component_change`.execute(tx.db);
}

/** The highest code of each class. */
export async function listLastCodes(
  tx: Tx,
  districtId: string,
  classCodes: readonly string[],
): Promise<{ classCode: string; code: string }[]> {
  const found = await sql<{ classCode: string; code: string }>`
    select class_code as "classCode", max(code) as code from component
    where district_id = ${districtId}
      and class_code in (select jsonb_array_elements_text(${JSON.stringify(classCodes)}::jsonb))
    group by class_code
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
}

/** What the history compares and keeps, from the row under an alias. */
const factsOf = (alias: string): RawBuilder<unknown> =>
  sql.raw(`jsonb_build_object('name', ${alias}.name, 'condition', ${alias}.condition,
    'areaPath', ${alias}.area_path, 'competentUnitId', ${alias}.competent_unit_id,
    'ownerUnitId', ${alias}.owner_unit_id, 'maintenanceUnitId', ${alias}.maintenance_unit_id,
    'rightsConfirmed', ${alias}.rights_confirmed, 'externalCode', ${alias}.external_code,
    'geometry', ST_AsGeoJSON(${alias}.geometry, 7)::jsonb)`);

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
});

const RECORD = sql.raw(`r(id uuid, change_id uuid, code text, class_code text, name text, geometry jsonb,
  lon float8, lat float8, area_path text, competent_unit_id uuid, owner_unit_id uuid,
  maintenance_unit_id uuid, condition text, rights_confirmed boolean, external_code text)`);

/** Adds the new, changes the known where something differs, and writes the history of both, in one
 *  statement. `known` below is the row as it was before the statement. */
export async function writeComponents(tx: Tx, batch: Batch): Promise<{ added: number; updated: number }> {
  const now = toIso(tx.now);
  const found = await sql<{ kind: string; count: number }>`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(batch.writes.map(jsonOf))}::jsonb) as ${RECORD}
    ), written as (
      insert into component (id, district_id, code, code_scheme, class_code, name, geometry, lon, lat,
        area_path, competent_unit_id, owner_unit_id, maintenance_unit_id, condition, rights_confirmed,
        external_code, created_at, updated_at)
      select id, ${batch.districtId}, code, ${batch.scheme}, class_code, name,
        ST_SetSRID(ST_GeomFromGeoJSON(geometry::text), 4326), lon, lat, area_path, competent_unit_id,
        owner_unit_id, maintenance_unit_id, condition, rights_confirmed, external_code,
        ${now}::timestamptz, ${now}::timestamptz
      from r
      on conflict (district_id, code) do update set
        name = excluded.name, geometry = excluded.geometry, lon = excluded.lon, lat = excluded.lat,
        area_path = excluded.area_path, competent_unit_id = excluded.competent_unit_id,
        owner_unit_id = excluded.owner_unit_id, maintenance_unit_id = excluded.maintenance_unit_id,
        condition = excluded.condition, rights_confirmed = excluded.rights_confirmed,
        external_code = excluded.external_code, updated_at = excluded.updated_at
      where ${factsOf('component')} is distinct from ${factsOf('excluded')}
      returning *
    ), logged as (
      insert into component_change (id, district_id, component_id, seq, kind, data, source, at, by)
      select r.change_id, w.district_id, w.id,
        1 + coalesce((select max(seq) from component_change old where old.component_id = w.id), 0),
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
