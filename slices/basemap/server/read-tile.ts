// A tile as it is asked for: from the cache when nothing that it shows has changed, else drawn anew.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { areasVersion } from '../../areas/server/public.ts';
import { componentsVersion } from '../../components/server/public.ts';
import { isTile, type TileAddress } from '../core/tile-address.ts';
import { basemapSnapshot } from './basemap-snapshot.ts';
import { COMPONENTS_FROM, drawTile } from './draw-tile.ts';
import type { KeptTile } from './tile-cache.ts';

/** Raised when the same rows make another tile. */
const FORM = 1;

/** Made of the versions of what the tile shows: it moves when they do. */
async function etagOf(tx: Tx, { z }: TileAddress): Promise<string> {
  const ground = await tx.snapshots.version(basemapSnapshot.name);
  const areas = await areasVersion(tx);
  const components = z < COMPONENTS_FROM ? '' : `.${await componentsVersion(tx)}`;
  return `"${FORM}-${ground}.${areas}${components}"`;
}

export async function readTile(tx: Tx, districtId: string, at: TileAddress): Promise<KeptTile> {
  const etag = await etagOf(tx, at);
  if (!isTile(at)) return { etag, bytes: undefined };
  const cache = await tx.snapshots.get(basemapSnapshot);
  const key = `${districtId}/${at.z}/${at.x}/${at.y}`;
  const kept = cache.find(key, etag);
  if (kept) return kept;
  const drawn = { etag, bytes: await drawTile(tx, districtId, at) };
  cache.keep(key, drawn);
  return drawn;
}
