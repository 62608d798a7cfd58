// The tiles of the base map, of things in the street and of ended cases: asked of our own server and of
// nobody else. The field app keeps those of the base map sealed in the pocket and draws from there, with or
// without a network; the other shells leave it to the browser.
import { addProtocol } from 'maplibre-gl';
import { HOUR } from '../../../kernel/duration.ts';
import { ENDED_SCHEME, loadEndedTile } from './ended-tiles.ts';
import { loadTile, TILE_SCHEME, tileIn } from './kept-tiles.ts';
import { loadThingTile, THING_SCHEME } from './thing-tiles.ts';

/** What a source of the map asks for: the protocol below turns it into bytes. */
export const tilesOf = (districtId: string, crs: 'WGS84' | 'GCJ02' = 'WGS84'): string =>
  `${TILE_SCHEME}://${districtId}/{z}/{x}/{y}${crs === 'WGS84' ? '' : `?crs=${crs}`}`;

addProtocol(TILE_SCHEME, async ({ url }, { signal }) => {
  const tile = tileIn(url);
  return { data: tile === undefined ? new ArrayBuffer(0) : await loadTile(tile, signal, HOUR) };
});

addProtocol(THING_SCHEME, async ({ url }, { signal }) => ({ data: await loadThingTile(url, signal) }));

addProtocol(ENDED_SCHEME, async ({ url }, { signal }) => ({ data: await loadEndedTile(url, signal) }));
