// What the officer's report asks while it is being made: of the phone first, of the server where that knows
// more. Every answer only helps: the report can be sent without any of them.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Point } from '../../../kernel/geo.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused } from '../../../platform/web/api/errors.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { type Here, leavesOf, useAreasHere, useAreaTree } from '../../areas/web/public.ts';
import type { CaseList } from '../../cases/core/contract.ts';
import type { ItemWords } from '../../catalogue/web/public.ts';
import type { ChosenItem, FieldReport } from './field-report.ts';
import { MOST_GRIDS } from './field-pack.ts';
import { keptCases, likelySameOf } from './kept-same.ts';
import { type LikelySame, locate } from './report-api.ts';

const LEAST_WORDS = 2;
const MOST_OFFERED = 5;
/** So that each letter is not a question: of the phone, and of the server. */
const PHONE_REST_MS = 150;
const SERVER_REST_MS = 350;
/** About eleven metres: a phone that lies still must not ask again at every fix. */
const ROUND = 1e4;

const rounded = (degrees: number): number => Math.round(degrees * ROUND) / ROUND;
export const roundedPoint = (point: Point | undefined): Point | undefined =>
  point && { lon: rounded(point.lon), lat: rounded(point.lat) };

export interface Placed {
  readonly areaPath: string | undefined;
  /** From the server, where the phone does not know the grid. */
  readonly names: readonly string[] | undefined;
  readonly outsideMetres: number | undefined;
  /** The server's own no, in its words. */
  readonly error: Error | undefined;
  readonly isAsking: boolean;
}

const metresIn = (here: Here | undefined): number | undefined =>
  here?.kind === 'outside' ? here.distanceMetres : undefined;

/** The phone tells the grid by itself where it keeps it; the server is asked for the rest, and has the last
 *  word on what seems to lie outside: it may serve the neighbouring district as well. */
export function usePlaced(point: Point | undefined, homes: readonly string[]): Placed {
  const at = roundedPoint(point);
  const { areas, isSettled } = useAreasHere(homes);
  const here = at && areas ? areas.find(at) : undefined;
  const isAsked = at !== undefined && isSettled && here?.kind !== 'grid';
  const asked = useQuery({
    queryKey: ['locate', at?.lon, at?.lat],
    enabled: isAsked,
    staleTime: HOUR,
    retry: false,
    queryFn: () => (at ? locate(at) : Promise.reject(new Error('no point to locate'))),
  });
  const told = isAsked ? asked.data : undefined;
  const isNo = isAsked && isRefused(asked.error);
  return {
    areaPath: here?.kind === 'grid' ? here.areaPath : told?.areaPath,
    names: told?.names,
    outsideMetres: told || isNo ? undefined : metresIn(here),
    error: isNo ? (asked.error ?? undefined) : undefined,
    isAsking: at !== undefined && (!isSettled || (isAsked && asked.isFetching)),
  };
}

/** The grids that this phone may look into: those of the posts, and beside a known grid its community. */
export function useGridPaths(
  districtId: string,
  homes: readonly string[],
  around?: string,
): readonly string[] {
  const { data: tree } = useAreaTree(districtId);
  return useMemo(() => {
    if (!tree) return [];
    const community = around?.split('.').slice(0, 3).join('.');
    const near = (path: string) =>
      community === undefined ? homes.some((home) => isWithin(path, home)) : isWithin(path, community);
    const found = leavesOf(tree)
      .map(({ path }) => path)
      .filter(near);
    return found.length > MOST_GRIDS ? [] : found;
  }, [tree, around, homes]);
}

export const plainItem = ({ code, name, nameEn }: ChosenItem): ChosenItem => ({ code, name, nameEn });

/** The likeliest for the words, told by the phone. */
export function useSuggested(items: ItemWords | undefined, words: string): readonly ChosenItem[] {
  const text = useRested(words.trim(), PHONE_REST_MS);
  return useMemo(
    () => (items && text.length >= LEAST_WORDS ? items.search(text, MOST_OFFERED).map(plainItem) : []),
    [items, text],
  );
}

/** What is reported most where I work, from the newest cases that I may see: offered before any word. */
/** Undefined while they are asked for. */
export function useOftenReported(): readonly ChosenItem[] | undefined {
  const { data, isLoading } = useQuery({
    queryKey: ['cases', 'often'],
    staleTime: 10 * MINUTE,
    queryFn: ({ signal }) => api.get<CaseList>('/api/cases', { signal, query: { limit: 50 } }),
  });
  return isLoading ? undefined : tallyItems(data?.items ?? []);
}

export function tallyItems(
  cases: readonly Pick<CaseList['items'][number], 'itemCode' | 'itemName' | 'itemNameEn'>[],
) {
  const counts = new Map<string, { item: ChosenItem; total: number }>();
  for (const { itemCode, itemName, itemNameEn } of cases) {
    if (itemCode === null || itemName === null) continue;
    const code = itemCode.split('.')[0] ?? itemCode;
    const known = counts.get(code);
    if (known) known.total += 1;
    else counts.set(code, { item: { code, name: itemName, nameEn: itemNameEn ?? itemName }, total: 1 });
  }
  return [...counts.values()]
    .sort((a, b) => b.total - a.total)
    .slice(0, MOST_OFFERED)
    .map(({ item }) => item);
}

const pointOf = ({ place }: FieldReport): Point | undefined =>
  place && place.way !== 'grid' ? place.point : undefined;

/** Open cases that this would repeat: the phone's own at once, the server's as soon as they come. Only asked
 *  once there is something to compare. */
export function useLikelySame(report: FieldReport, items: ItemWords | undefined): readonly LikelySame[] {
  const at = roundedPoint(pointOf(report));
  const text = useRested(report.words.trim(), SERVER_REST_MS);
  const itemCode = report.item?.code;
  const componentId = report.place?.way === 'component' ? report.place.componentId : undefined;
  const named = { itemCode: itemCode ?? null, componentId: componentId ?? null };
  const hasWhat = itemCode !== undefined || text.length >= LEAST_WORDS;
  const enabled = at !== undefined && hasWhat;
  const key = [at?.lon, at?.lat, itemCode, componentId, text];
  const asked = useQuery({
    queryKey: ['likely-same', ...key],
    enabled,
    staleTime: MINUTE,
    queryFn: ({ signal }) =>
      api.get<{ cases: readonly LikelySame[] }>('/api/intake/likely-same', {
        signal,
        isKept: false,
        query: { lon: at?.lon, lat: at?.lat, itemCode, componentId, text },
      }),
  });
  const own = useQuery({
    queryKey: ['likely-same', 'kept', ...key],
    enabled: enabled && asked.data === undefined,
    queryFn: async () =>
      at ? likelySameOf({ point: at, words: text, ...named }, await keptCases(), items) : [],
  });
  const found = asked.data?.cases ?? own.data ?? [];
  return hasWhat ? found.filter((one) => one.isOpen) : [];
}
