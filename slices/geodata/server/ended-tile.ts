// A tile of cases that ended on some days, for one reader: each near, with its state and whether it was late;
// marks that count from afar and where they are many. Drawn each time and kept for nobody else.
import { DAY } from '../../../kernel/duration.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { boxOfTile, isTile, type TileAddress } from '../../../kernel/tile-address.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { encodeTile, placerOf, pointFeature } from '../../../platform/server/tiles/encode-tile.ts';
import { countEnded, type EndedAsked, listEnded } from '../../cases/server/public.ts';
import { etagOf } from './kept-tile.ts';

const EACH_FROM = 14;
const SIDE_ZOOMS = 4;
/** Within 50 KiB of a tile: an id alone is 36 bytes. */
const MOST_EACH = 600;
/** A map asks for some thirty tiles at once: of a quarter of a year a store can count them for all. */
const MOST_DAYS = 92;

export interface EndedFilter extends Omit<EndedAsked, 'districtId' | 'box' | 'from' | 'to'> {
  readonly endedFrom?: string | undefined;
  readonly endedTo?: string | undefined;
}

export const isOfEnded = ({ endedFrom, endedTo }: EndedFilter): boolean =>
  endedFrom !== undefined || endedTo !== undefined;

/** Days of the district's own time, the last one included. */
function daysOf({ endedFrom = '', endedTo = '' }: EndedFilter) {
  const [from, last] = [endedFrom, endedTo].map((day) => fromIso(`${day}T00:00:00+08:00`));
  if (from === undefined || last === undefined || last < from) return undefined;
  const to = last + DAY;
  return to - from > MOST_DAYS * DAY ? undefined : { from, to };
}

export async function endedTile(
  tx: Tx,
  actor: Actor,
  districtId: string,
  at: TileAddress,
  filter: EndedFilter,
): Promise<
  { readonly etag: string; readonly bytes: Buffer | undefined } | Refusal<'geodata.period_invalid'>
> {
  const days = daysOf(filter);
  const { endedFrom = '', endedTo = '', ...narrowed } = filter;
  if (!days) return refuse('geodata.period_invalid', { from: endedFrom, to: endedTo, days: MOST_DAYS });
  if (!isTile(at)) return { etag: etagOf(undefined), bytes: undefined };
  const asked: EndedAsked = { districtId, box: boxOfTile(at), ...days, ...narrowed };
  const place = placerOf(at);
  const squares = await countEnded(tx, actor, asked, at.z + SIDE_ZOOMS);
  const total = squares.reduce((sum, { count }) => sum + count, 0);
  const isEach = at.z >= EACH_FROM && total <= MOST_EACH;
  const each = isEach && total > 0 ? await listEnded(tx, actor, asked, MOST_EACH) : [];
  const bytes = await encodeTile({
    case: each.map(({ itemName, itemNameEn, lon, lat, ...told }) =>
      pointFeature(place({ lon, lat }), {
        ...told,
        ...(itemName === null ? {} : { item: itemName }),
        ...(itemNameEn === null ? {} : { itemEn: itemNameEn }),
      })),
    case_count: isEach ? [] : squares.map(({ count, late, ...middle }) =>
      pointFeature(place(middle), { count, late })),
  });
  return { etag: etagOf(bytes), bytes };
}
