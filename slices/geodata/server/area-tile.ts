// A tile of the areas in force: streets from afar, communities nearer, grids where one is wider than a
// finger.
import { boxOfTile, isTile, type TileAddress } from '../../../kernel/tile-address.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import {
  BUFFER, cutShapes, encodeTile, EXTENT, shapeFeature,
} from '../../../platform/server/tiles/encode-tile.ts';
import type { KeptTile } from '../../../platform/server/tiles/tile-cache.ts';
import { type AreaLevel, type AreaShape, areasInBox, areasVersion } from '../../areas/server/public.ts';
import { keptTile } from './kept-tile.ts';

/** Raised when the same rows make another tile. */
const FORM = 1;
const LEVELS: readonly AreaLevel[] = ['district', 'street', 'community', 'grid'];
const COMMUNITIES_FROM = 11;
const GRIDS_FROM = 13;

const levelsAt = (zoom: number): readonly AreaLevel[] =>
  LEVELS.slice(0, zoom >= GRIDS_FROM ? 4 : zoom >= COMMUNITIES_FROM ? 3 : 2);

const areaFeature = ({ shape, level, path, code, name, nameEn }: AreaShape) =>
  shapeFeature(shape, { level, path, code, name, ...(nameEn === null ? {} : { nameEn }) });

async function draw(tx: Tx, districtId: string, at: TileAddress): Promise<Buffer | undefined> {
  const box = boxOfTile(at, BUFFER / EXTENT);
  const areas = await areasInBox(tx, { districtId, box, levels: levelsAt(at.z) });
  return encodeTile({ area: cutShapes(areas.map(areaFeature), at) });
}

export async function areaTile(tx: Tx, districtId: string, at: TileAddress): Promise<KeptTile> {
  const key = `area/${districtId}/${at.z}/${at.x}/${at.y}`;
  const drawnFrom = `${FORM}.${await areasVersion(tx)}`;
  return keptTile(tx, key, drawnFrom, async () => (isTile(at) ? draw(tx, districtId, at) : undefined));
}
