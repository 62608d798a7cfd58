// A district for places of which only points are known: a regular lattice over their bounding box, three
// areas each way at every level, so that it tiles exactly. Coordinates are whole 1e-7 degrees from the
// first line to the last: neighbours share their corners to the digit.
import type { Point } from '../../../kernel/geo.ts';

export const LATTICE_SIDE = 3;
const E7 = 10_000_000;
/** About a hundred metres of ground around the outermost points, so that none lies on the edge. */
const MARGIN_E7 = 10_000;

interface Feature {
  readonly type: 'Feature';
  readonly properties: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly geometry: {
    readonly type: 'Polygon';
    readonly coordinates: readonly (readonly [number, number])[][];
  };
}
interface Collection {
  readonly type: 'FeatureCollection';
  readonly features: readonly Feature[];
}

export interface Lattice {
  readonly streets: Collection;
  readonly communities: Collection;
  readonly grids: Collection;
}

interface Frame {
  readonly west: number;
  readonly south: number;
  /** Width and height of one grid. */
  readonly stepX: number;
  readonly stepY: number;
}

function frameOf(points: readonly Point[]): Frame {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { lon, lat } of points) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const [x, y] = [Math.floor(west * E7) - MARGIN_E7, Math.floor(south * E7) - MARGIN_E7];
  const across = LATTICE_SIDE ** 3;
  return {
    west: x,
    south: y,
    stepX: Math.ceil((Math.ceil(east * E7) + MARGIN_E7 - x) / across),
    stepY: Math.ceil((Math.ceil(north * E7) + MARGIN_E7 - y) / across),
  };
}

/** A cell's place in the lattice of its level: `A1` top left, `A1-5` the middle of it, and so on down. */
function cells(frame: Frame, name: string, level: 1 | 2 | 3): Feature[] {
  const across = LATTICE_SIDE ** level;
  const size = LATTICE_SIDE ** (3 - level);
  const features: Feature[] = [];
  for (let row = 0; row < across; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const code = codeOf(row, column, level);
      const [x0, x1] = [
        frame.west + column * size * frame.stepX,
        frame.west + (column + 1) * size * frame.stepX,
      ];
      const [y0, y1] = [frame.south + row * size * frame.stepY, frame.south + (row + 1) * size * frame.stepY];
      const corners = [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
        [x0, y0],
      ] as const;
      const ring = corners.map(([x, y]): [number, number] => [x / E7, y / E7]);
      features.push({
        type: 'Feature',
        properties: { code, name: `${name} ${code}`, nameEn: `${name} ${code}` },
        geometry: { type: 'Polygon', coordinates: [ring] },
      });
    }
  }
  return features;
}

function codeOf(row: number, column: number, level: 1 | 2 | 3): string {
  const within = (depth: number) => {
    const size = LATTICE_SIDE ** (level - depth);
    return (
      (Math.floor(row / size) % LATTICE_SIDE) * LATTICE_SIDE + (Math.floor(column / size) % LATTICE_SIDE) + 1
    );
  };
  return Array.from({ length: level }, (_, depth) => within(depth + 1))
    .map((n, at) => (at ? n : `S${n}`))
    .join('-');
}

/** Undefined without a point. */
export function makeLattice(points: readonly Point[], name: string): Lattice | undefined {
  if (points.length === 0) return undefined;
  const frame = frameOf(points);
  const collection = (level: 1 | 2 | 3): Collection => ({
    type: 'FeatureCollection',
    features: cells(frame, name, level),
  });
  return { streets: collection(1), communities: collection(2), grids: collection(3) };
}
