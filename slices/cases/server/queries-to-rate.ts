// Closed cases that somebody may still rate: of each post those it rates, and one's own reports; what ends
// soonest first, each with a limit. Whether one really may is asked of the flow, as for every button.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type CaseRow, readCase, type StoredCase } from './case-row.ts';
import { inArea } from './queries-areas.ts';
import { CASE_COLUMNS } from './queries.ts';

type Condition = RawBuilder<unknown>;

/** Cases of an area, of some units alone where these are named, that nobody of this place has rated. */
export interface RatedPart {
  readonly by: string;
  readonly byUnitId: Id;
  readonly areaPath: string;
  readonly unitIds: readonly Id[] | null;
}

export interface ToRateAsked {
  readonly parts: readonly RatedPart[];
  readonly personId: Id;
  readonly districtIds: readonly string[];
  /** Ended after this moment: whose window is not over. */
  readonly endedAfter: Instant;
  readonly limit: number;
}

const notRatedBy = (rating: object): Condition =>
  sql`not coalesce(record->'ratings' @> ${JSON.stringify([rating])}::jsonb, false)`;

const partWhere = ({ by, byUnitId, areaPath, unitIds }: RatedPart): Condition => sql.join(
  [
    sql`district_id = ${areaPath.slice(0, 6)}`, inArea(areaPath), notRatedBy({ by, byUnitId }),
    ...(unitIds === null ? [] : [sql`unit_id = any(${unitIds}::uuid[])`]),
  ],
  sql` and `,
);

interface Ways {
  readonly where: readonly Condition[];
  readonly ended: Condition;
  readonly order: Condition;
  readonly limit: number;
}

/** Each case once, whichever way it was found. */
async function listOf(tx: Tx, { where, ended, order, limit }: Ways): Promise<StoredCase[]> {
  if (where.length === 0) return [];
  const ways = where.map((one) => sql`
    (select id, ended_at from case_file where ${one} and state = 'closed' and ${ended}
      order by ${order} limit ${limit})`);
  const { rows } = await sql<CaseRow>`
    select ${sql.raw(CASE_COLUMNS)} from case_file where id in (
      select id from (select distinct id, ended_at from (${sql.join(ways, sql` union all `)}) as way
        order by ${order} limit ${limit}) as first)
    order by ${order} limit ${limit}`.execute(tx.db);
  return rows.map(readCase);
}

const endedAfter = (at: Instant): Condition => sql`ended_at > ${toIso(at)}::timestamptz`;

/** What ends soonest first. */
export function listToRate(tx: Tx, asked: ToRateAsked): Promise<StoredCase[]> {
  const { parts, personId, districtIds, limit } = asked;
  const reported = sql`reporter_person_id = ${personId}::uuid and district_id = any(${districtIds}::text[])
    and ${notRatedBy({ by: 'reporter' })} and ${notRatedBy({ by: 'reporting_person' })}`;
  return listOf(tx, {
    where: [...parts.map(partWhere), reported], limit, order: sql`ended_at, id`,
    ended: sql`not is_settled and ${endedAfter(asked.endedAfter)}`,
  });
}

export interface MissedAsked {
  readonly parts: readonly RatedPart[];
  readonly endedAfter: Instant;
  readonly endedUntil: Instant;
  readonly limit: number;
}

/** Of a post, what it could have rated: the last first, settled or about to be. */
export const listMissed = (tx: Tx, asked: MissedAsked): Promise<StoredCase[]> =>
  listOf(tx, {
    where: asked.parts.map(partWhere), limit: asked.limit, order: sql`ended_at desc, id`,
    ended: sql`${endedAfter(asked.endedAfter)} and ended_at <= ${toIso(asked.endedUntil)}::timestamptz`,
  });
