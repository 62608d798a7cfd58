// Cases in which something is asked, for whoever may have to answer.
import { sql } from 'kysely';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type CaseRow, readCase, type StoredCase } from './case-row.ts';
import { CASE_COLUMNS } from './queries.ts';

export interface AskedOf {
  readonly districtIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly personId: string;
  readonly limit: number;
}

/** Cases in which something is asked of these centres, these units or this person. What asks is a small part
 *  of the cases, open or ended, and each part has an index of its own. */
export async function listAskedCases(tx: Tx, asked: AskedOf): Promise<StoredCase[]> {
  const { districtIds, unitIds, personId, limit } = asked;
  const ofUnits = unitIds.map((id) => sql`asks @> ${JSON.stringify([{ toUnitId: id }])}::jsonb`);
  const mine = sql.join([
    sql`centre_unit_id = any(${unitIds}::uuid[])`,
    sql`asks @> ${JSON.stringify([{ toPersonId: personId }])}::jsonb`, ...ofUnits,
  ], sql` or `);
  const { rows } = await sql<CaseRow>`
    select ${sql.raw(CASE_COLUMNS)} from case_file where id in (
      select id from case_file where is_open and asks <> '[]'::jsonb
        and district_id = any(${districtIds}::text[]) and (${mine})
      union all
      select id from case_file where not is_open and asks <> '[]'::jsonb
        and district_id = any(${districtIds}::text[]) and (${mine}))
    order by updated_at limit ${limit}`.execute(tx.db);
  return rows.map(readCase);
}
