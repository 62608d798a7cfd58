// Where a tile lies, and which tiles cover a box: the square grid of web mercator. Runs on server and phone.

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** WGS 84 degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const DEGREES = 180 / Math.PI;

const lonOf = (x: number, z: number): number => (x / 2 ** z) * 360 - 180;
const latOf = (y: number, z: number): number =>
  Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * DEGREES;

export const isTile = ({ z, x, y }: TileAddress): boolean => x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z;

/** `margin`: as a share of the tile's side, on each side. */
export const boxOfTile = ({ z, x, y }: TileAddress, margin = 0): Box => ({
  west: lonOf(x - margin, z),
  east: lonOf(x + 1 + margin, z),
  north: latOf(y - margin, z),
  south: latOf(y + 1 + margin, z),
});

export function tileAt(lon: number, lat: number, z: number): TileAddress {
  const side = 2 ** z;
  const sine = Math.sin(lat / DEGREES);
  const within = (value: number) => Math.min(side - 1, Math.max(0, Math.floor(value)));
  return {
    z,
    x: within(((lon + 180) / 360) * side),
    y: within((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side),
  };
}

/** Row by row from the north-west. */
export function tilesOver(box: Box, z: number): TileAddress[] {
  const first = tileAt(box.west, box.north, z);
  const last = tileAt(box.east, box.south, z);
  const tiles: TileAddress[] = [];
  for (let y = first.y; y <= last.y; y += 1)
    for (let x = first.x; x <= last.x; x += 1) tiles.push({ z, x, y });
  return tiles;
}

/** Every tile over the box from the lowest zoom on, ending before the zoom that would pass `most`. */
export function tilesToKeep(box: Box, from: number, to: number, most: number): TileAddress[] {
  const kept: TileAddress[] = [];
  for (let z = from; z <= to; z += 1) {
    const layer = tilesOver(box, z);
    if (kept.length + layer.length > most) return kept;
    kept.push(...layer);
  }
  return kept;
}
