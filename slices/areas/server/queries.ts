// All SQL over areas and their versions, except the search for faults of a tiling (queries-tiling.ts).
// Exact predicates use boundary_e7 with whole-number points; the rounding of a point happens in core only.
import { sql } from 'kysely';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Area, AreaLevel } from '../core/area.ts';
import { knownCodeKey } from '../core/assign-codes.ts';
import type { PublishedArea } from '../core/areas-index.ts';

export interface AreaVersion {
  readonly id: string;
  readonly districtId: string;
  readonly number: number;
  readonly state: 'draft' | 'published' | 'retired';
  readonly source: string;
  readonly crs: string;
  readonly createdAt: Instant;
  readonly effectiveFrom: Instant | null;
  readonly effectiveTo: Instant | null;
  /** The version in force when it was begun; null for an import. */
  readonly basedOn: string | null;
  readonly copiedFrom: string | null;
  /** Opened in the workshop. */
  readonly isMesh: boolean;
  readonly revision: number;
  /** Of the version it began with, as that stood then. */
  readonly copiedRevision: number | null;
  /** Who made or took back the last step. */
  readonly revisedByName: string | null;
  /** Agreed upon for this moment. */
  readonly startsAt: Instant | null;
}

const VERSION_COLUMNS = sql`id, district_id as "districtId", number, state, source, crs,
  created_at as "createdAt", effective_from as "effectiveFrom", effective_to as "effectiveTo",
  based_on as "basedOn", copied_from as "copiedFrom", is_mesh as "isMesh", revision, starts_at as "startsAt",
  copied_revision as "copiedRevision", revised_by_name as "revisedByName"`;

export async function findVersion(tx: Tx, versionId: string): Promise<AreaVersion | undefined> {
  const found = await sql<AreaVersion>`
    select ${VERSION_COLUMNS} from area_version
    where id = ${versionId} and discarded_at is null`.execute(tx.db);
  return found.rows[0];
}

export async function lockVersion(tx: Tx, versionId: string): Promise<AreaVersion | undefined> {
  const found = await sql<AreaVersion>`
    select ${VERSION_COLUMNS} from area_version
    where id = ${versionId} and discarded_at is null for update`.execute(tx.db);
  return found.rows[0];
}

/** The version in force, however many drafts were begun since. */
export async function findInForce(tx: Tx, districtId: string): Promise<AreaVersion | undefined> {
  const found = await sql<AreaVersion>`
    select ${VERSION_COLUMNS} from area_version
    where district_id = ${districtId} and state = 'published'`.execute(tx.db);
  return found.rows[0];
}

export async function listVersions(tx: Tx, districtId: string, limit: number): Promise<AreaVersion[]> {
  const found = await sql<AreaVersion>`
    select ${VERSION_COLUMNS} from area_version
    where district_id = ${districtId} and discarded_at is null
    order by number desc limit ${limit}`.execute(tx.db);
  return found.rows;
}

export interface NewVersion {
  readonly id: string;
  readonly districtId: string;
  readonly source: string;
  readonly crs: string;
  readonly createdBy: string;
  readonly basedOn?: string | null;
  readonly copiedFrom?: string | null;
  readonly copiedRevision?: number | null;
}

/** Until the transaction ends nobody else begins or brings in a version of the district. */
export async function lockDistrict(tx: Tx, districtId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`area_version ${districtId}`}))`.execute(tx.db);
}

/** Takes the next number of the district; two imports at once take turns. */
export async function insertDraft(tx: Tx, version: NewVersion): Promise<number> {
  await lockDistrict(tx, version.districtId);
  const made = await sql<{ number: number }>`
    insert into area_version (id, district_id, number, state, source, crs, created_at, created_by, based_on,
      copied_from, copied_revision)
    select ${version.id}, ${version.districtId}::text, coalesce(max(number), 0) + 1, 'draft',
      ${version.source}, ${version.crs}, ${toIso(tx.now)}::timestamptz, ${version.createdBy},
      ${version.basedOn ?? null}::uuid, ${version.copiedFrom ?? null}::uuid,
      ${version.copiedRevision ?? null}::integer
    from area_version where district_id = ${version.districtId}::text
    returning number`.execute(tx.db);
  return made.rows[0]?.number ?? 0;
}

export async function retirePublished(tx: Tx, districtId: string): Promise<void> {
  await sql`update area_version set state = 'retired', effective_to = ${toIso(tx.now)}
    where district_id = ${districtId} and state = 'published'`.execute(tx.db);
}

export async function markPublished(tx: Tx, versionId: string, by: string): Promise<void> {
  const now = toIso(tx.now);
  await sql`update area_version
    set state = 'published', published_at = ${now}, published_by = ${by}, effective_from = ${now},
      starts_at = null, agreed_by = null
    where id = ${versionId}`.execute(tx.db);
}

export async function countAreas(tx: Tx, versionId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*) as count from area where version_id = ${versionId}`.execute(tx.db);
  return found.rows[0]?.count ?? 0;
}

