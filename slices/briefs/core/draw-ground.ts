// The outlines of areas, from degrees to whole units of a map whose longer side is a thousand. Every corner
// moves by itself to the nearest unit, so what two neighbours share they go on sharing, and the picture stays
// small. Pure.
import type { MultiPolygonRings, Ring } from '../../../kernel/geo.ts';

export interface Ground {
  readonly key: string;
  readonly name: string;
  readonly boundary: MultiPolygonRings;
}

export type Corner = readonly [x: number, y: number];

export interface Outline {
  readonly key: string;
  readonly name: string;
  /** All rings, holes too: a place is inside where an odd number of them lie around it. */
  readonly rings: readonly (readonly Corner[])[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly outlines: readonly Outline[];
}

const LONG_SIDE = 1_000;
const EDGE = 8;
const RADIANS = Math.PI / 180;

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

function boxOf(rings: readonly Ring[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const ring of rings) {
    for (const [lon, lat] of ring) {
      box.west = Math.min(box.west, lon);
      box.east = Math.max(box.east, lon);
      box.south = Math.min(box.south, lat);
      box.north = Math.max(box.north, lat);
    }
  }
  return box;
}

const isSame = (a: Corner | undefined, b: Corner): boolean => a?.[0] === b[0] && a[1] === b[1];

/** Corners that have come together are one, and those on a straight line between two others none. */
function thinned(corners: readonly Corner[]): Corner[] {
  const kept: Corner[] = [];
  for (const corner of corners) {
    if (isSame(kept.at(-1), corner)) continue;
    const [before, last] = [kept.at(-2), kept.at(-1)];
    const turns =
      before && last
        ? (last[0] - before[0]) * (corner[1] - last[1]) - (last[1] - before[1]) * (corner[0] - last[0])
        : 1;
    if (turns === 0) kept.pop();
    if (!isSame(kept.at(-1), corner)) kept.push(corner);
  }
  if (kept.length > 1 && isSame(kept[0], kept.at(-1) as Corner)) kept.pop();
  return kept;
}

/** North is up. Rings of which nothing is left at this size are gone. */
export function drawGround(grounds: readonly Ground[]): Drawing {
  const { west, south, east, north } = boxOf(grounds.flatMap(({ boundary }) => boundary.flat()));
  const narrow = Math.cos(((south + north) / 2) * RADIANS);
  const [wide, high] = [(east - west) * narrow, north - south];
  const longest = Math.max(wide, high);
  const scale = longest > 0 ? (LONG_SIDE - 2 * EDGE) / longest : 0;
  const cornerOf = ([lon, lat]: readonly [number, number]): Corner => [
    EDGE + Math.round((lon - west) * narrow * scale),
    EDGE + Math.round((north - lat) * scale),
  ];
  return {
    width: Math.round(wide * scale) + 2 * EDGE,
    height: Math.round(high * scale) + 2 * EDGE,
    outlines: grounds.map(({ key, name, boundary }) => ({
      key,
      name,
      rings: boundary
        .flat()
        .map((ring) => thinned(ring.map(cornerOf)))
        .filter((ring) => ring.length > 2),
    })),
  };
}

export const svgPathOf = ({ rings }: Outline): string =>
  rings.map((ring) => `M${ring.map(([x, y]) => `${x} ${y}`).join('L')}Z`).join('');
