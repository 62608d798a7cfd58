// The tiles of things in the street: marks that count from afar, each of them near, of the classes that are
// chosen. Asked of our own server when they are looked at and kept by nobody: what a phone needs without a
// network is on the ground's own tiles. Knows nothing of the map library.
import { ask, readBytes, urlOf } from '../api/api.ts';
import { isWeather } from '../api/errors.ts';

export const THING_SCHEME = 'gridloop-thing';
/** A new one each time: the map hands it over to its worker for good. */
const empty = (): ArrayBuffer => new ArrayBuffer(0);

export interface ThingTiles {
  readonly districtId: string;
  /** Left out, all. */
  readonly classes?: readonly string[] | undefined;
  readonly crs?: 'WGS84' | 'GCJ02' | undefined;
}

/** The template of their addresses. */
export function thingTilesOf({ districtId, classes, crs = 'WGS84' }: ThingTiles): string {
  const query = { classCode: classes, crs: crs === 'WGS84' ? undefined : crs };
  return `${THING_SCHEME}:/${urlOf(`/${districtId}/{z}/{x}/{y}`, query)}`;
}

const PARTS = /^gridloop-thing:\/\/([0-9]{6})\/([0-9]+\/[0-9]+\/[0-9]+(?:\?.*)?)$/;

/** `gridloop-thing://990101/14/1/2?classCode=0101` → the address on our server. */
export function thingTileUrl(url: string): string | undefined {
  const [, district, rest] = PARTS.exec(url) ?? [];
  return district === undefined ? undefined : `/api/tiles/${district}/components/${rest}`;
}

export const loadThingTile = (url: string, signal: AbortSignal): Promise<ArrayBuffer> =>
  loadServed(thingTileUrl(url), signal);

/** Empty where nothing stands, and where there is no network: a map without them is still a map. */
export async function loadServed(address: string | undefined, signal: AbortSignal): Promise<ArrayBuffer> {
  if (address === undefined) return empty();
  try {
    const reply = await ask(address, { signal });
    return reply.status === 200 ? await readBytes(reply) : empty();
  } catch (error) {
    if (isWeather(error)) return empty();
    throw error;
  }
}
