// What the screen of the peace index asks and sends of publications.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import type { Differences, Publication, Publications, PublishBody } from '../core/contract-published.ts';

const ROOT = 'peace';
const STALE = [[ROOT]] as const;

export const usePublications = (areaPath: string) =>
  useQuery({
    queryKey: [ROOT, 'publications', areaPath],
    queryFn: ({ signal }) =>
      api.get<Publications>('/api/peace/publications', { signal, query: { areaPath } }),
  });

export const useDifferences = (of: {
  readonly areaPath: string;
  readonly day: string;
  readonly revision: number;
}) =>
  useInfiniteQuery({
    queryKey: [ROOT, 'differences', of],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<Differences>('/api/peace/publications/differences', {
        signal,
        query: { ...of, after: pageParam },
      }),
    getNextPageParam: (page) => page.nextAfter ?? undefined,
  });

export const usePublish = (hooks: SendHooks<Publication> = {}) =>
  useSend((body: PublishBody, intent) => api.post<Publication>('/api/peace/publications', body, { intent }), {
    ...hooks,
    refresh: STALE,
  });
