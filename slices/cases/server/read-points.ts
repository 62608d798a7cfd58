// All cases of a view for a map at once, cut to what the reader may see by the same statement as the list,
// so that map and list are the same set. Bounded; says when there are more.
import type { Actor } from '../../../kernel/rights.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { clockNow } from '../core/clock-now.ts';
import type { ViewQuery } from '../core/contract-lists.ts';
import { type CasePoints, MOST_POINTS } from '../core/contract-map.ts';
import { sightOf } from '../core/visibility.ts';
import { meantBy } from './list-cases.ts';
import { asksForWarning } from './queries-filters.ts';
import { listPointRows, type PointRow } from './queries-points.ts';

type Lamp = CasePoints['points'][number]['lamp'];

async function lampsOf(tx: Tx, rows: readonly PointRow[]): Promise<readonly Lamp[]> {
  const districts = new Set(rows.map(({ area_path }) => area_path.slice(0, 6)));
  const calendars = new Map(
    await Promise.all([...districts].map(async (id) => [id, await calendarFor(tx, id)] as const)),
  );
  return rows.map(({ clock, area_path }) => {
    const calendar = calendars.get(area_path.slice(0, 6));
    return clock && calendar ? clockNow(calendar, clock, tx.now).lamp : null;
  });
}

/** Throws Refused `cases.field_invalid`, `cases.field_missing`. */
export async function readPoints(
  tx: Tx,
  actor: Actor,
  query: ViewQuery,
  most = MOST_POINTS,
): Promise<CasePoints> {
  const found = await listPointRows(tx, sightOf(actor), query, most + 1, await meantBy(tx, query));
  const isMore = found.length > most;
  const rows = found.slice(0, most);
  const lamps = await lampsOf(tx, rows);
  // The store knows only that a lamp is one of three: which it is, the calendar says.
  const isAsked = (lamp: Lamp): boolean =>
    !asksForWarning(query) || (lamp !== null && (query.lamp ?? []).includes(lamp));
  let total = 0;
  const points = rows.flatMap(({ id, lon, lat }, index) => {
    const lamp = lamps[index] ?? null;
    if (!isAsked(lamp)) return [];
    total += 1;
    return lon === null || lat === null ? [] : [{ id, lon, lat, lamp }];
  });
  return { asOf: toIso(tx.now), total, isMore, points };
}
