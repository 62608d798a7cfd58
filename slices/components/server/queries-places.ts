// SQL of where components stand: dots to draw in a box, pages of places to move between grids when boundaries
// change, and one statement a page for the new paths and their history.
import { sql } from 'kysely';
import type { Point } from '../../../kernel/geo.ts';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Condition } from '../core/condition.ts';
import type { Box } from './queries.ts';

export interface Placed {
  readonly id: Id;
  readonly point: Point;
  readonly areaPath: string | null;
}

/** A page in the order of ids, after one of them. */
export async function listPlaces(
  tx: Tx,
  districtId: string,
  after: Id | undefined,
  limit: number,
): Promise<Placed[]> {
  const rows = await tx.db
    .selectFrom('component')
    .select(['id', 'lon', 'lat', 'area_path'])
    .where('district_id', '=', districtId)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, lon, lat, area_path }) => ({ id, point: { lon, lat }, areaPath: area_path }));
}

export interface Move {
  readonly id: Id;
  readonly changeId: Id;
  readonly areaPath: string | null;
}

export async function writeMoves(tx: Tx, source: string, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ id, changeId, areaPath }) => ({ id, change_id: changeId, area_path: areaPath }));
  const now = toIso(tx.now);
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, change_id uuid, area_path text)
    ), moved as (
      update component c set area_path = r.area_path, updated_at = greatest(c.updated_at, ${now}::timestamptz)
      from r where c.id = r.id
      returning c.id, c.district_id, c.area_path, r.change_id
    )
    insert into component_change (id, district_id, component_id, seq, kind, data, source, at, by)
    select change_id, district_id, id,
      1 + coalesce((select max(seq) from component_change old where old.component_id = moved.id), 0),
      'updated', jsonb_build_object('areaPath', area_path), ${source}, ${now}::timestamptz,
      'system:components'
    from moved`.execute(tx.db);
}

/** A component as a map draws it. */
export interface Dot {
  readonly code: string;
  readonly classCode: string;
  readonly name: string;
  readonly condition: Condition;
  readonly lon: number;
  readonly lat: number;
}

const DOTS_IN_BOX = `
  select code, class_code as "classCode", name, condition, lon, lat from component
  where geometry && ST_MakeEnvelope($2, $3, $4, $5, 4326) and district_id = $1 and gone_at is null
  order by condition = 'intact', code limit $6`;

/** What is not intact comes first, so that a limit leaves out what nobody looks for. */
export const listDots = (
  tx: Tx,
  districtId: string,
  { west, south, east, north }: Box,
  limit: number,
): Promise<Dot[]> => tx.query<Dot>(DOTS_IN_BOX, [districtId, west, south, east, north, limit]);
