// What the screen of what-ifs asks and sends.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Static } from '@sinclair/typebox';
import { api } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import type {
  CasesReply,
  Dimension,
  Figure,
  RunReply,
  RunsReply,
  StartBody,
  SumsReply,
} from '../core/contract.ts';

export type Run = RunReply;
export type Sum = SumsReply['sums'][number];
export type PastCase = CasesReply['cases'][number];
type Runs = Static<typeof RunsReply>;

const ROOT = 'what if';
const RUNS = '/api/what-if/runs';
const POLL_MS = 1_000;
/** More grids than any district has. */
const MOST_SUMS = 5_000;
const PAGE = 50;

const isRunning = (found: Runs | undefined): boolean =>
  found?.runs.some(({ state }) => state === 'running') === true;

/** Looked at every second while one is under way. */
export const useRuns = (districtId: string) =>
  useQuery<Runs>({
    queryKey: [ROOT, districtId, 'runs'],
    enabled: districtId !== '',
    refetchInterval: (query) => (isRunning(query.state.data) ? POLL_MS : false),
    queryFn: ({ signal }) => api.get<Runs>(RUNS, { signal, query: { districtId } }),
  });

export const useSums = (runId: string, dimension: Dimension) =>
  useQuery({
    queryKey: [ROOT, 'sums', runId, dimension],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<SumsReply>(`${RUNS}/${runId}/sums`, { signal, query: { dimension, limit: MOST_SUMS } }),
  });

/** What changes most stands first. */
export const weightOf = ({ came, went, turnedLate, turnedInTime }: Sum): number =>
  came + went + turnedLate + turnedInTime;

/** The grids of the version that was tried; whoever may not look at drafts sees those in force. */
export const useVersionGrids = (versionId: string | null) =>
  useQuery({
    queryKey: [ROOT, 'grids', versionId],
    enabled: versionId !== null,
    retry: false,
    queryFn: ({ signal }) =>
      api.get<Areas>(`/api/areas/versions/${versionId}/boundaries`, { signal, query: { level: 'grid' } }),
  });

export interface Opened {
  readonly dimension: Dimension;
  readonly key: string;
  readonly figure: Figure;
  readonly name: string;
}

export const useOpened = (runId: string, { dimension, key, figure }: Opened) =>
  useInfiniteQuery({
    queryKey: [ROOT, 'cases', runId, dimension, key, figure],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<CasesReply>(`${RUNS}/${runId}/cases`, {
        signal,
        query: { dimension, key, figure, limit: PAGE, after: pageParam },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });

interface ListVersion {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly effectiveFrom: string;
}
export const useListVersions = (districtId: string) =>
  useQuery({
    queryKey: ['lists workshop', districtId, 'versions'],
    enabled: districtId !== '',
    queryFn: ({ signal }) =>
      api.get<{ versions: readonly ListVersion[] }>(`/api/catalogue/${districtId}/versions`, { signal }),
  });

interface AreaVersion {
  readonly versionId: string;
  readonly number: number;
  readonly state: string;
  readonly source: string;
}
/** Whoever may not look at drafts of the grids tries lists and calendars alone. */
export const useAreaVersions = (districtId: string, isAsked: boolean) =>
  useQuery({
    queryKey: ['areas', 'versions', districtId],
    enabled: districtId !== '' && isAsked,
    queryFn: ({ signal }) =>
      api.get<readonly AreaVersion[]>('/api/areas/versions', { signal, query: { districtId } }),
  });

const STALE = [[ROOT]] as const;

export const useStart = (hooks: SendHooks<Run> = {}) =>
  useSend((body: StartBody, intent) => api.post<Run>(RUNS, body, { intent }), { ...hooks, refresh: STALE });

export const useEnd = (hooks: SendHooks<unknown> = {}) =>
  useSend(
    ({ runId, act }: { readonly runId: string; readonly act: 'cancel' | 'discard' }, intent) =>
      api.post(`${RUNS}/${runId}/${act}`, undefined, { intent }),
    { ...hooks, refresh: STALE },
  );
