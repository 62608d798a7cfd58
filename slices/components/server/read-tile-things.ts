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
  type TileDot,
  type TileThing,
} from './queries-tiles.ts';

/** From here on the eye tells a street from the next. */
export const DOTS_FROM = 14;
/** From here on a dot can be met with a finger. */
const THINGS_FROM = 16;
/** Within 50 KiB of a tile: a thing takes some 14 bytes, a dot some 3. */
const MOST_THINGS = 3_000;
const MOST_DOTS = 10_000;

export type ThingsOfTile =
  | { readonly kind: 'counts'; readonly cells: readonly CountedCell[] }
  | { readonly kind: 'dots'; readonly dots: readonly TileDot[] }
  | { readonly kind: 'things'; readonly things: readonly TileThing[] };

export async function readThings(
  tx: Tx,
  districtId: string,
  at: TileAddress,
  filter: ThingFilter = {},
): Promise<ThingsOfTile> {
  const cells = await listCounts(tx, districtId, at, filter);
  const total = cells.reduce((sum, { things }) => sum + things, 0);
  if (at.z >= THINGS_FROM && total <= MOST_THINGS) {
    return { kind: 'things', things: await listTileThings(tx, districtId, at, filter, MOST_DOTS) };
  }
  if (at.z >= DOTS_FROM && total <= MOST_DOTS) {
    return { kind: 'dots', dots: await listTileDots(tx, districtId, at, filter, MOST_DOTS) };
  }
  return { kind: 'counts', cells };
}
