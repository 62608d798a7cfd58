// What the screens ask and send of samples. Which area is looked at stands in the address.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isWithin, rightTo } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import type { DrawView, PlanBody, PlanView, ResultBody, Results, TaskView } from '../core/contract.ts';
import { recheckPolicy } from '../core/policy.ts';

const ROOT = 'rechecks';
const STALE = [[ROOT]] as const;
const PAGE = 50;
const MOST_PARTS = 3;

export interface AreaChoice {
  readonly areaPath: string;
  /** The areas that the person supervises. */
  readonly own: readonly string[];
}

export function useArea(): AreaChoice {
  const { session } = useSession();
  const { query } = useRoute();
  const own = useMemo(() => {
    const { personId = '', name = '', posts = [] } = session ?? {};
    const paths = posts.filter((post) => {
      const actor = { kind: 'person', personId, name, posts: [post] } as const;
      return rightTo(recheckPolicy, actor, 'recheck.supervise', { areaPath: post.areaPath }) !== undefined;
    });
    return [...new Set(paths.map(({ areaPath }) => areaPath))];
  }, [session]);
  const asked = query.get('areaPath');
  const isCounted = (path: string) => path.split('.').length <= MOST_PARTS;
  const isMine = asked !== null && isCounted(asked) && own.some((path) => isWithin(asked, path));
  return { areaPath: (isMine ? asked : own.find(isCounted)) ?? '', own };
}

export const usePlans = (areaPath: string) =>
  useQuery({
    queryKey: [ROOT, 'plans', areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) =>
      api.get<{ plans: PlanView[] }>('/api/rechecks/plans', { signal, query: { areaPath } }),
  });

export const useDraws = (areaPath: string) =>
  useQuery({
    queryKey: [ROOT, 'draws', areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) =>
      api.get<{ draws: DrawView[] }>('/api/rechecks/draws', { signal, query: { areaPath } }),
  });

export const useKeepPlan = (hooks: SendHooks<PlanView> = {}) =>
  useSend((body: PlanBody, intent) => api.post<PlanView>('/api/rechecks/plans', body, { intent }), {
    ...hooks,
    refresh: STALE,
  });

export const useDraw = () =>
  useSend(
    (body: { readonly areaPath: string; readonly day: string }, intent) =>
      api.post<DrawView>('/api/rechecks/draws', body, { intent }),
    { refresh: STALE },
  );

interface DrawnAgain {
  readonly isSame: boolean;
  readonly cases: number;
  readonly drawn: number;
}

/** Asked with a press, not before. */
export const useDrawnAgain = (drawId: string) =>
  useQuery({
    queryKey: [ROOT, 'again', drawId],
    enabled: false,
    queryFn: ({ signal }) => api.get<DrawnAgain>(`/api/rechecks/draws/${drawId}/again`, { signal }),
  });

export const useResults = (drawId: string) =>
  useInfiniteQuery({
    queryKey: [ROOT, 'results', drawId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<Results>(`/api/rechecks/draws/${drawId}/results`, {
        signal,
        query: { limit: PAGE, cursor: pageParam },
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useTasks = () =>
  useQuery({
    queryKey: [ROOT, 'mine'],
    queryFn: ({ signal }) => api.get<{ tasks: TaskView[] }>('/api/rechecks/mine', { signal }),
  });

interface Given {
  readonly id: string;
  readonly isReopened: boolean;
}

export const useGiveResult = (hooks: SendHooks<Given> = {}) =>
  useSend(
    ({ id, ...body }: ResultBody & { readonly id: string }, intent) =>
      api.post<Given>(`/api/rechecks/${id}/result`, body, { intent }),
    { ...hooks, refresh: STALE },
  );
