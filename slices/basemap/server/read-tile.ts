// A tile as it is asked for: from the cache when nothing that it shows has changed, else drawn anew.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { areasVersion } from '../../areas/server/public.ts';
import { componentsVersion } from '../../components/server/public.ts';
import { isTile, type TileAddress } from '../../../kernel/tile-address.ts';
import type { SourceCrs } from '../core/tile-source.ts';
import { basemapSnapshot } from './basemap-snapshot.ts';
import { COMPONENTS_FROM, drawDotTile, drawTile } from './draw-tile.ts';
import type { KeptTile } from '../../../platform/server/tiles/tile-cache.ts';

/** Raised when the same rows make another tile. */
const FORM = 1;

/** Made of the versions of what the tile shows: it moves when they do. */
async function etagOf(tx: Tx, { z }: TileAddress): Promise<string> {
  const ground = await tx.snapshots.version(basemapSnapshot.name);
  const areas = await areasVersion(tx);
  const components = z < COMPONENTS_FROM ? '' : `.${await componentsVersion(tx)}`;
  return `"${FORM}-${ground}.${areas}${components}"`;
}

/** `GCJ02`: the components alone, where they lie on a vendor's map; the ground is that map's own. */
export async function readTile(
  tx: Tx,
  districtId: string,
  at: TileAddress,
  crs: SourceCrs = 'WGS84',
): Promise<KeptTile> {
  const etag = await etagOf(tx, at);
  if (!isTile(at)) return { etag, drawnFrom: etag, bytes: undefined };
  const cache = await tx.snapshots.get(basemapSnapshot);
  const key = `${districtId}/${at.z}/${at.x}/${at.y}${crs === 'WGS84' ? '' : `/${crs}`}`;
  const kept = cache.find(key, etag);
  if (kept) return kept;
  const draw = crs === 'WGS84' ? drawTile : drawDotTile;
  const drawn = { etag, drawnFrom: etag, bytes: await draw(tx, districtId, at) };
  cache.keep(key, drawn);
  return drawn;
}
