// A base map of others: where its tiles are, in which coordinates, and the address of one tile. Pure:
// whether a server may be called at all is checked where it is called.
import type { TileAddress } from '../../../kernel/tile-address.ts';

export const SOURCE_KINDS = ['xyz', 'wmts', 'wms'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
/** In WGS 84, or shifted as map vendors in China do. */
export const SOURCE_CRS = ['WGS84', 'GCJ02'] as const;
export type SourceCrs = (typeof SOURCE_CRS)[number];
export const HIGHEST_ZOOM = 20;

export interface TileSource {
  readonly id: string;
  readonly districtId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: SourceKind;
  /** May hold a key of the district's. */
  readonly address: string;
  readonly crs: SourceCrs;
  readonly attribution: string;
  readonly minZoom: number;
  readonly maxZoom: number;
}

/** What an address must hold to name every tile. */
export const PLACEHOLDERS = {
  xyz: ['{z}', '{x}', '{y}'],
  wmts: ['{TileMatrix}', '{TileCol}', '{TileRow}'],
  wms: ['{bbox}'],
} as const satisfies Readonly<Record<SourceKind, readonly string[]>>;

/** Half of the equator in the metres of Web Mercator (EPSG:3857). */
const HALF_METRES = 20_037_508.342789244;

/** West, south, east, north in metres of EPSG:3857, as a web map service is asked for a tile. */
function boxOf({ z, x, y }: TileAddress): string {
  const side = (2 * HALF_METRES) / 2 ** z;
  const [west, north] = [x * side - HALF_METRES, HALF_METRES - y * side];
  return [west, north - side, west + side, north].map((metres) => metres.toFixed(3)).join(',');
}

export function tileUrlOf({ kind, address }: Pick<TileSource, 'kind' | 'address'>, at: TileAddress): string {
  if (kind === 'wms') return address.replaceAll('{bbox}', boxOf(at));
  const [z, x, y] = PLACEHOLDERS[kind];
  return address.replaceAll(z, String(at.z)).replaceAll(x, String(at.x)).replaceAll(y, String(at.y));
}

/** Whether the address names every tile and leaves nothing open: `{s}`, `{-y}` and the like are not filled
 * in. */
export const isTemplate = (source: Pick<TileSource, 'kind' | 'address'>): boolean =>
  PLACEHOLDERS[source.kind].every((one) => source.address.includes(one)) &&
  !/[{}]/.test(tileUrlOf(source, { z: 0, x: 0, y: 0 }));

/** A picture by its first bytes: what a server says of itself proves nothing. */
export function imageTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | undefined {
  const begins = (at: number, ...values: readonly number[]) =>
    values.every((value, index) => bytes[at + index] === value);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  return begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50) ? 'image/webp' : undefined;
}
