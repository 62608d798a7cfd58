// What a leader reads: the areas they answer for, the figures of one, the pushes of one.
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { isWithin, rightTo } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { type Session, useSession } from '../../../platform/web/session/session.tsx';
import type { Figures, PushesQuery, PushItem, PushList } from '../core/contract-figures.ts';
import { casesPolicy } from '../core/policy.ts';
import type { CaseView, ListedCase, View } from './use-cases.ts';

export type { Figures, PushItem };

/** The widest areas of those posts that give the right to figures: the server asks the same of the area. */
export function ledAreas({ personId, name, posts }: Session): readonly string[] {
  const paths = posts
    .filter((post) => {
      const actor = { kind: 'person', personId, name, posts: [post] } as const;
      return rightTo(casesPolicy, actor, 'case.figures', { areaPath: post.areaPath }) !== undefined;
    })
    .map((post) => post.areaPath);
  return [...new Set(paths)].filter((path) =>
    paths.every((other) => other === path || !isWithin(path, other)),
  );
}

/** The area in the address, if it lies in one that I lead; else the first that I lead. */
export function useLedArea(): { readonly areaPath: string | undefined; readonly led: readonly string[] } {
  const { session } = useSession();
  const { query } = useRoute();
  const led = useMemo(() => (session ? ledAreas(session) : []), [session]);
  const asked = query.get('area');
  const isLed = asked !== null && led.some((path) => isWithin(asked, path));
  return { areaPath: isLed ? asked : led[0], led };
}

/** Counted anew while somebody looks, not with every event of a district. */
const COUNT_EVERY = 30 * SECOND;

export const useFigures = (areaPath: string | undefined) =>
  useQuery({
    queryKey: ['figures', areaPath],
    enabled: areaPath !== undefined,
    refetchInterval: COUNT_EVERY,
    queryFn: ({ signal }) => api.get<Figures>('/api/cases/figures', { signal, query: { areaPath } }),
  });

export type PushesView = Omit<PushesQuery, 'cursor'>;

export function usePushes(view: PushesView | undefined) {
  const asked = useInfiniteQuery({
    queryKey: ['cases', 'pushes', view],
    enabled: view !== undefined,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<PushList>('/api/cases/pushes', {
        signal,
        query: { ...view, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = useMemo(() => asked.data?.pages.flatMap((page) => page.items) ?? [], [asked.data]);
  return { ...asked, items };
}

/** Whether a line of a list offers this to its reader. A phone may yet hold lists of a server from before
 *  these were told: then the case itself tells, once it is open. */
export function mayLead({ leading }: Partial<Pick<ListedCase, 'leading'>>, action: string): boolean {
  return leading?.includes(action) ?? false;
}

export interface Details {
  readonly details: ReadonlyMap<string, CaseView>;
  readonly isPending: boolean;
  /** Of the first that did not come. */
  readonly error: Error | null;
  readonly again: () => void;
}

/** The cases themselves, for what is done to several at once; under the same key as the case's screen. */
export function useCaseDetails(caseIds: readonly string[]): Details {
  const asked = useQueries({
    queries: caseIds.map((id) => ({
      queryKey: ['case', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<CaseView>(`/api/cases/${id}`, { signal }),
    })),
  });
  return {
    details: new Map(asked.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
    isPending: asked.some(({ isPending }) => isPending),
    error: asked.find(({ error }) => error !== null)?.error ?? null,
    again: () => {
      for (const one of asked) if (one.isError) void one.refetch();
    },
  };
}

export const RED_PAGE = 50;
export const redView = (figure: 'red' | 'soon', areaPath: string): View => ({
  figure,
  areaPath,
  limit: RED_PAGE,
});

/** What the ladder has put before whoever leads there, what is due first on top. */
export const leadersView = (areaPath: string): View => ({
  areaPath,
  isOnLeadersList: true,
  state: ['open'],
  sort: 'due',
  limit: RED_PAGE,
});
