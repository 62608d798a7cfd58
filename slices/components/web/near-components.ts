// What stands near a point, and whose plate this is: asked of the server, and told by the phone itself from
// what it keeps of the grids where somebody works.
import { useQuery } from '@tanstack/react-query';
import { HOUR } from '../../../kernel/duration.ts';
import { distanceMetres, type Point } from '../../../kernel/geo.ts';
import { api, urlOf } from '../../../platform/web/api/api.ts';
import { isWeather } from '../../../platform/web/api/errors.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';

export interface KnownComponent {
  readonly id: string;
  readonly code: string;
  readonly classCode: string;
  readonly name: string;
  readonly point: Point;
}

export interface NearComponent extends KnownComponent {
  readonly distanceMetres: number;
}

interface GridReply {
  readonly components: readonly (Omit<KnownComponent, 'point'> & Point)[];
}

const NEAR_METRES = 80;
const MOST_NEAR = 12;

export const gridComponentsUrl = (gridPath: string): string =>
  urlOf('/api/components/in-grid', { gridPath });

const known = ({ lon, lat, ...rest }: GridReply['components'][number]): KnownComponent => ({
  ...rest,
  point: { lon, lat },
});

/** Nearest first, within the radius. */
export function nearestOf(
  components: readonly KnownComponent[],
  point: Point,
  radiusMetres = NEAR_METRES,
): readonly NearComponent[] {
  return components
    .map((one) => ({ ...one, distanceMetres: distanceMetres(point, one.point) }))
    .filter((one) => one.distanceMetres <= radiusMetres)
    .sort((a, b) => a.distanceMetres - b.distanceMetres || (a.code < b.code ? -1 : 1))
    .slice(0, MOST_NEAR);
}

/** Those of the grids that can be had; a grid that is not kept while there is no network is left out. */
async function componentsOf(gridPaths: readonly string[], signal?: AbortSignal): Promise<KnownComponent[]> {
  const read = async (path: string): Promise<KnownComponent[]> => {
    try {
      return (await keptFirst<GridReply>(gridComponentsUrl(path), signal)).components.map(known);
    } catch (error) {
      if (isWeather(error)) return [];
      throw error;
    }
  };
  return (await Promise.all(gridPaths.map(read))).flat();
}

export interface NearAsked {
  readonly districtId: string;
  readonly point: Point | undefined;
  /** The grids that the phone may look into. */
  readonly gridPaths: readonly string[];
}

export interface NearFound {
  readonly components: readonly NearComponent[] | undefined;
  readonly isPending: boolean;
}

/** The phone's own answer at once, the server's as soon as it comes. */
export function useNearComponents({ districtId, point, gridPaths }: NearAsked): NearFound {
  const asked = useQuery({
    queryKey: ['components', 'near', point?.lon, point?.lat],
    enabled: point !== undefined,
    staleTime: HOUR,
    queryFn: ({ signal }) =>
      api.get<readonly NearComponent[]>('/api/components/nearest', {
        signal,
        isKept: false,
        query: {
          districtId,
          lon: point?.lon,
          lat: point?.lat,
          radiusMetres: NEAR_METRES,
          limit: MOST_NEAR,
        },
      }),
  });
  const kept = useQuery({
    queryKey: ['components', 'kept', ...gridPaths],
    enabled: point !== undefined && gridPaths.length > 0,
    staleTime: HOUR,
    queryFn: ({ signal }) => componentsOf(gridPaths, signal),
  });
  const own = kept.data && point && nearestOf(kept.data, point);
  const components = asked.data ?? (own && own.length > 0 ? own : asked.isError ? own : undefined);
  return { components, isPending: point !== undefined && components === undefined && !asked.isError };
}

/** The sixteen digits in what a plate says: digits alone or spaced, or the address of a page. Of a thing
 *  that is  monitored two digits follow, which name the point and not the thing. */
export function codeIn(text: string): string | undefined {
  const plain = /(?<![0-9])([0-9]{16})(?:[0-9]{2})?(?![0-9])/.exec(text)?.[1];
  return plain ?? /^([0-9]{16})(?:[0-9]{2})?$/.exec(text.replace(/[\s-]/g, ''))?.[1];
}

/** Throws RefusedError where there is none, WeatherError where neither server nor phone can tell. */
export async function componentByCode(
  districtId: string,
  code: string,
  gridPaths: readonly string[],
): Promise<KnownComponent> {
  try {
    return await api.get<KnownComponent>('/api/components/by-code', { query: { districtId, code } });
  } catch (error) {
    if (!isWeather(error)) throw error;
    const found = (await componentsOf(gridPaths)).find((one) => one.code === code);
    if (found) return found;
    throw error;
  }
}
