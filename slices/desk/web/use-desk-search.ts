// Cases, people, units, grids and items by a few letters, for the palette: what the reader may see, best
// first. Asked once the fingers rest.
import { useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import type { Searched } from '../core/contract.ts';

export type { Searched };

const REST_MS = 120;
const MOST = 20;

export interface DeskSearch {
  readonly items: readonly Searched[];
  readonly isBusy: boolean;
}

export function useDeskSearch(text: string): DeskSearch {
  const words = text.trim();
  const rested = useRested(words, REST_MS);
  const isWanted = rested.length > 0 && rested === words;
  const asked = useQuery({
    queryKey: ['desk', 'search', rested],
    enabled: isWanted,
    staleTime: MINUTE,
    retry: false,
    queryFn: ({ signal }) =>
      api.get<{ items: readonly Searched[] }>('/api/desk/search', {
        signal,
        query: { q: rested, limit: MOST },
      }),
  });
  const isBusy = words !== '' && (!isWanted || asked.isFetching);
  return { items: isWanted ? (asked.data?.items ?? []) : [], isBusy };
}