/** Codes given in any earlier version of the district, the newest winning, by `knownCodeKey`. */
export async function listKnownCodes(tx: Tx, districtId: string): Promise<Map<string, string>> {
  const found = await sql<{ level: AreaLevel; external: string; code: string }>`
    select distinct on (a.level, coalesce(a.external_code, a.code)) a.level, a.code,
      coalesce(a.external_code, a.code) as external
    from area a join area_version v on v.id = a.version_id
    where a.district_id = ${districtId} and a.layer = 'base' and v.state <> 'draft'
    order by a.level, coalesce(a.external_code, a.code), v.number desc
    limit 100000`.execute(tx.db);
  return new Map(found.rows.map((row) => [knownCodeKey(row.level, row.external), row.code]));
}

/** Areas that have a boundary of their own, or one that is known already. One statement for all. */
export async function insertAreas(
  tx: Tx,
  versionId: string,
  areas: readonly (Area & { readonly isDerived?: boolean })[],
): Promise<void> {
  const rows = areas.map((area) => ({
    path: area.path,
    code: area.code,
    level: area.level,
    name: area.name,
    name_en: area.nameEn,
    external_code: area.externalCode,
    boundary: { type: 'MultiPolygon', coordinates: area.boundary },
    is_derived: area.isDerived ?? false,
  }));
  await sql`
    insert into area (district_id, version_id, path, parent_path, code, level, name, name_en, external_code,
      boundary, is_derived)
    select left(path, 6), ${versionId}::uuid, path, case when level <> 'district' then left(path, -4) end,
      code, level, name, name_en, external_code, ST_SetSRID(ST_Force2D(ST_GeomFromGeoJSON(boundary)), 4326),
      is_derived
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (path text, code text, level text,
      name text, name_en text, external_code text, boundary jsonb, is_derived boolean)`.execute(tx.db);
}

const FROM_E7 = (shape: ReturnType<typeof sql>) =>
  sql`ST_SetSRID(ST_Scale(ST_Multi(${shape}), 1e-7, 1e-7), 4326)`;

/** Parts of one area that touch or overlap become one; a part that crosses itself is left to the check. */
export async function mergeTouchingParts(tx: Tx, versionId: string): Promise<void> {
  await sql`update area set boundary = ${FROM_E7(sql`ST_UnaryUnion(boundary_e7, 1)`)}
    where version_id = ${versionId} and ST_NumGeometries(boundary_e7) > 1 and not ST_IsValid(boundary_e7)
      and not exists (select from ST_Dump(boundary_e7) part where not ST_IsValid(part.geom))`.execute(tx.db);
}

/** An area without a boundary of its own gets that of its children united. A district keeps no holes: a hole
 *  between its streets is a gap that the check must see. */
export async function insertUnited(tx: Tx, versionId: string, area: Area): Promise<void> {
  const united = sql`ST_UnaryUnion(ST_Collect(ST_CollectionExtract(ST_MakeValid(boundary_e7), 3)), 1)`;
  const filled = sql`(select ST_Collect(ST_MakePolygon(ST_ExteriorRing(part.geom)))
    from ST_Dump(${united}) part)`;
  await sql`
    insert into area (district_id, version_id, path, parent_path, code, level, name, name_en, external_code,
      boundary, is_derived)
    select ${area.path.slice(0, 6)}, ${versionId}::uuid, ${area.path},
      ${area.level === 'district' ? null : area.path.slice(0, -4)}, ${area.code}, ${area.level}, ${area.name},
      ${area.nameEn}, ${area.externalCode}, ${FROM_E7(area.level === 'district' ? filled : united)}, true
    from area where version_id = ${versionId}::uuid and layer = 'base' and parent_path = ${area.path}
    having count(*) > 0`.execute(tx.db);
}

type AreaRow = Omit<PublishedArea, 'boundary'> & { readonly boundary: string | null };

