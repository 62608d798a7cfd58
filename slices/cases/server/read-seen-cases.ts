// The open cases in a box of the map that somebody may see, each with its lamp of this moment: what it is and
// how urgent, nothing of a person. A district is read once for all who look at it, and again when something
// has happened in it; whose eyes may see which is asked of every case, every time.
import type { Id } from '../../../kernel/id.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { type Actor, isWithin } from '../../../kernel/rights.ts';
import type { Box } from '../../../kernel/tile-address.ts';
import { keepNewest } from '../../../platform/server/db/keep-newest.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import { SharedReadings } from '../../../platform/server/db/shared-readings.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type Lamp, lampOf } from '../../calendar/core/lamp.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { type Sight, sightOf } from '../core/visibility.ts';
import { latestChange } from './queries-late.ts';
import type { OpenRow } from './queries-open.ts';
import { openRowsOf } from './read-open-cases.ts';

export interface SeenCase {
  readonly id: Id;
  readonly number: string;
  readonly state: string;
  readonly itemCode: string | null;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly lamp: Lamp;
  readonly lon: number;
  readonly lat: number;
}

export interface SeenFilter {
  readonly itemCodes?: readonly string[] | undefined;
  readonly states?: readonly string[] | undefined;
  readonly lamps?: readonly Lamp[] | undefined;
  /** The unit that answers for it, or that holds it now. */
  readonly unitIds?: readonly string[] | undefined;
}

type Placed = OpenRow & { readonly lon: number; readonly lat: number };

interface Board {
  readonly mark: string;
  readonly rows: readonly Placed[];
}

const MOST_DISTRICTS = 32;
/** A map asks for its tiles together, and much happens in a second: a district is not read more often. */
const PACE = { restMs: 100 };

const boardsOf = perStore(() => ({
  held: new Map<string, Board>(),
  readings: new SharedReadings<Board>(PACE),
}));

const isPlaced = (row: OpenRow): row is Placed => row.lon !== null && row.lat !== null;

/** The minute too: an event that was numbered early and committed late moves no mark. */
const markOf = async (tx: Tx): Promise<string> => `${await latestChange(tx)} ${Math.floor(tx.now / MINUTE)}`;

async function readBoard(tx: Tx, districtId: string): Promise<Board> {
  const { held, readings } = boardsOf(tx);
  const known = held.get(districtId);
  if (known && known.mark === (await markOf(tx))) return known;
  return readings.read(districtId, async () => {
    const mark = await markOf(tx);
    const before = held.get(districtId);
    if (before?.mark === mark) return before;
    const { rows } = await openRowsOf(tx, districtId);
    const board = { mark, rows: rows.filter(isPlaced) };
    keepNewest(held, districtId, board, MOST_DISTRICTS);
    return board;
  });
}

/** As the list of cases does (queries-lists.ts): by area, by unit, or as who reported it. */
const isSeen = ({ areaPaths, unitIds, personId }: Sight, row: OpenRow): boolean =>
  areaPaths.some((path) => isWithin(row.area_path, path)) ||
  unitIds.some((id) => id === row.unit_id || id === row.holder_unit_id || row.co_unit_ids.includes(id)) ||
  (personId !== null && personId === row.reporter_person_id);

const isAmong = (values: readonly string[] | undefined, ...found: readonly (string | null)[]): boolean =>
  values === undefined || found.some((one) => one !== null && values.includes(one));

export async function listSeenCases(
  tx: Tx,
  actor: Actor,
  districtId: string,
  { west, south, east, north }: Box,
  { itemCodes, states, lamps, unitIds }: SeenFilter = {},
): Promise<SeenCase[]> {
  const [{ rows }, calendar] = await Promise.all([readBoard(tx, districtId), calendarFor(tx, districtId)]);
  const sight = sightOf(actor);
  const seen: SeenCase[] = [];
  for (const row of rows) {
    const { lon, lat } = row;
    if (lon < west || lon >= east || lat <= south || lat > north || !isSeen(sight, row)) continue;
    if (!isAmong(itemCodes, row.item_code) || !isAmong(states, row.state)) continue;
    if (!isAmong(unitIds, row.unit_id, row.holder_unit_id)) continue;
    const lamp = row.clock ? lampOf(calendar, row.clock, tx.now) : 'paused';
    if (!isAmong(lamps, lamp)) continue;
    seen.push({
      id: row.id, number: row.number, state: row.state, itemCode: row.item_code, itemName: row.item_name,
      itemNameEn: row.item_name_en, lamp, lon, lat,
    });
  }
  return seen;
}
