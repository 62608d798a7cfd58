// What a search shows of a case, and no more: found and read in one statement, since those who look for
// something hardly ever look for what the last one found.
import { sql } from 'kysely';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import type { Sight } from '../core/visibility.ts';
import { orderOf } from './list-order.ts';
import type { Meant } from './queries-filters.ts';
import { casesOfView } from './queries-lists.ts';

export interface FoundRow {
  readonly id: string;
  readonly number: string;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
  readonly description: string;
  readonly address: string | null;
  readonly area_path: string;
}

const COLUMNS = 'f.id, f.number, f.item_name, f.item_name_en, f.description, f.address, f.area_path';

/** Those of a question that the reader may see, the newest first. */
export async function listFound(
  tx: Tx, sight: Sight, query: Pick<ListQuery, 'text'>, limit: number, meant: Meant,
): Promise<readonly FoundRow[]> {
  const statement = casesOfView(tx.now, sight, query, { order: orderOf(query), limit }, meant);
  if (!statement) return [];
  const { rows } = await sql<FoundRow>`
    select ${sql.raw(COLUMNS)} from (${statement}) as found join case_file as f on f.id = found.id
    order by found.at desc, found.id desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** These, in their order; those that are no more are left out. */
export const listFoundByIds = async (tx: Tx, ids: readonly string[]): Promise<readonly FoundRow[]> =>
  (ids.length === 0 ? [] : tx.query<FoundRow>(`select ${COLUMNS}
    from unnest($1::uuid[]) with ordinality as asked(id, place) join case_file as f on f.id = asked.id
    order by asked.place limit $2`, [ids, ids.length]));
