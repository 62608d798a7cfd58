// All SQL of professional layers: the layers of a district, their versions, their areas, and what lies where.
import { sql } from 'kysely';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { LayerArea } from '../core/layer.ts';
import { type FindingKind, SMALLEST_E7 } from '../core/tiling.ts';

export interface Layer {
  readonly districtId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly isTiling: boolean;
}

export interface LayerVersion {
  readonly id: string;
  readonly districtId: string;
  readonly layerCode: string;
  readonly layerName: string;
  readonly isTiling: boolean;
  readonly number: number;
  readonly state: 'draft' | 'published' | 'retired';
  readonly source: string;
  readonly areas: number;
  readonly createdAt: Instant;
  readonly effectiveFrom: Instant | null;
  readonly effectiveTo: Instant | null;
}

/** As it stands, and held: it is there from now on, whoever came first. */
export async function lockLayer(tx: Tx, layer: Layer & { readonly by: string }): Promise<Layer> {
  await sql`insert into layer (district_id, code, name, name_en, is_tiling, created_at, created_by)
    values (${layer.districtId}, ${layer.code}, ${layer.name}, ${layer.nameEn}, ${layer.isTiling},
      ${toIso(tx.now)}, ${layer.by})
    on conflict do nothing`.execute(tx.db);
  const found = await sql<Layer>`
    select district_id as "districtId", code, name, name_en as "nameEn", is_tiling as "isTiling" from layer
    where district_id = ${layer.districtId} and code = ${layer.code} for update`.execute(tx.db);
  return found.rows[0] ?? layer;
}

export async function listLayers(tx: Tx, districtId: string, limit: number): Promise<Layer[]> {
  const found = await sql<Layer>`
    select district_id as "districtId", code, name, name_en as "nameEn", is_tiling as "isTiling" from layer
    where district_id = ${districtId} order by code collate "C" limit ${limit}`.execute(tx.db);
  return found.rows;
}

const VERSION = sql`
  select v.id, v.district_id as "districtId", v.layer_code as "layerCode", l.name as "layerName",
    l.is_tiling as "isTiling", v.number, v.state, v.source, v.created_at as "createdAt",
    v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo",
    (select count(*)::int from layer_area a
      where a.district_id = v.district_id and a.version_id = v.id) as areas
  from layer_version v join layer l on l.district_id = v.district_id and l.code = v.layer_code`;

export async function listLayerVersions(
  tx: Tx,
  districtId: string,
  limit: number,
): Promise<LayerVersion[]> {
  const found = await sql<LayerVersion>`${VERSION}
    where v.district_id = ${districtId} order by v.layer_code collate "C", v.number desc
    limit ${limit}`.execute(tx.db);
  return found.rows;
}

export async function findLayerVersion(tx: Tx, versionId: string): Promise<LayerVersion | undefined> {
  return (await sql<LayerVersion>`${VERSION} where v.id = ${versionId}::uuid`.execute(tx.db)).rows[0];
}

/** Its layer is held with it: one version of a layer comes into force at a time. */
export async function lockLayerVersion(tx: Tx, versionId: string): Promise<LayerVersion | undefined> {
  await sql`select 1 from layer l join layer_version v
    on v.district_id = l.district_id and v.layer_code = l.code
    where v.id = ${versionId}::uuid for update of l`.execute(tx.db);
  return findLayerVersion(tx, versionId);
}

export interface NewLayerVersion {
  readonly id: string;
  readonly districtId: string;
  readonly layerCode: string;
  readonly source: string;
  readonly crs: string;
  readonly by: string;
}

/** The layer is locked. */
export async function insertLayerVersion(tx: Tx, version: NewLayerVersion): Promise<number> {
  const made = await sql<{ number: number }>`
    insert into layer_version (id, district_id, layer_code, number, state, source, crs, created_at,
      created_by)
    select ${version.id}::uuid, ${version.districtId}::text, ${version.layerCode}::text,
      coalesce(max(number), 0) + 1, 'draft', ${version.source}, ${version.crs},
      ${toIso(tx.now)}::timestamptz, ${version.by}
    from layer_version
    where district_id = ${version.districtId}::text and layer_code = ${version.layerCode}::text
    returning number`.execute(tx.db);
  return made.rows[0]?.number ?? 0;
}

/** One statement for all. */
export async function insertLayerAreas(
  tx: Tx,
  { districtId, versionId }: { readonly districtId: string; readonly versionId: string },
  areas: readonly LayerArea[],
): Promise<void> {
  const rows = areas.map(({ code, name, nameEn, boundary }) => ({
    code,
    name,
    name_en: nameEn,
    boundary: { type: 'MultiPolygon', coordinates: boundary },
  }));
  await sql`
    insert into layer_area (district_id, version_id, code, name, name_en, boundary)
    select ${districtId}, ${versionId}::uuid, code, name, name_en,
      ST_SetSRID(ST_Force2D(ST_GeomFromGeoJSON(boundary)), 4326)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (code text, name text, name_en text, boundary jsonb)`.execute(tx.db);
}

