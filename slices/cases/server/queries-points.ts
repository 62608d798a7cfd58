// The cases of a view as points: the statement of the list itself, asked once for all of them, with no
// words, no names and no address. What was read stays here by version: asking again costs what has changed.
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { ViewQuery } from '../core/contract-lists.ts';
import type { Sight } from '../core/visibility.ts';
import { orderOf } from './list-order.ts';
import type { Meant } from './queries-filters.ts';
import { casesOfView, type Found } from './queries-lists.ts';
import { cachePerStore } from './row-cache.ts';

export interface PointRow {
  readonly id: string;
  readonly version: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly area_path: string;
  readonly clock: CaseFile['clock'];
}

const ROWS = `select id, version, lon, lat, area_path, clocks->'clock' as clock
  from case_file where id = any($1::uuid[])`;

/** Two districts' worth, some 200 bytes each: a map is asked anew with every event; few cases have moved. */
const MOST_HELD = 40_000;
const heldBy = cachePerStore<PointRow>(MOST_HELD);

/** Undefined where a case has moved on since it was found: it may have left the view. */
async function rowsOf(tx: Tx, found: readonly Found[]): Promise<PointRow[] | undefined> {
  const cache = heldBy(tx);
  const rows = new Map(found.map((one) => [one.id, cache.find(one)]));
  const missing = found.flatMap(({ id }) => (rows.get(id) ? [] : [id]));
  for (const row of missing.length > 0 ? await tx.query<PointRow>(ROWS, [missing]) : []) {
    rows.set(row.id, row);
    // Inside a transaction a version may yet be rolled back, and then be somebody else's.
    if (!tx.isTransaction) cache.keep(row);
  }
  const same = found.flatMap(({ id, version }) => {
    const row = rows.get(id);
    return row?.version === version ? [row] : [];
  });
  return same.length === found.length ? same : undefined;
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
  for (;;) {
    const rows = await rowsOf(tx, (await statement.execute(tx.db)).rows);
    if (rows) return rows;
  }
}
