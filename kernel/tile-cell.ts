// The number of a square of the tile grid along the curve that winds through all of them (Z order): whatever
// lies in one tile is one unbroken range of these numbers, and a square is its parent's number and two bits.
import type { TileAddress } from './tile-address.ts';

/** The zoom of the finest squares that are numbered: some hundred metres. */
export const CELL_ZOOM = 18;
const HALF_BITS = 9;
const HALF = 2 ** HALF_BITS;

/** The bits of a number below 2^16 apart, with a gap after each. */
function spread(value: number): number {
  let bits = value;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

/** Of a zoom of at most 18: more than 32 bits, so its halves are joined by counting. */
export function cellOf({ x, y }: Pick<TileAddress, 'x' | 'y'>): number {
  const low = spread(x % HALF) + 2 * spread(y % HALF);
  const high = spread(Math.floor(x / HALF)) + 2 * spread(Math.floor(y / HALF));
  return high * HALF * HALF + low;
}

export interface CellRange {
  readonly from: number;
  /** Not in it any more. */
  readonly to: number;
}

/** The squares of a finer zoom that make up a tile. */
export function cellsIn(at: TileAddress, zoom: number): CellRange {
  const from = cellOf(at) * 4 ** (zoom - at.z);
  return { from, to: from + 4 ** (zoom - at.z) };
}
