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

/** Each case once. */
export async function listToRate(tx: Tx, asked: ToRateAsked): Promise<StoredCase[]> {
  const { parts, personId, districtIds, endedAfter, limit } = asked;
  const reported = sql`reporter_person_id = ${personId}::uuid and district_id = any(${districtIds}::text[])
    and ${notRatedBy({ by: 'reporter' })} and ${notRatedBy({ by: 'reporting_person' })}`;
  const ways = [...parts.map(partWhere), reported].map((where) => sql`
    (select id, ended_at from case_file where ${where} and state = 'closed' and not is_settled
      and ended_at > ${toIso(endedAfter)}::timestamptz order by ended_at, id limit ${limit})`);
  const { rows } = await sql<CaseRow>`
    select ${sql.raw(CASE_COLUMNS)} from case_file where id in (
      select id from (select distinct id, ended_at from (${sql.join(ways, sql` union all `)}) as way
        order by ended_at, id limit ${limit}) as soonest)
    order by ended_at, id limit ${limit}`.execute(tx.db);
  return rows.map(readCase);
}
