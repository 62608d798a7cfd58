// Tiles on the phone, sealed: a kept one is shown at once and looked at again when it is old; without a
// network a missing one is simply not drawn. Knows nothing of the map library, so the pack can use it
// before any map.
import { ask, readBytes } from '../api/api.ts';
import { isWeather, WeatherError } from '../api/errors.ts';
import { now } from '../clock/clock.ts';
import { definePackFetch } from '../outbox/pack.ts';
import { pocket } from '../outbox/pocket.ts';
import { Shelf } from '../outbox/shelf.ts';

export const TILE_SCHEME = 'gridloop-tile';
const TILES = '/api/basemap/tiles/';
const EMPTY = new ArrayBuffer(0);

interface KeptTile {
  /** Empty where nothing is drawn. */
  readonly bytes: ArrayBuffer;
  readonly etag: string | null;
  readonly askedAt: number;
}

const shelf = new Shelf({ kind: 'tile', mostCopies: 3_000, mostBytes: 30_000_000 });
let isKeeping = false;
export const isKeepingTiles = (): boolean => isKeeping;

const isTile = (value: unknown): value is KeptTile =>
  typeof value === 'object' && value !== null && (value as Partial<KeptTile>).bytes instanceof ArrayBuffer;

/** `gridloop-tile://990101/14/1/2` → `990101/14/1/2`. */
export function tileIn(url: string): string | undefined {
  const path = url.slice(`${TILE_SCHEME}://`.length);
  return /^[0-9]{6}(\/[0-9]+){3}(\?crs=GCJ02)?$/.test(path) ? path : undefined;
}

/** The address of a tile, as a pack names it. */
export const tileUrl = (districtId: string, { z, x, y }: { z: number; x: number; y: number }): string =>
  `${TILES}${districtId}/${z}/${x}/${y}`;

async function askTile(tile: string, known: KeptTile | undefined, signal?: AbortSignal): Promise<KeptTile> {
  const reply = await ask(TILES + tile, {
    headers: known?.etag ? { 'if-none-match': known.etag } : {},
    ...(signal ? { signal } : {}),
  });
  const askedAt = now();
  if (reply.status === 304 && known) return { ...known, askedAt };
  const etag = reply.headers.get('etag');
  if (reply.status === 204) return { bytes: EMPTY, etag, askedAt };
  // A map without one of its tiles is still a map: it is asked for again with the next move.
  if (!reply.ok) throw new WeatherError(`tile ${tile}: ${reply.status}`);
  return { bytes: await readBytes(reply), etag, askedAt };
}

async function fetchAndKeep(tile: string, known?: KeptTile, signal?: AbortSignal): Promise<KeptTile> {
  const owner = pocket.current();
  const made = await askTile(tile, known, signal);
  await shelf.keep(owner, tile, made, { bytes: made.bytes.byteLength + 200 });
  return made;
}

async function findKept(tile: string): Promise<KeptTile | undefined> {
  const found = isKeeping ? await shelf.find(tile) : undefined;
  return isTile(found) ? found : undefined;
}

/** What failed to be asked again stays as it is: the next look asks once more. */
const refresh = (tile: string, known: KeptTile): void =>
  void fetchAndKeep(tile, known).catch((error: unknown) => {
    if (!isWeather(error)) console.info(`Tile ${tile} is shown as it was.`, error);
  });

/** The bytes of a tile; empty where nothing is drawn, and where neither phone nor server has it. */
export async function loadTile(tile: string, signal: AbortSignal, oldAfterMs: number): Promise<ArrayBuffer> {
  const kept = await findKept(tile);
  if (kept) {
    if (now() - kept.askedAt > oldAfterMs) refresh(tile, kept);
    // The map's worker takes the buffer away; the copy on the shelf is not touched.
    return kept.bytes.slice(0);
  }
  try {
    const made = isKeeping
      ? await fetchAndKeep(tile, undefined, signal)
      : await askTile(tile, undefined, signal);
    return made.bytes.slice(0);
  } catch (error) {
    if (isWeather(error)) return new ArrayBuffer(0);
    throw error;
  }
}

/** Called once by the field app: from then on tiles are kept, and may be named in its packs. */
export function keepTiles(): void {
  isKeeping = true;
  definePackFetch(TILES, async (url, signal) => {
    const tile = url.slice(TILES.length);
    await fetchAndKeep(tile, await findKept(tile), signal);
  });
}
