// The shares that were late, worst first; and the mark of the latest change in a district, by which an answer
// that was worked out before can be told to be still true.
import { sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ShareStage } from '../core/shares.ts';

export interface LateShare {
  readonly case_id: string;
  readonly unit_id: string;
  readonly stage: ShareStage;
  readonly last_at: Instant;
  readonly used_ms: number;
  readonly limit_ms: number;
}

/** Of units, by how far past the limit; `limit` of them. */
export async function listLateShares(
  tx: Tx,
  areaPath: string,
  from: Instant,
  limit: number,
): Promise<readonly LateShare[]> {
  const { rows } = await sql<LateShare>`
    select case_id, unit_id, kind as stage, last_at, used_ms::float8 as used_ms, limit_ms::float8 as limit_ms
    from case_share where district_id = ${areaPath.slice(0, 6)} and is_late and kind <> 'any'
      and last_at >= ${toIso(from)}::timestamptz and unit_id > '00000000-0000-0000-0000-0000000000ff'
      and (area_path = ${areaPath} or starts_with(area_path, ${`${areaPath}.`}))
    order by used_ms - limit_ms desc, case_id limit ${limit}`.execute(tx.db);
  return rows;
}

export async function latestChange(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: number }>`select id from event order by id desc limit 1`.execute(tx.db);
  return Number(rows[0]?.id ?? 0);
}
