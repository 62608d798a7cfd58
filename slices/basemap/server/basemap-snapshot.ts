// The tiles that this process has drawn, one cache a database; an import starts an empty one.
import { defineSnapshot } from '../../../platform/server/db/snapshots.ts';
import { TileCache } from '../../../platform/server/tiles/tile-cache.ts';

const CACHE_BYTES = 24 * 1024 * 1024;

export const basemapSnapshot = defineSnapshot('basemap', async () => new TileCache(CACHE_BYTES));
