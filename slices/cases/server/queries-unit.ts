// What of cases hangs on one unit: for whoever would close it or take areas from it.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

const within = (areaPaths: readonly string[]) => sql<boolean>`
  exists (select 1 from unnest(${[...areaPaths]}::text[]) as a(path)
    where c.area_path = a.path or starts_with(c.area_path, a.path || '.'))`;

/** Open cases for which one of the units answers or which it holds, in the areas left, not in those kept. */
export async function countOpenOf(
  tx: Tx, unitIds: readonly Id[], left: readonly string[], kept: readonly string[],
): Promise<number> {
  const ids = sql`${[...unitIds]}::uuid[]`;
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from case_file as c
    where c.is_open and (c.unit_id = any(${ids}) or c.holder_unit_id = any(${ids}))
      and ${within(left)} and not ${within(kept)}`.execute(tx.db);
  return rows[0]?.total ?? 0;
}

/** The next open cases of the unit by id, after one or from the first. */
export async function listOpenIdsOf(tx: Tx, unitId: Id, after: Id | null, limit: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select id from case_file where is_open and unit_id = ${unitId}::uuid
      and (${after}::uuid is null or id > ${after}::uuid) order by id
    limit ${limit}`.execute(tx.db);
  return rows.map(({ id }) => id);
}
