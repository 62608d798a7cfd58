// The address of a tile of things, from the map's template to our server; and nothing where there is no
// network.
import { afterEach, expect, test, vi } from 'vitest';
import { loadThingTile, thingTilesOf, thingTileUrl } from './thing-tiles.ts';

afterEach(() => vi.unstubAllGlobals());

const filled = (template: string) => template.replace('{z}', '14').replace('{x}', '1').replace('{y}', '2');

test('the chosen classes and the shift of a vendor’s map are asked for', () => {
  const of = (...classes: readonly string[]) =>
    thingTileUrl(filled(thingTilesOf({ districtId: '990101', classes, crs: 'GCJ02' })));
  expect(of('0101', '0102'))
    .toBe('/api/tiles/990101/components/14/1/2?classCode=0101&classCode=0102&crs=GCJ02');
  const all = thingTilesOf({ districtId: '990101' });
  expect(thingTileUrl(filled(all))).toBe('/api/tiles/990101/components/14/1/2');
  expect(thingTileUrl('gridloop-thing://elsewhere/14/1/2')).toBeUndefined();
});

test('a tile is its bytes; an empty one and one that can’t be had are nothing', async () => {
  const url = 'gridloop-thing://990101/14/1/2';
  const { signal } = new AbortController();
  vi.stubGlobal('fetch', async () => new Response(new Uint8Array([1, 2, 3])));
  expect((await loadThingTile(url, signal)).byteLength).toBe(3);
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
  expect((await loadThingTile(url, signal)).byteLength).toBe(0);
  // The map hands what it gets over to a worker: the same could not be handed over twice.
  expect(await loadThingTile(url, signal)).not.toBe(await loadThingTile(url, signal));
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no network')));
  expect((await loadThingTile(url, signal)).byteLength).toBe(0);
});
