// When the lamps of running stages turn, for cases that were written before it was kept beside them.
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Clock } from '../../calendar/core/clock.ts';
import type { litColumns } from './case-row.ts';

export interface UnlitRow {
  readonly id: string;
  readonly district_id: string;
  readonly clock: Clock;
}

const UNLIT = `select id, district_id, clocks->'clock' as clock from case_file
  where is_running and orange_at = '-infinity' order by id limit $1 for update skip locked`;

/** The version stays: nothing that a reader is shown has changed. */
const LIGHT = `update case_file as f set yellow_at = j.yellow_at, orange_at = j.orange_at
  from jsonb_to_recordset($1::jsonb) as j(id uuid, yellow_at timestamptz, orange_at timestamptz)
  where f.id = j.id and f.is_running`;

/** Running cases whose turns nobody has worked out, locked. */
export const listUnlit = (tx: Tx, limit: number): Promise<readonly UnlitRow[]> =>
  tx.query<UnlitRow>(UNLIT, [limit]);

export type Lit = ReturnType<typeof litColumns> & { readonly id: string };

export const updateLit = async (tx: Tx, lit: readonly Lit[]): Promise<void> => {
  await tx.query(LIGHT, [JSON.stringify(lit)]);
};
