// What the screens ask and send of published periods and contested scores.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import type { ContestState } from '../core/contestable.ts';
import type {
  Contest,
  ContestList,
  Differences,
  Publication,
  PublishedBy,
  PublishedTable,
} from '../core/contract-publications.ts';
import type { PeriodKind } from '../core/period.ts';

const ROOT = 'evaluation';
const STALE = [[ROOT]] as const;
const PAGE = 50;

export const usePublications = (areaPath: string) =>
  useQuery({
    queryKey: [ROOT, 'publications', areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) =>
      api.get<{ publications: Publication[] }>('/api/evaluation/publications', {
        signal,
        query: { areaPath },
      }),
  });

/** Its pages as one table. */
export function usePublished(id: string | null, by: PublishedBy) {
  const asked = useInfiniteQuery({
    queryKey: [ROOT, 'published', id, by],
    enabled: id !== null,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<PublishedTable>(`/api/evaluation/publications/${id}/table`, {
        signal,
        query: { by, after: pageParam },
      }),
    getNextPageParam: (page) => page.nextAfter ?? undefined,
  });
  const [first] = asked.data?.pages ?? [];
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? [];
  return { asked, table: first && { ...first, rows } };
}

export const useDifferences = (id: string) =>
  useInfiniteQuery({
    queryKey: [ROOT, 'differences', id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<Differences>(`/api/evaluation/publications/${id}/differences`, {
        signal,
        query: { limit: PAGE, cursor: pageParam },
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

interface Publishing {
  readonly areaPath: string;
  readonly period: PeriodKind;
  readonly day: string;
  readonly why?: string;
}

export const usePublish = (hooks: SendHooks<Publication> = {}) =>
  useSend(
    (body: Publishing, intent) => api.post<Publication>('/api/evaluation/publications', body, { intent }),
    { ...hooks, refresh: STALE },
  );

type Contests = { readonly contests: readonly Contest[] };

/** Of one state, or of all; its pages as one list, with the totals of each state. */
export function useContests(areaPath: string, state: ContestState | undefined, isAsked: boolean) {
  const asked = useInfiniteQuery({
    queryKey: [ROOT, 'contests', areaPath, state],
    enabled: isAsked && areaPath !== '',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<ContestList>('/api/evaluation/contests', {
        signal,
        query: { areaPath, state, limit: PAGE, cursor: pageParam },
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const totals = asked.data?.pages[0]?.totals;
  return { asked, totals, contests: asked.data?.pages.flatMap((page) => page.contests) ?? [] };
}

export const useMyContests = () =>
  useQuery({
    queryKey: [ROOT, 'contests', 'mine'],
    queryFn: ({ signal }) => api.get<Contests>('/api/evaluation/contests/mine', { signal }),
  });

export const useAnswer = (hooks: SendHooks<Contest> = {}) =>
  useSend(
    ({ id, ...body }: { readonly id: string; readonly isUpheld: boolean; readonly answer: string }, intent) =>
      api.post<Contest>(`/api/evaluation/contests/${id}/answer`, body, { intent }),
    { ...hooks, refresh: STALE },
  );

export interface Contesting {
  readonly publicationId: string;
  readonly kind: 'unit' | 'person';
  readonly subject: string;
  readonly caseId: string;
  readonly count: string;
  readonly words: string;
}

export const useContest = (hooks: SendHooks<Contest> = {}) =>
  useSend((body: Contesting, intent) => api.post<Contest>('/api/evaluation/contests', body, { intent }), {
    ...hooks,
    refresh: STALE,
  });
