// A tile of open cases for one reader: `case` holds each with its number, lamp, state and item, and nothing
// of a person; `case_count` marks for many, with the worst lamp among them. Drawn for the reader each time
// from what is in this process, and kept for nobody else.
import type { Actor } from '../../../kernel/rights.ts';
import { boxOfTile, isTile, type TileAddress, tileAt } from '../../../kernel/tile-address.ts';
import { cellOf } from '../../../kernel/tile-cell.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import {
  encodeTile, placerOf, pointFeature, type TileFeatures,
} from '../../../platform/server/tiles/encode-tile.ts';
import type { Lamp } from '../../calendar/core/lamp.ts';
import { listSeenCases, type SeenCase, type SeenFilter } from '../../cases/server/public.ts';
import { etagOf } from './kept-tile.ts';

const EACH_FROM = 14;
const SIDE_ZOOMS = 4;
/** A mark for many tells the most urgent among them. */
const URGENCY: Readonly<Record<Lamp, number>> = { paused: 0, green: 1, yellow: 2, orange: 3, red: 4 };

type Place = ReturnType<typeof placerOf>;

const caseFeature = ({ id, number, lamp, state, itemName, itemNameEn, ...at }: SeenCase, place: Place) =>
  pointFeature(place(at), {
    id,
    number,
    lamp,
    state,
    order: URGENCY[lamp],
    ...(itemName === null ? {} : { item: itemName }),
    ...(itemNameEn === null ? {} : { itemEn: itemNameEn }),
  });

function together(cases: readonly SeenCase[], zoom: number, place: Place) {
  const squares = new Map<number, SeenCase[]>();
  for (const one of cases) {
    const cell = cellOf(tileAt(one.lon, one.lat, zoom + SIDE_ZOOMS));
    squares.set(cell, [...(squares.get(cell) ?? []), one]);
  }
  const layers: { case: TileFeatures[number][]; case_count: TileFeatures[number][] } = {
    case: [],
    case_count: [],
  };
  for (const group of squares.values()) {
    const [first] = group;
    if (first && group.length === 1) layers.case.push(caseFeature(first, place));
    else layers.case_count.push(markFor(group, place));
  }
  return layers;
}

function markFor(group: readonly SeenCase[], place: Place) {
  const middle = (of: 'lon' | 'lat') => group.reduce((sum, one) => sum + one[of], 0) / group.length;
  const worst = group.reduce((most, { lamp }) => Math.max(most, URGENCY[lamp]), 0);
  return pointFeature(place({ lon: middle('lon'), lat: middle('lat') }), { count: group.length, worst });
}

export async function caseTile(
  tx: Tx,
  actor: Actor,
  districtId: string,
  at: TileAddress,
  filter: SeenFilter,
): Promise<{ readonly etag: string; readonly bytes: Buffer | undefined }> {
  if (!isTile(at)) return { etag: etagOf(undefined), bytes: undefined };
  const cases = await listSeenCases(tx, actor, districtId, boxOfTile(at), filter);
  const place = placerOf(at);
  const bytes = await encodeTile(
    at.z >= EACH_FROM
      ? { case: cases.map((one) => caseFeature(one, place)) }
      : together(cases, at.z, place),
  );
  return { etag: etagOf(bytes), bytes };
}