export async function publishLayerVersion(tx: Tx, version: LayerVersion): Promise<void> {
  const now = toIso(tx.now);
  await sql`update layer_version set state = 'retired', effective_to = ${now}
    where district_id = ${version.districtId} and layer_code = ${version.layerCode}
      and state = 'published'`.execute(tx.db);
  await sql`update layer_version set state = 'published', effective_from = ${now}, effective_to = null
    where id = ${version.id}::uuid`.execute(tx.db);
}

export async function deleteLayerVersion(tx: Tx, versionId: string): Promise<void> {
  await sql`delete from layer_version where id = ${versionId}::uuid and state = 'draft'`.execute(tx.db);
}

export async function listLayerAreas(tx: Tx, versionId: string, limit: number): Promise<LayerArea[]> {
  const found = await sql<Omit<LayerArea, 'boundary'> & { readonly boundary: string }>`
    select code, name, name_en as "nameEn", ST_AsGeoJSON(boundary, 7) as boundary from layer_area
    where version_id = ${versionId}::uuid order by code collate "C" limit ${limit}`.execute(tx.db);
  return found.rows.map(({ boundary, ...area }) => ({
    ...area,
    boundary: (JSON.parse(boundary) as { coordinates: MultiPolygonRings }).coordinates,
  }));
}

export interface FoundLayerPlace {
  readonly kind: FindingKind;
  readonly x: number;
  readonly y: number;
  readonly areaE7: number;
  readonly names: readonly string[];
}

/** What keeps a layer from tiling the district in force; of any other layer only borders that cross
 *  themselves. */
export async function listLayerPlaces(
  tx: Tx,
  { id, districtId, isTiling }: Pick<LayerVersion, 'id' | 'districtId' | 'isTiling'>,
  limit: number,
): Promise<FoundLayerPlace[]> {
  const found = await sql<FoundLayerPlace>`
    with shape as materialized (
      select code, name, ST_IsValid(boundary_e7) as is_valid, boundary_e7 as given,
        ST_CollectionExtract(ST_MakeValid(boundary_e7), 3) as ground
      from layer_area where version_id = ${id}::uuid),
    district as materialized (
      select a.boundary_e7 as ground from area a join area_version v on v.id = a.version_id
      where v.district_id = ${districtId} and v.state = 'published' and a.layer = 'base'
        and a.level = 'district'),
    place (kind, place, size, names) as (
      select 'invalid_ring', detail.location, 0::float8, array[s.name]
      from shape s cross join lateral ST_IsValidDetail(s.given) detail where not s.is_valid
      union all
      select 'overlap', ST_PointOnSurface(piece.geom), ST_Area(piece.geom), array[a.name, b.name]
      from shape a join shape b on b.code > a.code and a.ground && b.ground
      cross join lateral ST_Dump(ST_CollectionExtract(ST_Intersection(a.ground, b.ground), 3)) piece
      where ${isTiling}
      union all
      select 'stray', ST_PointOnSurface(piece.geom), ST_Area(piece.geom), array[s.name]
      from shape s cross join district d
      cross join lateral ST_Dump(ST_CollectionExtract(ST_Difference(s.ground, d.ground), 3)) piece
      where ${isTiling}
      union all
      select 'gap', ST_PointOnSurface(piece.geom), ST_Area(piece.geom), array[]::text[]
      from district d cross join lateral (select ST_Union(ground) as ground from shape) united
      cross join lateral ST_Dump(ST_CollectionExtract(
        ST_Difference(d.ground, coalesce(united.ground, ST_GeomFromText('POLYGON EMPTY'))), 3)) piece
      where ${isTiling})
    select kind, ST_X(place) as x, ST_Y(place) as y, size as "areaE7", names from place
    where kind = 'invalid_ring' or size > ${SMALLEST_E7}
    order by (kind = 'invalid_ring') desc, size desc, kind, names limit ${limit}`.execute(tx.db);
  return found.rows;
}

export interface LayerHit {
  readonly layerCode: string;
  readonly layerName: string;
  readonly layerNameEn: string | null;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}

/** Every area in force that covers the whole-number point, borders included; there may be several. */
export async function listLayersAt(tx: Tx, x: number, y: number, limit: number): Promise<LayerHit[]> {
  const found = await sql<LayerHit>`
    select l.code as "layerCode", l.name as "layerName", l.name_en as "layerNameEn", a.code, a.name,
      a.name_en as "nameEn"
    from layer_area a join layer_version v on v.id = a.version_id and v.state = 'published'
    join layer l on l.district_id = v.district_id and l.code = v.layer_code
    where ST_Intersects(a.boundary_e7, ST_MakePoint(${x}, ${y}))
    order by l.code collate "C", a.code collate "C" limit ${limit}`.execute(tx.db);
  return found.rows;
}
