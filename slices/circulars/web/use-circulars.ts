// What the screens of circulars ask and send.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isWithin } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { widestAreas } from '../../../platform/web/session/widest-areas.ts';
import type { ChangeBody, Circular, Circulars, DraftBody } from '../core/contract.ts';
import { circularsPolicy } from '../core/policy.ts';

const ROOT = 'circulars';
const STALE = [[ROOT]] as const;
const PAGE = 20;
const urlOf = (id: string): string => `/api/circulars/${encodeURIComponent(id)}`;

export interface Areas {
  readonly areaPath: string;
  /** The widest areas whose circulars one of the posts may read. */
  readonly own: readonly string[];
}

/** Which area is meant stands in the address. */
export function useAreas(): Areas {
  const { session } = useSession();
  const asked = useRoute().query.get('areaPath') ?? '';
  const own = useMemo(
    () => (session ? widestAreas(session, circularsPolicy, 'circular.read') : []),
    [session],
  );
  const isMine = own.some((path) => isWithin(asked, path));
  return { areaPath: isMine ? asked : (own[0] ?? ''), own };
}

export const useCirculars = (areaPath: string) =>
  useInfiniteQuery({
    queryKey: [ROOT, 'list', areaPath],
    enabled: areaPath !== '',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<Circulars>('/api/circulars', { signal, query: { areaPath, limit: PAGE, after: pageParam } }),
    getNextPageParam: (page) => page.nextAfter ?? undefined,
  });

export const useCircular = (id: string) =>
  useQuery({
    queryKey: [ROOT, 'one', id],
    queryFn: ({ signal }) => api.get<Circular>(urlOf(id), { signal }),
  });

export const useDraft = (hooks: SendHooks<Circular>) =>
  useSend((body: DraftBody, intent) => api.post<Circular>('/api/circulars', body, { intent }), {
    ...hooks,
    refresh: STALE,
  });

export const useChange = (id: string) =>
  useSend((body: ChangeBody, intent) => api.put<Circular>(urlOf(id), body, { intent }), { refresh: STALE });

export const useIssue = (id: string) =>
  useSend(
    (body: { readonly version: number }, intent) =>
      api.post<Circular>(`${urlOf(id)}/issue`, body, { intent }),
    { refresh: STALE },
  );

export const useDrop = (id: string, hooks: SendHooks<{ isGone: boolean }>) =>
  useSend(
    (_: Record<string, never>, intent) => api.delete<{ isGone: boolean }>(urlOf(id), { intent }),
    hooks,
  );
