// Roads and buildings of the base map in a grid: to cut along, to count, to lay a border on. Asked of the
// public door of the ground, in boxes as large as it answers.
import { useQuery } from '@tanstack/react-query';
import type { Point } from '../../../kernel/geo.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { Areas, Box } from '../../../platform/web/map/map-data.ts';
import { covers, exactShape, toE7 } from '../../areas/core/exact-geometry.ts';

interface Ground {
  readonly name: string | null;
  readonly rank: number;
  readonly line: readonly (readonly number[])[];
}

interface GroundReply {
  readonly features: readonly Ground[];
  readonly hasMore: boolean;
}

/** The door answers no wider box. */
const WIDEST = 0.2;
/** Each time into four: enough for any town. */
const MOST_CUTS = 4;

type Ask = (box: Box) => Promise<GroundReply>;

function quarters([west, south, east, north]: Box): readonly Box[] {
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  return [
    [west, south, lon, lat],
    [lon, south, east, lat],
    [west, lat, lon, north],
    [lon, lat, east, north],
  ];
}

/** Everything in the box, in as many questions as it takes; what lies in two boxes is told once. */
export async function allGround(box: Box, ask: Ask, cuts = MOST_CUTS): Promise<readonly Ground[]> {
  const [west, south, east, north] = box;
  const isTooWide = east - west > WIDEST || north - south > WIDEST;
  const reply = isTooWide ? undefined : await ask(box);
  if (reply && (!reply.hasMore || cuts === 0)) return reply.features;
  const parts: Ground[] = [];
  for (const one of quarters(box)) parts.push(...(await allGround(one, ask, cuts - 1)));
  return [...new Map(parts.map((one) => [JSON.stringify(one.line), one])).values()];
}

const pointOf = ([lon = 0, lat = 0]: readonly number[]): Point => ({ lon, lat });

type Rings = Parameters<typeof exactShape>[0];

const inside = (rings: Rings) => {
  const shape = exactShape(rings);
  return ({ lon, lat }: Point): boolean => covers(shape, toE7(lon), toE7(lat));
};

export interface Road {
  readonly id: string;
  readonly name: string | null;
  readonly rank: number;
  /** From just before it enters the grid to just after it leaves. */
  readonly line: readonly Point[];
}

const halfway = (a: Point, b: Point): Point => ({ lon: (a.lon + b.lon) / 2, lat: (a.lat + b.lat) / 2 });

/** A road along a border lies on it to a metre. */
const ON_BORDER_METRES = 1;

/** The piece of each road that lies in the grid, a corner beyond it on both sides; main roads first. A road
 *  along its border, or one that ends in it, can't cut it. */
export function roadsAcross(ground: readonly Ground[], rings: Rings): readonly Road[] {
  const isIn = inside(rings);
  const borders = rings.flat().map((line): Ground => ({ name: null, rank: 0, line }));
  const isDeep = (point: Point): boolean =>
    isIn(point) && (nearestOnRoad(borders, point)?.metres ?? 0) > ON_BORDER_METRES;
  const roads = ground.flatMap(({ name, rank, line }): Road[] => {
    const points = line.map(pointOf);
    const hits = points.flatMap((point, at) => {
      const next = points[at + 1];
      return next && (isIn(point) || isIn(next) || isIn(halfway(point, next))) ? [at, at + 1] : [];
    });
    if (hits.length === 0) return [];
    const piece = points.slice(Math.max(0, Math.min(...hits)), Math.max(...hits) + 1);
    const places = piece.flatMap((point, at) => [point, halfway(point, piece[at + 1] ?? point)]);
    const endsIn = [piece[0], piece.at(-1)].some((end) => end && isDeep(end));
    if (endsIn || !places.some(isDeep)) return [];
    return [{ id: JSON.stringify(line[0]) + line.length, name, rank, line: piece }];
  });
  return roads.sort((a, b) => a.rank - b.rank || (a.name ?? '').localeCompare(b.name ?? ''));
}

export const homesIn = (ground: readonly Ground[], rings: Rings): readonly Point[] => {
  const isIn = inside(rings);
  return ground.map(({ line }) => pointOf(line[0] ?? [])).filter(isIn);
};

const METRES_PER_DEGREE = 111_195;

/** The nearest place on a road, and how far it is. */
export function nearestOnRoad(ground: readonly Ground[], at: Point) {
  const squeeze = Math.cos((at.lat * Math.PI) / 180);
  let best: { readonly place: Point; readonly metres: number } | undefined;
  for (const { line } of ground) {
    for (const [index, one] of line.entries()) {
      const [a, b] = [pointOf(one), pointOf(line[index + 1] ?? one)];
      const [dx, dy] = [(b.lon - a.lon) * squeeze, b.lat - a.lat];
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : ((at.lon - a.lon) * squeeze * dx + (at.lat - a.lat) * dy) / length;
      const t = Math.max(0, Math.min(1, along));
      const place = { lon: a.lon + (b.lon - a.lon) * t, lat: a.lat + (b.lat - a.lat) * t };
      const metres = Math.hypot((place.lon - at.lon) * squeeze, place.lat - at.lat) * METRES_PER_DEGREE;
      if (!best || metres < best.metres) best = { place, metres };
    }
  }
  return best;
}

export const askGround =
  (districtId: string, kind: 'road' | 'building', signal?: AbortSignal): Ask =>
  ([west, south, east, north]) =>
    api.get<GroundReply>('/api/basemap/features', {
      ...(signal ? { signal } : {}),
      query: { districtId, class: kind, west, south, east, north },
    });

/** Of the grid with this box; nothing is asked without one. */
export const useGround = (districtId: string, kind: 'road' | 'building', box: Box | undefined) =>
  useQuery({
    queryKey: ['ground', districtId, kind, box],
    enabled: box !== undefined,
    queryFn: ({ signal }) => (box ? allGround(box, askGround(districtId, kind, signal)) : []),
  });

/** The rings of one grid. */
export function ringsOf(grids: Areas, path: string | undefined): Rings | undefined {
  const geometry = grids.features.find(({ properties }) => properties.path === path)?.geometry;
  if (!geometry) return undefined;
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return parts as unknown as Rings;
}
