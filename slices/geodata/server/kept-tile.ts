// Tiles that this process has drawn. One is drawn anew when what it shows has another version; the ETag is of
// its bytes, so that a change elsewhere in the district sends nobody the same tile again.
import { hash } from 'node:crypto';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type KeptTile, TileCache } from '../../../platform/server/tiles/tile-cache.ts';

const CACHE_BYTES = 32 * 1024 * 1024;
const cacheOf = perStore(() => new TileCache(CACHE_BYTES));

export const etagOf = (bytes: Buffer | undefined): string =>
  bytes === undefined ? '"empty"' : `"${hash('sha256', bytes, 'base64url').slice(0, 27)}"`;

export async function keptTile(
  tx: Tx,
  key: string,
  drawnFrom: string,
  draw: () => Promise<Buffer | undefined>,
): Promise<KeptTile> {
  const cache = cacheOf(tx);
  const kept = cache.find(key, drawnFrom);
  if (kept) return kept;
  const bytes = await draw();
  const tile = { etag: etagOf(bytes), drawnFrom, bytes };
  cache.keep(key, tile);
  return tile;
}
