// SQL that reads components: one by id or code, those around a point, in a box, in a grid, and their history.
import { type RawBuilder, sql } from 'kysely';
import type { Point } from '../../../kernel/geo.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Condition } from '../core/condition.ts';
import type { ChangeKind, Component, Geometry } from '../core/component.ts';

/** A component as every query reads it, under the alias `c`. */
const FIELDS = sql`c.id, c.district_id as "districtId", c.code, c.code_scheme as "codeScheme",
  c.class_code as "classCode", c.name, jsonb_build_object('lon', c.lon, 'lat', c.lat) as point,
  c.area_path as "areaPath", c.competent_unit_id as "competentUnitId", c.owner_unit_id as "ownerUnitId",
  c.maintenance_unit_id as "maintenanceUnitId", c.condition, c.rights_confirmed as "rightsConfirmed",
  c.external_code as "externalCode", c.monitor_point as "monitorPoint",
  c.right_state as "rightState", c.right_unit_id as "rightUnitId", c.right_words as "rightWords",
  c.gone_at is not null as "isGone"`;

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
    select ${FIELDS} from component c where c.district_id = ${districtId} and c.code = ${code}
      and c.gone_at is null`.execute(
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
      where c.district_id = ${of.districtId} ${ofClass(of.classCode)} and c.gone_at is null
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
    where c.district_id = ${of.districtId} ${ofClass(of.classCode)} and c.gone_at is null and ${inBox(of.box)}
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
  /** When somebody last stood before it. */
  readonly seenAt: number | null;
}

/** In the order of codes. Only what a phone needs to find and name a thing, and whose it is. */
export async function listInGrid(tx: Tx, gridPath: string, limit: number): Promise<StandingComponent[]> {
  const found = await sql<StandingComponent>`
    select c.id, c.code, c.class_code as "classCode", c.name, c.condition, c.lon, c.lat,
      c.seen_at as "seenAt", c.competent_unit_id as "competentUnitId", c.owner_unit_id as "ownerUnitId",
      c.maintenance_unit_id as "maintenanceUnitId"
    from component c
    where c.district_id = ${gridPath.slice(0, 6)} and c.area_path = ${gridPath} and c.gone_at is null
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
    where district_id = ${areaPath.slice(0, 6)} and gone_at is null
      and (area_path = ${areaPath} or area_path like ${`${areaPath}.%`})
    group by class_code order by class_code limit ${limit}`.execute(tx.db);
  return found.rows;
}

export interface ChangeRow {
  readonly seq: number;
  readonly kind: ChangeKind;
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
    kind: row.kind as ChangeKind,
    data: row.data as Record<string, unknown>,
  }));
}
