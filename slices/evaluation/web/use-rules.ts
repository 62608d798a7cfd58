// What the screen of rules asks and sends: the rules of an area, its editions, a trial, a proposal.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import type { EditionBody, Editions, RulesView, Trial, TrialBody } from '../core/contract-editions.ts';

const ROOT = 'evaluation';
const STALE = [[ROOT], ['proposals']] as const;

export const useRules = (areaPath: string) =>
  useQuery({
    queryKey: [ROOT, 'rules', areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) => api.get<RulesView>('/api/evaluation/rules', { signal, query: { areaPath } }),
  });

export const useEditions = (areaPath: string) =>
  useInfiniteQuery({
    queryKey: [ROOT, 'editions', areaPath],
    enabled: areaPath !== '',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<Editions>('/api/evaluation/editions', { signal, query: { areaPath, cursor: pageParam } }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useTrial = () =>
  useSend((body: TrialBody, intent) => api.post<Trial>('/api/evaluation/editions/try', body, { intent }));

export const useProposeEdition = (onDone: () => void) =>
  useSend(
    (body: EditionBody, intent) =>
      api.post<{ proposalId: string }>('/api/evaluation/editions', body, { intent }),
    { refresh: STALE, onDone },
  );
