// What a grid's screens read: its cases, what stands in it, who answers for it, the units and their phones.
// Each question has one address, which the offline pack asks ahead (grid-pack.ts), so all of it works
// without a network.
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import type { Role, UnitKind } from '../../../kernel/rights.ts';
import { api, urlOf } from '../../../platform/web/api/api.ts';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import { type AreaNode, leavesOf, nodeAt } from '../../areas/web/public.ts';
import { gridComponentsUrl } from '../../components/web/public.ts';
import type { Condition } from './grid-texts.ts';
import { type CaseListItem, useCases, type View } from './use-cases.ts';

export const PAGE = 50;
/** What a phone shows and keeps of one area; the count says when there are more. */
export const MOST_PAGES = 4;
/** More grids than this are a street's or a district's: their things are counted, not listed. */
export const MOST_GRIDS = 20;
const RECENT_MS = 30 * DAY;

export const openView = (areaPath: string): View => ({
  areaPath,
  state: ['reported', 'accepted', 'dispatched', 'handling', 'answered', 'verified'],
  limit: PAGE,
});
export const endedView = (areaPath: string): View => ({ areaPath, state: ['closed'], limit: PAGE });

export const shapesUrl = (areaPath: string, level: AreaNode['level']): string =>
  urlOf('/api/areas/boundaries', { districtId: areaPath.slice(0, 6), level, within: areaPath });
export const countsUrl = (areaPath: string): string => urlOf('/api/components/counts', { areaPath });
export const onDutyUrl = (areaPath: string): string => urlOf('/api/people/on-duty', { areaPath });
export const unitsUrl = (areaPath: string): string => urlOf('/api/units', { areaPath, limit: 2_000 });

const LEVELS = ['district', 'street', 'community', 'grid'] as const;

/** A grid shows itself, a wider area the areas it is made of. */
export const shownLevel = (areaPath: string): AreaNode['level'] =>
  LEVELS[Math.min(areaPath.split('.').length, LEVELS.length - 1)] ?? 'grid';

const useKept = <T>(url: string, isAsked = true) =>
  useQuery({
    queryKey: ['kept', url],
    enabled: isAsked,
    staleTime: HOUR,
    queryFn: ({ signal }) => keptFirst<T>(url, signal),
  });

export const useShapes = (areaPath: string) => useKept<Areas>(shapesUrl(areaPath, shownLevel(areaPath)));

/** Page after page until all that a phone shows is here. */
function useAllPages(view: View, isAsked: boolean) {
  const asked = useCases(view, isAsked);
  const pages = asked.data?.pages.length ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages < MOST_PAGES) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, pages, fetchNextPage]);
  return { ...asked, isAll: asked.data !== undefined && !hasNextPage };
}

export const useOpenCases = (areaPath: string) => useAllPages(openView(areaPath), true);

export function useEndedCases(areaPath: string, at: Instant) {
  const asked = useAllPages(endedView(areaPath), true);
  const items = asked.items.filter((one) => (fromIso(one.updatedAt) ?? 0) > at - RECENT_MS);
  return { ...asked, items };
}

export interface ClassCount {
  readonly classCode: string;
  readonly total: number;
  readonly notIntact: number;
}

export const useComponentCounts = (areaPath: string) =>
  useKept<{ readonly classes: readonly ClassCount[] }>(countsUrl(areaPath));

/** A thing in the street as the phone keeps it. */
export interface Standing {
  readonly id: string;
  readonly code: string;
  readonly classCode: string;
  readonly name: string;
  readonly condition: Condition;
  readonly competentUnitId: string | null;
  readonly ownerUnitId: string | null;
  readonly maintenanceUnitId: string | null;
  readonly lon: number;
  readonly lat: number;
}

interface GridComponents {
  readonly components: readonly Standing[];
}

/** The grids of an area, none where it has more than a phone lists. */
export function gridsOf(tree: AreaNode | undefined, areaPath: string): readonly string[] {
  const node = nodeAt(tree, areaPath);
  const grids = node ? leavesOf(node).map(({ path }) => path) : [];
  return grids.length > MOST_GRIDS ? [] : grids;
}

/** Everything that stands in these grids, in the order of codes. */
export function useStanding(gridPaths: readonly string[], isAsked = true) {
  const asked = useQueries({
    queries: gridPaths.map((path) => ({
      queryKey: ['kept', gridComponentsUrl(path)],
      enabled: isAsked,
      staleTime: HOUR,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        keptFirst<GridComponents>(gridComponentsUrl(path), signal),
    })),
  });
  return {
    items: asked.flatMap(({ data }) => data?.components ?? []),
    isPending: isAsked && asked.some((one) => one.isPending),
    error: asked.find((one) => one.error)?.error ?? undefined,
    again: () => void Promise.all(asked.map((one) => one.refetch())),
  };
}

interface ByCode extends Omit<Standing, 'lon' | 'lat'> {
  readonly point: { readonly lon: number; readonly lat: number };
  readonly areaPath: string | null;
}

/** One that was pressed on the map: from the phone where it is known, else from the server. */
export function useComponent(districtId: string, code: string | undefined, known: readonly Standing[]) {
  const own = known.find((one) => one.code === code);
  const asked = useQuery({
    queryKey: ['components', 'by-code', districtId, code],
    enabled: code !== undefined && own === undefined,
    staleTime: HOUR,
    queryFn: async ({ signal }): Promise<Standing> => {
      const { point, ...rest } = await api.get<ByCode>('/api/components/by-code', {
        signal,
        query: { districtId, code },
      });
      return { ...rest, ...point };
    },
  });
  return { component: own ?? asked.data, error: own ? undefined : asked.error, again: asked.refetch };
}

export interface OnDuty {
  readonly postId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly areaPath: string;
  readonly unitName: string;
  readonly unitNameEn: string;
  readonly unitKind: UnitKind;
  readonly phoneMasked: string | null;
  readonly canUnmask: boolean;
}

export const useOnDuty = (areaPath: string) =>
  useQuery({
    queryKey: ['people', 'on-duty', areaPath],
    staleTime: 10 * MINUTE,
    queryFn: ({ signal }) =>
      api.get<{ people: readonly OnDuty[]; isMore: boolean }>(onDutyUrl(areaPath), { signal }),
  });

export interface GridUnit {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: UnitKind;
  readonly areaPath: string;
  readonly phone?: string;
}

export const useUnits = (areaPath: string) =>
  useKept<{ readonly units: readonly GridUnit[] }>(unitsUrl(areaPath));

export const pointOf = ({ lon, lat }: CaseListItem) =>
  lon === null || lat === null ? undefined : { lon, lat };
