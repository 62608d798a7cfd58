// What the officer's report asks of the server while it is being made. Every answer only helps: the report
// can be sent without any of them.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Point } from '../../../kernel/geo.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { CaseList } from '../../cases/core/contract.ts';
import type { ChosenItem, FieldReport } from './field-report.ts';
import { type LikelySame, locate } from './report-api.ts';

const LEAST_WORDS = 2;
const MOST_OFFERED = 5;
const NEAR_METRES = 80;
/** About eleven metres: a phone that lies still must not ask again at every fix. */
const ROUND = 1e4;

/** The value once it has rested, so that each letter is not a question. */
export function useRested<T>(value: T, restMs = 350): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}

const rounded = (degrees: number): number => Math.round(degrees * ROUND) / ROUND;
export const roundedPoint = (point: Point | undefined): Point | undefined =>
  point && { lon: rounded(point.lon), lat: rounded(point.lat) };

export const useLocated = (point: Point | undefined) => {
  const at = roundedPoint(point);
  return useQuery({
    queryKey: ['locate', at?.lon, at?.lat],
    enabled: at !== undefined,
    staleTime: HOUR,
    queryFn: () => (at ? locate(at) : Promise.reject(new Error('no point to locate'))),
  });
};

interface ItemLines {
  readonly items: readonly ChosenItem[];
}

export function useSuggested(districtId: string, words: string) {
  const text = useRested(words.trim());
  const isAsked = text.length >= LEAST_WORDS;
  const asked = useQuery({
    queryKey: ['items', districtId, text],
    enabled: isAsked,
    staleTime: HOUR,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<ItemLines>(`/api/catalogue/${districtId}/items`, {
        signal,
        query: { text, limit: MOST_OFFERED },
      }),
  });
  return isAsked ? (asked.data?.items ?? []) : [];
}

/** What is reported most where I work, from the newest cases that I may see: offered before any word. */
export function useOftenReported(): readonly ChosenItem[] {
  const { data } = useQuery({
    queryKey: ['cases', 'often'],
    staleTime: 10 * MINUTE,
    queryFn: ({ signal }) => api.get<CaseList>('/api/cases', { signal, query: { limit: 50 } }),
  });
  return tallyItems(data?.items ?? []);
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

export interface Problem {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** The item's problems: which one it is decides the time limit. */
export const useProblems = (districtId: string, itemCode: string | undefined) =>
  useQuery({
    queryKey: ['item', districtId, itemCode],
    enabled: itemCode !== undefined,
    staleTime: HOUR,
    queryFn: ({ signal }) =>
      api.get<{ problems: readonly Problem[] }>(`/api/catalogue/${districtId}/items/${itemCode}`, { signal }),
  });

export interface NearComponent {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly point: Point;
  readonly distanceMetres: number;
}

export const useNearComponents = (districtId: string, point: Point | undefined) => {
  const at = roundedPoint(point);
  return useQuery({
    queryKey: ['components', 'near', at?.lon, at?.lat],
    enabled: at !== undefined,
    staleTime: HOUR,
    queryFn: ({ signal }) =>
      api.get<readonly NearComponent[]>('/api/components/nearest', {
        signal,
        query: { districtId, lon: at?.lon, lat: at?.lat, radiusMetres: NEAR_METRES, limit: 12 },
      }),
  });
};

const pointOf = ({ place }: FieldReport): Point | undefined =>
  place && place.way !== 'grid' ? place.point : undefined;

/** Open cases that this would repeat. Only asked once there is something to compare. */
export function useLikelySame(report: FieldReport): readonly LikelySame[] {
  const at = roundedPoint(pointOf(report));
  const text = useRested(report.words.trim());
  const itemCode = report.item?.code;
  const hasWhat = itemCode !== undefined || text.length >= LEAST_WORDS;
  const { data } = useQuery({
    queryKey: ['likely-same', at?.lon, at?.lat, itemCode, text],
    enabled: at !== undefined && hasWhat,
    staleTime: MINUTE,
    queryFn: ({ signal }) =>
      api.get<{ cases: readonly LikelySame[] }>('/api/intake/likely-same', {
        signal,
        query: { lon: at?.lon, lat: at?.lat, itemCode, text },
      }),
  });
  return hasWhat ? (data?.cases ?? []).filter((one) => one.isOpen) : [];
}