/** Every area in force, or of one version, in the order of paths; boundaries of districts and grids only. */
export async function listPublishedAreas(tx: Tx, versionId?: string): Promise<PublishedArea[]> {
  const meant = versionId === undefined ? sql`v.state = 'published'` : sql`v.id = ${versionId}::uuid`;
  const found = await sql<AreaRow>`
    select a.path, a.code, a.level, a.name, a.name_en as "nameEn", a.external_code as "externalCode",
      a.version_id as "versionId", a.area_m2 as "areaM2",
      case when a.level in ('district', 'grid') then ST_AsGeoJSON(a.boundary, 7) end as boundary
    from area_version v join area a on a.district_id = v.district_id and a.version_id = v.id
    where ${meant} and a.layer = 'base'
    order by a.path collate "C"
    limit 1000000`.execute(tx.db);
  return found.rows.map((row) => ({
    ...row,
    boundary: row.boundary === null ? null : ringsOf(row.boundary),
  }));
}

export const ringsOf = (geojson: string): MultiPolygonRings =>
  (JSON.parse(geojson) as { coordinates: MultiPolygonRings }).coordinates;

export interface BoundaryRow {
  readonly path: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: AreaLevel;
  readonly boundary: MultiPolygonRings;
}

export async function listBoundaries(
  tx: Tx,
  districtId: string,
  level: AreaLevel,
  limit: number,
  within: string = districtId,
): Promise<BoundaryRow[]> {
  const found = await sql<Omit<BoundaryRow, 'boundary'> & { boundary: string }>`
    select a.path, a.code, a.name, a.name_en as "nameEn", a.level, ST_AsGeoJSON(a.boundary, 7) as boundary
    from area_version v join area a on a.district_id = v.district_id and a.version_id = v.id
    where v.district_id = ${districtId} and v.state = 'published' and a.layer = 'base' and a.level = ${level}
      and (a.path = ${within} or starts_with(a.path, ${`${within}.`}))
    order by a.path collate "C" limit ${limit}`.execute(tx.db);
  return found.rows.map((row) => ({ ...row, boundary: ringsOf(row.boundary) }));
}

export interface AreaShape {
  readonly path: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: AreaLevel;
  /** GeoJSON as text, cut to the box: to draw, never to judge by. */
  readonly shape: string;
}

export interface DegreeBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const SHAPES_IN_BOX = `
  select a.path, a.code, a.name, a.name_en as "nameEn", a.level,
    ST_AsGeoJSON(case when ST_NPoints(a.boundary) > 80 then ST_ClipByBox2D(a.boundary, box)
      else a.boundary end, 6) as shape
  from area_version v join area a on a.district_id = v.district_id and a.version_id = v.id,
    ST_MakeEnvelope($2, $3, $4, $5, 4326) box
  where v.district_id = $1 and v.state = 'published' and a.layer = 'base' and a.level = any($6)
    and a.boundary && box
  order by a.path limit $7`;

export const listShapesInBox = (
  tx: Tx,
  districtId: string,
  { west, south, east, north }: DegreeBox,
  levels: readonly AreaLevel[],
  limit: number,
): Promise<AreaShape[]> =>
  tx.query<AreaShape>(SHAPES_IN_BOX, [districtId, west, south, east, north, [...levels], limit]);

/** The name that a path had last, in force or retired. */
export async function findLastName(tx: Tx, path: string): Promise<string | undefined> {
  const found = await sql<{ name: string }>`
    select a.name from area a join area_version v on v.id = a.version_id
    where a.path = ${path} and a.layer = 'base' and v.state <> 'draft'
    order by v.number desc limit 1`.execute(tx.db);
  return found.rows[0]?.name;
}

/** The lowest grid code in force that covers each whole-number point, or null, in the order given. */
export async function listGridCodes(
  tx: Tx,
  xs: readonly number[],
  ys: readonly number[],
): Promise<(string | null)[]> {
  const found = await sql<{ code: string | null }>`
    select hit.code
    from unnest(${`{${xs.join(',')}}`}::int[], ${`{${ys.join(',')}}`}::int[])
      with ordinality as p (x, y, number)
    left join lateral (
      select a.code from area a join area_version v on v.id = a.version_id and v.state = 'published'
      where a.level = 'grid' and a.layer = 'base' and ST_Intersects(a.boundary_e7, ST_MakePoint(p.x, p.y))
      order by a.code collate "C" limit 1) hit on true
    order by p.number`.execute(tx.db);
  return found.rows.map((row) => row.code);
}
