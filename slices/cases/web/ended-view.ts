// Whether a view means cases that ended on some days and nothing that their tiles cannot say: then the map
// draws all of them with their lateness, however many there are, and not the latest as points alone.
import { DAY } from '../../../kernel/duration.ts';
import { startOfDate } from '../../../kernel/instant.ts';
import type { EndedTiles } from '../../../platform/web/map/ended-tiles.ts';
import { ENDED_STATES } from '../core/list-filters.ts';
import { setFilters } from './list-filters.ts';
import type { View } from './use-cases.ts';

/** What one tile may ask of the store. */
const MOST_DAYS = 92;
const TOLD: readonly string[] = ['state', 'endedFrom', 'endedUntil', 'itemCode', 'unitId'];
const ALL_ENDED = 'ended';

export function endedIn(view: View): EndedTiles | undefined {
  const { state = [], endedFrom = '', endedUntil = '', itemCode, unitId } = view;
  if (setFilters(view).some((name) => !TOLD.includes(name))) return undefined;
  if (state.some((one) => one !== ALL_ENDED && !ENDED_STATES.includes(one))) return undefined;
  const [from, last] = [startOfDate(endedFrom), startOfDate(endedUntil)];
  if (from === undefined || last === undefined || last < from) return undefined;
  if (last + DAY - from > MOST_DAYS * DAY) return undefined;
  const isAll = state.length === 0 || state.includes(ALL_ENDED);
  return {
    endedFrom,
    endedTo: endedUntil,
    ...(isAll ? {} : { state }),
    ...(itemCode?.length ? { itemCode } : {}),
    ...(unitId?.length ? { unitId } : {}),
  };
}
