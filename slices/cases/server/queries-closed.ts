// What was closed in an area over some days, with whose work it was and whether anybody but those who had it
// has looked at it: what samples are drawn from.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

export interface ClosedIn {
  readonly areaPath: string;
  readonly from: Instant;
  /** The first moment after. */
  readonly until: Instant;
}

export interface ClosedCase {
  readonly id: Id;
  readonly areaPath: string;
  /** Whose work it was; of what an officer solved on the spot, the officer's unit. */
  readonly unitId: Id;
  readonly workerUnitIds: readonly Id[];
  readonly workerPersonIds: readonly Id[];
  readonly reworks: number;
  /** By the centre at its desk, or by the officer who solved it on the spot. */
  readonly isSelfVerified: boolean;
}

/** A month of a district of 30,000 cases a month, six times over. */
const MOST = 200_000;

/** In the order of their ids. What was closed by force is nobody's word, and left out. */
export const listClosedIn = (tx: Tx, { areaPath, from, until }: ClosedIn): Promise<ClosedCase[]> =>
  tx.query<ClosedCase>(
    `select c.id, c.area_path as "areaPath",
       coalesce(c.unit_id, (c.record->>'handlerUnitId')::uuid, c.centre_unit_id) as "unitId",
       array_remove(array_prepend(c.unit_id, c.co_unit_ids), null)::text[] as "workerUnitIds",
       coalesce(c.record->'handlerPersonIds', '[]'::jsonb) as "workerPersonIds",
       coalesce((c.counts->>'reworks')::integer, 0) as reworks,
       coalesce(v.acted_as = 'centre' and coalesce(v.body->>'way', 'desk') = 'desk', c.is_solved_on_spot)
         as "isSelfVerified"
     from case_file as c left join lateral (
       select acted_as, body from step where case_id = c.id and action = 'verify' order by seq desc limit 1
     ) as v on true
     where c.district_id = $1 and c.state = 'closed' and not c.is_force_closed
       and (c.area_path = $2 or c.area_path like $2 || '.%')
       and c.ended_at >= $3::timestamptz and c.ended_at < $4::timestamptz
     order by c.id limit ${MOST}`,
    [areaPath.slice(0, 6), areaPath, toIso(from), toIso(until)],
  );
