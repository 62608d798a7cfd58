// What a tile shows of components: each with its code where a finger can meet it, each as a dot where there
// are many, marks for many where dots would be a surface. How many there are decides, and is asked first;
// nothing is ever left out without being counted.
import type { TileAddress } from '../../../kernel/tile-address.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import {
  type CountedCell,
  listCounts,
  listTileDots,
  listTileThings,
  type ThingFilter,
  type TileDots,
  type TileThing,
} from './queries-tiles.ts';

/** From here on the eye tells a street from the next. */
export const DOTS_FROM = 14;
/** From here on a dot can be met with a finger. */
const THINGS_FROM = 16;
/** Within 50 KiB of a tile: a thing takes some 18 bytes, a dot some 3. */
const MOST_THINGS = 2_500;
const MOST_DOTS = 10_000;
/** Few of a kind are not looked for among more than this: marks count them. */
const MOST_LOOKED_THROUGH = 20_000;

export type ThingsOfTile =
  | { readonly kind: 'counts'; readonly cells: readonly CountedCell[] }
  | { readonly kind: 'dots'; readonly dots: readonly TileDots[] }
  | { readonly kind: 'things'; readonly things: readonly TileThing[] };

const sum = (cells: readonly CountedCell[]): number => cells.reduce((all, { things }) => all + things, 0);

export async function readThings(
  tx: Tx,
  districtId: string,
  at: TileAddress,
  filter: ThingFilter = {},
): Promise<ThingsOfTile> {
  const isFiltered = Object.values(filter).some((values) => values !== undefined);
  const [cells, all] = await Promise.all([
    listCounts(tx, districtId, at, filter),
    isFiltered && at.z >= DOTS_FROM ? listCounts(tx, districtId, at, {}) : [],
  ]);
  const total = sum(cells);
  if (sum(all) > MOST_LOOKED_THROUGH) return { kind: 'counts', cells };
  if (at.z >= THINGS_FROM && total <= MOST_THINGS) {
    return { kind: 'things', things: await listTileThings(tx, districtId, at, filter, MOST_DOTS) };
  }
  if (at.z >= DOTS_FROM && total <= MOST_DOTS) {
    return { kind: 'dots', dots: await listTileDots(tx, districtId, at, filter, MOST_DOTS) };
  }
  return { kind: 'counts', cells };
}
