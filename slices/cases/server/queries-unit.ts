// What of cases hangs on one unit: for whoever would close it or take areas from it.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

const within = (areaPaths: readonly string[]) => sql<boolean>`
  exists (select 1 from unnest(${[...areaPaths]}::text[]) as a(path)
    where c.area_path = a.path or starts_with(c.area_path, a.path || '.'))`;

/** Open cases for which the unit answers or which it holds, in the areas left and not in those kept. */
export async function countOpenOf(
  tx: Tx, unitId: Id, left: readonly string[], kept: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from case_file as c
    where c.is_open and (c.unit_id = ${unitId}::uuid or c.holder_unit_id = ${unitId}::uuid)
      and ${within(left)} and not ${within(kept)}`.execute(tx.db);
  return rows[0]?.total ?? 0;
}
