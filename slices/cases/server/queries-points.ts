// The cases of a view as points: the statement of the list itself, asked once for all of them, with no
// words, no names and no address.
import { sql } from 'kysely';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { ViewQuery } from '../core/contract-lists.ts';
import type { Sight } from '../core/visibility.ts';
import { orderOf } from './list-order.ts';
import type { Meant } from './queries-filters.ts';
import { casesOfView } from './queries-lists.ts';

export interface PointRow {
  readonly id: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly area_path: string;
  readonly clock: CaseFile['clock'];
}

/** The first `limit` in the order of the view's own nature: how a list is sorted moves nothing on a map. */
export async function listPointRows(
  tx: Tx,
  sight: Sight,
  query: ViewQuery,
  limit: number,
  meant: Meant,
): Promise<PointRow[]> {
  const { sort, ...unsorted } = query;
  const statement = casesOfView(tx.now, sight, unsorted, { order: orderOf(unsorted), limit }, meant);
  if (!statement) return [];
  const found = await sql<PointRow>`
    select of.id, of.lon, of.lat, of.area_path, of.clocks->'clock' as clock
    from (${statement}) as shown join case_file of on of.id = shown.id`.execute(tx.db);
  return found.rows;
}
