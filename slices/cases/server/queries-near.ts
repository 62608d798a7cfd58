// Open and lately closed cases around a point: what intake offers before a matter is filed twice.
import { sql } from 'kysely';
import type { Point } from '../../../kernel/geo.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

export interface NearCase {
  readonly id: string;
  readonly number: string;
  readonly flow: string;
  readonly state: string;
  readonly isOpen: boolean;
  /** Everyone who stands behind it: the first, those who joined, those of cases merged into it. */
  readonly reporters: number;
  readonly itemCode: string | null;
  readonly componentId: string | null;
  readonly description: string;
  readonly address: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly createdAt: Instant;
  readonly distanceMetres: number;
}

export interface NearQuestion {
  readonly districtId: string;
  readonly point: Point;
  readonly radiusMetres: number;
  readonly since: Instant;
  readonly limit: number;
}

/** Of a matter in parts the main case alone: a second witness joins the whole. A box in degrees around the
 *  point walks the spatial index; the exact distance then decides. */
export async function listNear(tx: Tx, of: NearQuestion): Promise<NearCase[]> {
  const { point, radiusMetres } = of;
  const latDegrees = radiusMetres / 110_000;
  const lonDegrees = latDegrees / Math.max(0.01, Math.cos((point.lat * Math.PI) / 180));
  const { rows } = await sql<NearCase>`
    select * from (
      select id, number, flow, state, is_open as "isOpen",
        1 + (counts ->> 'joins')::int + (counts ->> 'mergedIn')::int as reporters, item_code as "itemCode",
          component_id as "componentId", description, address, lon, lat,
        created_at as "createdAt",
        ST_DistanceSphere(point, ST_SetSRID(ST_MakePoint(${point.lon}::float8, ${point.lat}::float8), 4326))
          as "distanceMetres"
      from case_file
      where district_id = ${of.districtId} and created_at >= ${toIso(of.since)}::timestamptz
        and state not in ('merged', 'rejected', 'withdrawn') and main_case_id is null
        and point && ST_MakeEnvelope(${point.lon - lonDegrees}::float8, ${point.lat - latDegrees}::float8,
          ${point.lon + lonDegrees}::float8, ${point.lat + latDegrees}::float8, 4326)) as near
    where "distanceMetres" <= ${radiusMetres}::float8 order by "distanceMetres", "createdAt" desc
    limit ${of.limit}`.execute(tx.db);
  return rows;
}
