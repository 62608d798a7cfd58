// Which grid a point lies in, told by the phone: the grids of the areas where somebody works, and the
// district's edge, by the same exact geometry as the server's. What lies in the district but not in those
// grids is left to the server.
import { useQuery } from '@tanstack/react-query';
import { HOUR } from '../../../kernel/duration.ts';
import type { MultiPolygonRings, Point } from '../../../kernel/geo.ts';
import { urlOf } from '../../../platform/web/api/api.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import { covers, exactShape, type ExactShape, metresToBoundary, toE7 } from '../core/exact-geometry.ts';
import { LocateIndex } from '../core/locate-index.ts';
import type { AreaNode } from './area-tree.ts';

/** `elsewhere`: in the district, in a grid that this phone does not keep. */
export type Here =
  | { readonly kind: 'grid'; readonly areaPath: string }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'outside'; readonly distanceMetres: number };

export interface AreasHere {
  readonly find: (point: Point) => Here;
}

interface Drawn {
  readonly features: readonly {
    readonly properties: { readonly path: string; readonly code: string };
    readonly geometry: { readonly coordinates: MultiPolygonRings };
  }[];
}

/** More grids than this are a district's: a phone keeps those of a street. */
const MOST_GRIDS = 300;

export const leavesOf = (node: AreaNode): readonly AreaNode[] =>
  node.children.length === 0 ? (node.level === 'grid' ? [node] : []) : node.children.flatMap(leavesOf);

/** The street of each post, or the whole district where it is small; no area twice. */
export function homesOf(tree: AreaNode, areaPaths: readonly string[]): readonly string[] {
  const streets = areaPaths.map((path) => path.split('.').slice(0, 2).join('.'));
  const isWhole = streets.includes(tree.path);
  if (!isWhole) return [...new Set(streets)];
  return leavesOf(tree).length <= MOST_GRIDS ? [tree.path] : [];
}

export const treeUrl = (districtId: string): string => urlOf('/api/areas/tree', { districtId });
const districtUrl = (districtId: string): string =>
  urlOf('/api/areas/boundaries', { districtId, level: 'district' });
const gridsUrl = (within: string): string =>
  urlOf('/api/areas/boundaries', { districtId: within.slice(0, 6), level: 'grid', within });

/** What must be on the phone to tell the grid of a point. */
export async function areasHereUrls(areaPaths: readonly string[]): Promise<readonly string[]> {
  const districtId = areaPaths[0]?.slice(0, 6);
  if (districtId === undefined) return [];
  const tree = await keptFirst<AreaNode>(treeUrl(districtId));
  return [treeUrl(districtId), districtUrl(districtId), ...homesOf(tree, areaPaths).map(gridsUrl)];
}

export function areasHereOf(district: readonly ExactShape[], grids: Drawn['features']): AreasHere {
  const indexed = grids.map(({ properties, geometry }) => ({
    code: properties.code,
    shape: exactShape(geometry.coordinates),
    value: properties.path,
  }));
  const index = indexed.length === 0 ? undefined : new LocateIndex(indexed);
  return {
    find: (point) => {
      const [x, y] = [toE7(point.lon), toE7(point.lat)];
      const areaPath = index?.find(x, y);
      if (areaPath !== undefined) return { kind: 'grid', areaPath };
      if (district.length === 0 || district.some((shape) => covers(shape, x, y)))
        return { kind: 'elsewhere' };
      return {
        kind: 'outside',
        distanceMetres: Math.min(...district.map((shape) => metresToBoundary(shape, point))),
      };
    },
  };
}

async function readHere(areaPaths: readonly string[], signal: AbortSignal): Promise<AreasHere> {
  const districtId = areaPaths[0]?.slice(0, 6) ?? '';
  const tree = await keptFirst<AreaNode>(treeUrl(districtId), signal);
  const drawn = (url: string) => keptFirst<Drawn>(url, signal);
  const [district, ...grids] = await Promise.all([
    drawn(districtUrl(districtId)),
    ...homesOf(tree, areaPaths).map((path) => drawn(gridsUrl(path))),
  ]);
  return areasHereOf(
    (district?.features ?? []).map(({ geometry }) => exactShape(geometry.coordinates)),
    grids.flatMap(({ features }) => features),
  );
}

/** `areas` is undefined while nothing is known; `isSettled`: nothing more will come by itself. */
export function useAreasHere(areaPaths: readonly string[]): {
  readonly areas: AreasHere | undefined;
  readonly isSettled: boolean;
} {
  const { data, isPending } = useQuery({
    queryKey: ['areas', 'here', ...areaPaths],
    enabled: areaPaths.length > 0,
    staleTime: HOUR,
    retry: false,
    structuralSharing: false,
    queryFn: ({ signal }) => readHere(areaPaths, signal),
  });
  return { areas: data, isSettled: !isPending || areaPaths.length === 0 };
}
