// Looks for what is wrong with the tiling of a version: on whole-number boundaries, all levels in one pass.
// Returns places, not verdicts: core/tiling.ts decides what counts.
import { sql } from 'kysely';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { AreaLevel } from '../core/area.ts';
import { type FindingKind, type FoundPlace, type NamedArea, SMALLEST_E7 } from '../core/tiling.ts';

interface PlaceRow {
  readonly kind: FindingKind;
  readonly level: AreaLevel;
  readonly x: number;
  readonly y: number;
  readonly areaE7: number;
  readonly areas: NamedArea[];
  readonly parent: NamedArea | null;
}

const named = (alias: string) =>
  sql`jsonb_build_object('path', ${sql.ref(`${alias}.path`)}, 'name', ${sql.ref(`${alias}.name`)})`;

/** Boundaries that cross themselves are mended for the other searches, lest one fault hide the rest. */
const shapes = (versionId: string) => sql`shape as materialized (
  select path, parent_path, level, name, ST_IsValid(boundary_e7) as is_valid, boundary_e7 as given,
    ST_CollectionExtract(ST_MakeValid(boundary_e7), 3) as ground
  from area where version_id = ${versionId}::uuid and layer = 'base')`;

const crossings = sql`
  select 'invalid_ring' as kind, s.level, detail.location as place, 0::float8 as size,
    jsonb_build_array(${named('s')}) as areas, null::jsonb as parent
  from shape s cross join lateral ST_IsValidDetail(s.given) detail where not s.is_valid`;

const overlaps = sql`
  select 'overlap', a.level, ST_PointOnSurface(piece.geom), ST_Area(piece.geom),
    jsonb_build_array(${named('a')}, ${named('b')}), null::jsonb
  from shape a join shape b on b.level = a.level and b.path > a.path and a.ground && b.ground
  cross join lateral ST_Dump(ST_CollectionExtract(ST_Intersection(a.ground, b.ground), 3)) piece
  where ST_Area(piece.geom) > ${SMALLEST_E7}`;

const gaps = sql`
  select 'gap', below.level, ST_PointOnSurface(piece.geom), ST_Area(piece.geom),
    coalesce((select jsonb_agg(${named('n')} order by n.path) from shape n
      where n.parent_path = p.path and ST_DWithin(n.ground, piece.geom, 2)), '[]'::jsonb),
    ${named('p')}
  from shape p
  join (values ('district', 'street'), ('street', 'community'), ('community', 'grid')) below (above, level)
    on below.above = p.level
  cross join lateral (select ST_Union(c.ground) as ground from shape c where c.parent_path = p.path) united
  cross join lateral ST_Dump(ST_CollectionExtract(
    ST_Difference(p.ground, coalesce(united.ground, ST_GeomFromText('POLYGON EMPTY'))), 3)) piece
  where ST_Area(piece.geom) > ${SMALLEST_E7}`;

const strays = sql`
  select 'stray', c.level, ST_PointOnSurface(piece.geom), ST_Area(piece.geom),
    jsonb_build_array(${named('c')}), ${named('p')}
  from shape c join shape p on p.path = c.parent_path
  cross join lateral ST_Dump(ST_CollectionExtract(ST_Difference(c.ground, p.ground), 3)) piece
  where ST_Area(piece.geom) > ${SMALLEST_E7}`;

/** Largest first. At most `limit` places. */
export async function listTilingPlaces(tx: Tx, versionId: string, limit: number): Promise<FoundPlace[]> {
  const found = await sql<PlaceRow>`
    with ${shapes(versionId)},
    place (kind, level, place, size, areas, parent) as (
      ${crossings} union all ${overlaps} union all ${gaps} union all ${strays})
    select kind, level, ST_X(place) as x, ST_Y(place) as y, size as "areaE7", areas, parent
    from place order by (kind = 'invalid_ring') desc, size desc, kind, areas::text limit ${limit}`.execute(
    tx.db,
  );
  return found.rows;
}
