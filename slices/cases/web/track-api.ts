// Tracking over the public code: asked every fifteen seconds while the page is open, since the public has no
// session and so no live stream. The code is the key: it is never logged and never put into a query string.
import { useQuery } from '@tanstack/react-query';
import { SECOND } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused } from '../../../platform/web/api/errors.ts';
import type { Intent } from '../../../platform/web/api/intent.ts';
import type { Acted, TrackView } from '../core/contract.ts';

const ASK_EVERY = 15 * SECOND;

export const trackKey = (code: string) => ['track', code] as const;

const pathOf = (code: string): string => `/api/track/${encodeURIComponent(code)}`;

export function useTrack(code: string) {
  return useQuery({
    queryKey: trackKey(code),
    queryFn: ({ signal }) => api.get<TrackView>(pathOf(code), { signal }),
    refetchInterval: (query) => (isRefused(query.state.error, 'cases.code_unknown') ? false : ASK_EVERY),
  });
}

export const actByCode = (code: string, action: string, body: object, intent: Intent): Promise<Acted> =>
  api.post(`${pathOf(code)}/${action}`, body, { intent });

interface ItemTerms {
  readonly problems: readonly {
    readonly limits: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
  }[];
}

/** How long the unit has for an item, in words; undefined while it is not known. */
export function useHandleLimit(districtId: string | null, itemCode: string | null) {
  const { data } = useQuery({
    queryKey: ['item-terms', districtId, itemCode],
    queryFn: () => api.get<ItemTerms>(`/api/catalogue/${districtId}/items/${itemCode}`),
    enabled: districtId !== null && itemCode !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.problems[0]?.limits['handle'];
}
