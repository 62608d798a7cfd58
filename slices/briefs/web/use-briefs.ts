// What the screens of briefs ask and send; which area, kind and day are meant stands in the address.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DAY } from '../../../kernel/duration.ts';
import { localDate } from '../../../kernel/instant.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { widestAreas } from '../../../platform/web/session/widest-areas.ts';
import { isDay } from '../../evaluation/core/period.ts';
import type { Brief, Briefs, IssueBody, PlanBody, Plans, Preview } from '../core/contract.ts';
import { BRIEF_KINDS, type BriefKind } from '../core/plan.ts';
import { briefsPolicy } from '../core/policy.ts';

const ROOT = 'briefs';
const STALE = [[ROOT]] as const;
const PAGE = 20;

export interface Choice {
  readonly areaPath: string;
  /** The widest areas whose briefs one of the posts may read. */
  readonly own: readonly string[];
  readonly kind: BriefKind;
  /** A day of the period; yesterday unless the address says another. */
  readonly day: string;
}

export function useChoice(): Choice {
  const { session } = useSession();
  const { query } = useRoute();
  const yesterday = localDate(useNow(60_000) - DAY);
  const own = useMemo(() => (session ? widestAreas(session, briefsPolicy, 'brief.read') : []), [session]);
  const [asked, day] = [query.get('areaPath') ?? '', query.get('day') ?? ''];
  const isMine = own.some((path) => isWithin(asked, path));
  return {
    areaPath: isMine ? asked : (own[0] ?? ''),
    own,
    kind: BRIEF_KINDS.find((kind) => kind === query.get('kind')) ?? 'day',
    day: isDay(day) ? day : yesterday,
  };
}

export const useBriefs = ({ areaPath, kind }: Pick<Choice, 'areaPath' | 'kind'>) =>
  useInfiniteQuery({
    queryKey: [ROOT, 'list', areaPath, kind],
    enabled: areaPath !== '',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<Briefs>('/api/briefs', { signal, query: { areaPath, kind, limit: PAGE, after: pageParam } }),
    getNextPageParam: (page) => page.nextAfter ?? undefined,
  });

export const useBrief = (id: string) =>
  useQuery({
    queryKey: [ROOT, 'one', id],
    // It stays as it was issued.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get<Brief>(`/api/briefs/${encodeURIComponent(id)}`, { signal }),
  });

export const usePreview = ({ areaPath, kind, day }: Choice) =>
  useQuery({
    queryKey: [ROOT, 'preview', areaPath, kind, day],
    enabled: areaPath !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<Preview>('/api/briefs/preview', { signal, query: { areaPath, kind, day } }),
  });

export const useIssue = (hooks: SendHooks<Brief> = {}) =>
  useSend((body: IssueBody, intent) => api.post<Brief>('/api/briefs', body, { intent }), {
    ...hooks,
    refresh: STALE,
  });

export const usePlans = (areaPath: string) =>
  useQuery({
    queryKey: [ROOT, 'plans', areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) => api.get<Plans>('/api/briefs/plans', { signal, query: { areaPath } }),
  });

export const usePlan = () =>
  useSend((body: PlanBody, intent) => api.put<Plans>('/api/briefs/plans', body, { intent }), {
    refresh: STALE,
  });
