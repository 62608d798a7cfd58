// Ended cases of some days in a box of the map that somebody may see: how many stand in each square, and each
// of them where they are few. No words, no address, no person.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Box } from '../../../kernel/tile-address.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { type Sight, sightOf } from '../core/visibility.ts';
import { inArea } from './queries-areas.ts';

type Condition = RawBuilder<unknown>;

export interface EndedAsked {
  readonly districtId: string;
  readonly box: Box;
  /** Ended from this moment on, and before that one. */
  readonly from: Instant;
  readonly to: Instant;
  readonly itemCodes?: readonly string[] | undefined;
  readonly states?: readonly string[] | undefined;
  /** The unit that answered for it. */
  readonly unitIds?: readonly string[] | undefined;
  readonly isLate?: boolean | undefined;
}

/** As the list of cases does: by area, by unit, or as who reported it. Nothing holds an ended case. */
function seenBy({ areaPaths, unitIds, personId }: Sight): Condition {
  const ways = [
    ...areaPaths.map(inArea),
    ...(unitIds.length > 0
      ? [sql`unit_id = any(${unitIds}::uuid[])`, sql`co_unit_ids && ${unitIds}::uuid[]`] : []),
    ...(personId === null ? [] : [sql`reporter_person_id = ${personId}::uuid`]),
  ];
  return ways.length === 0 ? sql`false` : sql`(${sql.join(ways, sql` or `)})`;
}

const LATE = sql`coalesce(ended_at > deadline_at, false)`;

function isMeant(actor: Actor, { districtId, box, from, to, ...filter }: EndedAsked): Condition {
  const { west, south, east, north } = box;
  const { itemCodes, states, unitIds, isLate } = filter;
  return sql.join(
    [
      sql`district_id = ${districtId} and not is_open`,
      sql`ended_at >= ${toIso(from)}::timestamptz and ended_at < ${toIso(to)}::timestamptz`,
      // The box finds them by the index of places; whose border a place lies on is told by its numbers.
      sql`point && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)`,
      sql`lon >= ${west} and lon < ${east} and lat > ${south} and lat <= ${north}`,
      seenBy(sightOf(actor)),
      ...(itemCodes ? [sql`item_code = any(${itemCodes}::text[])`] : []),
      ...(states ? [sql`state = any(${states}::text[])`] : []),
      ...(unitIds ? [sql`unit_id = any(${unitIds}::uuid[])`] : []),
      ...(isLate === undefined ? [] : [sql`${LATE} = ${isLate}`]),
    ],
    sql` and `,
  );
}

export interface EndedSquare {
  readonly count: number;
  readonly late: number;
  /** In the middle of what stands there. */
  readonly lon: number;
  readonly lat: number;
}

/** `zoom`: whose squares. */
export async function countEnded(
  tx: Tx,
  actor: Actor,
  asked: EndedAsked,
  zoom: number,
): Promise<EndedSquare[]> {
  const sine = sql`sin(radians(lat))`;
  const side = 2 ** zoom;
  const { rows } = await sql<EndedSquare>`
    select count(*)::int as count, count(*) filter (where ${LATE})::int as late, avg(lon) as lon,
      avg(lat) as lat
    from case_file where ${isMeant(actor, asked)}
    group by floor((lon / 360 + 0.5) * ${side}::float8),
      floor((0.5 - ln((1 + ${sine}) / (1 - ${sine})) / (4 * pi())) * ${side}::float8)`.execute(tx.db);
  return rows;
}

export interface EndedCase {
  readonly id: Id;
  readonly number: string;
  readonly state: string;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly isLate: boolean;
  readonly lon: number;
  readonly lat: number;
}

export async function listEnded(
  tx: Tx,
  actor: Actor,
  asked: EndedAsked,
  limit: number,
): Promise<EndedCase[]> {
  const { rows } = await sql<EndedCase>`
    select id, number, state, item_name as "itemName", item_name_en as "itemNameEn", ${LATE} as "isLate",
      lon, lat
    from case_file where ${isMeant(actor, asked)} order by id limit ${limit}`.execute(tx.db);
  return rows;
}
