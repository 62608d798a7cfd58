// All cases of a view for a map, cut to what the reader may see by the same statement as the list, so that
// map and list are the same set: everything once, then what has changed. What an area shows is read once for
// all who see that area; only what somebody sees beside it is read for them. Bounded; says when there are
// more.
import { assert } from '../../../kernel/assert.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import { SharedReadings } from '../../../platform/server/db/shared-readings.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type Lamp, lampOf } from '../../calendar/core/lamp.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import type { ViewQuery } from '../core/contract-lists.ts';
import { type CasePoints, MOST_POINTS, type PointsQuery } from '../core/contract-map.ts';
import { asTravelled, type CaseDot, packDots, packGone } from '../core/points.ts';
import { type Sight, sightOf } from '../core/visibility.ts';
import { type KeptDrawing, KeptDrawings } from './kept-drawings.ts';
import { meantBy } from './list-cases.ts';
import { listPointRows, type PointRow } from './queries-points.ts';

/** A case of the view; without a place it is counted and not drawn. */
interface Seen {
  readonly id: string;
  readonly lamp: Lamp | null;
  readonly dot: CaseDot | null;
}

interface Part {
  readonly seen: readonly Seen[];
  readonly ids: ReadonlySet<string>;
  readonly isMore: boolean;
  readonly asOf: Instant;
  readonly drawn: KeptDrawing;
}

interface Desk {
  readonly kept: KeptDrawings;
  readonly readings: SharedReadings<Part>;
}

const deskOf = perStore((): Desk => ({ kept: new KeptDrawings(), readings: new SharedReadings<Part>() }));

/** How often the store was really scanned: viewers do not multiply it. */
export const scansOf = (tx: Tx): number => deskOf(tx).readings.readings;

/** The same object as long as nothing of it changes, so that drawings share it. */
const seenBy = new WeakMap<PointRow, Seen>();
function seenAs(row: PointRow, lamp: Lamp | null): Seen {
  const known = seenBy.get(row);
  if (known?.lamp === lamp) return known;
  const { id, lon, lat } = row;
  const dot = lon === null || lat === null ? null
    : { id, lon: asTravelled(lon), lat: asTravelled(lat), lamp };
  const seen = { id, lamp, dot };
  seenBy.set(row, seen);
  return seen;
}

async function withLamps(tx: Tx, rows: readonly PointRow[]): Promise<readonly Seen[]> {
  const districts = new Set(rows.map(({ area_path }) => area_path.slice(0, 6)));
  const calendars = new Map(
    await Promise.all([...districts].map(async (id) => [id, await calendarFor(tx, id)] as const)));
  return rows.map((row) => {
    const calendar = calendars.get(row.area_path.slice(0, 6));
    return seenAs(row, row.clock && calendar ? lampOf(calendar, row.clock, tx.now) : null);
  });
}

function draw(tx: Tx, key: string, seen: readonly Seen[], isMore: boolean): KeptDrawing {
  const dots = seen.flatMap(({ dot }) => (dot ? [dot] : []));
  return deskOf(tx).kept.keep(tx.ids, key, { dots, total: seen.length, isMore });
}

interface Asked {
  readonly query: ViewQuery;
  readonly most: number;
}

async function readPart(tx: Tx, sight: Sight, { query, most }: Asked, key: string): Promise<Part> {
  const found = await listPointRows(tx, sight, query, most + 1, await meantBy(tx, query));
  const all = await withLamps(tx, found.slice(0, most));
  const { lamp: asked = [] } = query;
  const seen = all.filter(({ lamp }) => asked.length === 0 || lamp === null || asked.includes(lamp));
  const isMore = found.length > most;
  const drawn = draw(tx, key, seen, isMore);
  return { seen, ids: new Set(seen.map(({ id }) => id)), isMore, asOf: tx.now, drawn };
}

function partOf(tx: Tx, sight: Sight, asked: Asked): Promise<Part> {
  const key = JSON.stringify([sight, asked]);
  return deskOf(tx).readings.read(key, () => readPart(tx, sight, asked, key));
}

/** What somebody sees beside their areas comes first: where not all have room, those few stay. */
function together(tx: Tx, area: Part, own: Part, most: number): KeptDrawing {
  const beside = own.seen.filter(({ id }) => !area.ids.has(id));
  if (beside.length === 0 && !own.isMore) return area.drawn;
  if (area.seen.length === 0 && !area.isMore) return own.drawn;
  const all = [...beside, ...area.seen];
  const isMore = area.isMore || own.isMore || all.length > most;
  return draw(tx, keyOfBoth(area, own), all.slice(0, most), isMore);
}

const keyOfBoth = (area: Part, own: Part): string => `${area.drawn.key} ${own.drawn.key}`;

/** Throws Refused `cases.field_invalid`, `cases.field_missing`. */
export async function readPoints(
  tx: Tx, actor: Actor, { since, sort: _, ...query }: PointsQuery, most = MOST_POINTS,
): Promise<CasePoints> {
  assert(!tx.isTransaction, 'a map is read outside of transactions: what it was told is kept');
  const sight = sightOf(actor);
  const areas = { areaPaths: sight.areaPaths, unitIds: [], unitIdsBeside: [], personId: null };
  const [area, own] = await Promise.all([
    partOf(tx, areas, { query, most }), partOf(tx, { ...sight, areaPaths: [] }, { query, most }),
  ]);
  const drawn = together(tx, area, own, most);
  const keys = [area.drawn.key, own.drawn.key, keyOfBoth(area, own)];
  const changes = since === undefined ? undefined : deskOf(tx).kept.changesTo(drawn, since, keys);
  return {
    asOf: toIso(Math.min(area.asOf, own.asOf)), version: drawn.version, isWhole: changes === undefined,
    total: drawn.total, isMore: drawn.isMore,
    ...packDots(changes?.changed ?? drawn.dots), gone: packGone(changes?.gone ?? []),
  };
}
