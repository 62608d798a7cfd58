// All SQL of the base map. A tile asks once, by its box; long shapes are cut to the box in the store, so that
// a river of a thousand corners costs a small tile little.
import { sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type BaseClass, type BaseDraft, shownFrom } from '../core/base-feature.ts';
import type { Box } from '../../../kernel/tile-address.ts';

/** Imports of one district take turns. */
export async function lockBaseMap(tx: Tx, districtId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`base map ${districtId}`}))`.execute(tx.db);
}

export interface BaseSource {
  readonly source: string;
  readonly digest: string;
  readonly features: number;
  readonly importedAt: Instant;
}

export async function listSources(tx: Tx, districtId: string): Promise<BaseSource[]> {
  const found = await sql<BaseSource>`
    select source, digest, features, imported_at as "importedAt" from base_source
    where district_id = ${districtId} order by source limit 1000`.execute(tx.db);
  return found.rows;
}

export interface NewSource {
  readonly districtId: string;
  readonly source: string;
  readonly digest: string;
  readonly features: number;
  readonly by: string;
}

/** Takes the place of the source's earlier features. */
export async function replaceSource(tx: Tx, of: NewSource): Promise<void> {
  await sql`delete from base_source where district_id = ${of.districtId} and source = ${of.source}`.execute(
    tx.db,
  );
  await sql`
    insert into base_source (district_id, source, digest, features, imported_at, imported_by)
    values (${of.districtId}, ${of.source}, ${of.digest}, ${of.features}, ${toIso(tx.now)},
      ${of.by})`.execute(tx.db);
}

/** One statement for all of them. */
export async function insertFeatures(
  tx: Tx,
  of: Pick<NewSource, 'districtId' | 'source'>,
  drafts: readonly BaseDraft[],
): Promise<void> {
  const rows = drafts.map((draft) => ({
    id: tx.ids.next(),
    class: draft.class,
    rank: draft.rank,
    shown_from: shownFrom(draft),
    name: draft.name,
    name_en: draft.nameEn,
    geometry: draft.geometry,
  }));
  await sql`
    insert into base_feature (id, district_id, source, class, rank, shown_from, name, name_en, geometry)
    select id, ${of.districtId}, ${of.source}, class, rank, shown_from, name, name_en,
      ST_SetSRID(ST_Force2D(ST_GeomFromGeoJSON(geometry)), 4326)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, class text, rank smallint,
      shown_from smallint, name text, name_en text, geometry jsonb)`.execute(tx.db);
}

/** Told anew to the planner after a big import. */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await sql`analyze base_feature`.execute(tx.db);
}

export interface DrawnRow {
  readonly class: BaseClass;
  readonly rank: number;
  readonly name: string | null;
  readonly nameEn: string | null;
  /** GeoJSON as text. */
  readonly shape: string;
}

const IN_TILE = `
  select class, rank, name, name_en as "nameEn", ST_AsGeoJSON(case when ST_NPoints(geometry) > 80
    then ST_ClipByBox2D(geometry, box) else geometry end, 6) as shape
  from base_feature, ST_MakeEnvelope($2, $3, $4, $5, 4326) box
  where geometry && box and district_id = $1 and shown_from <= $6
  order by id limit $7`;

/** What is drawn in the box at this zoom, in the order of arrival. */
export const listDrawn = (
  tx: Tx,
  of: { readonly districtId: string; readonly box: Box; readonly zoom: number; readonly limit: number },
): Promise<DrawnRow[]> =>
  tx.query<DrawnRow>(IN_TILE, [
    of.districtId,
    of.box.west,
    of.box.south,
    of.box.east,
    of.box.north,
    of.zoom,
    of.limit,
  ]);

export interface GroundRow {
  readonly name: string | null;
  readonly rank: number;
  /** GeoJSON as text: a LineString, or a Point in a building. */
  readonly shape: string;
}

const ROADS = `
  with near as (
    select name, rank::int as rank, geometry from base_feature
    where district_id = $1 and class = 'road' and geometry && ST_MakeEnvelope($2, $3, $4, $5, 4326)),
  road as (
    select name, min(rank) as rank, ST_LineMerge(ST_CollectionExtract(ST_Collect(geometry), 2)) as line
    from near where name is not null group by name
    union all select name, rank, geometry from near where name is null)
  select name, rank, ST_AsGeoJSON(piece.geom, 7) as shape
  from road cross join lateral ST_Dump(line) piece
  where ST_GeometryType(piece.geom) = 'ST_LineString' and piece.geom && ST_MakeEnvelope($2, $3, $4, $5, 4326)
  order by rank, name nulls last, ST_XMin(piece.geom), ST_YMin(piece.geom) limit $6`;

const BUILDINGS = `
  select name, rank::int as rank, ST_AsGeoJSON(ST_PointOnSurface(geometry), 7) as shape
  from base_feature
  where district_id = $1 and class = 'building' and geometry && ST_MakeEnvelope($2, $3, $4, $5, 4326)
  order by id limit $6`;

/** Roads and buildings that touch the box, whole: to cut along and to count, not to draw. */
export const listGround = (
  tx: Tx,
  of: {
    readonly districtId: string;
    readonly kind: 'road' | 'building';
    readonly box: Box;
    readonly limit: number;
  },
): Promise<GroundRow[]> =>
  tx.query<GroundRow>(of.kind === 'road' ? ROADS : BUILDINGS, [
    of.districtId,
    of.box.west,
    of.box.south,
    of.box.east,
    of.box.north,
    of.limit,
  ]);
