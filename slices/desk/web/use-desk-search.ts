// Cases, people, units, grids and items by a few letters, for the palette: what the reader may see, best
// first. Asked once the fingers rest. What may be a telephone number is sent in a body: an address lands in
// logs.
import { useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { RefusedError } from '../../../platform/web/api/errors.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { isPhoneSearch } from '../../cases/core/phone-search.ts';
import type { Searched } from '../core/contract.ts';

export type { Searched };

const REST_MS = 120;
const MOST = 20;

export interface DeskSearch {
  readonly items: readonly Searched[];
  readonly isBusy: boolean;
  /** Why nothing was looked for, in the reader's language. */
  readonly refusal?: string;
}

type Found = { readonly items: readonly Searched[] };

const search = (text: string, signal: AbortSignal): Promise<Found> => {
  const query = { q: text, limit: MOST };
  return isPhoneSearch(text)
    ? api.post<Found>('/api/desk/search', query, { signal })
    : api.get<Found>('/api/desk/search', { signal, query });
};

const NOTHING: readonly Searched[] = [];

/** What was found before, by kind and id: as it reads now, and only what the reader may still see. */
export function useFoundAgain(keys: readonly string[]): readonly Searched[] {
  const { data } = useQuery({
    queryKey: ['desk', 'found', keys],
    enabled: keys.length > 0,
    retry: false,
    queryFn: ({ signal }) => api.get<Found>('/api/desk/found', { signal, query: { of: keys } }),
  });
  return data?.items ?? NOTHING;
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
    queryFn: ({ signal }) => search(rested, signal),
  });
  const isBusy = words !== '' && (!isWanted || asked.isFetching);
  const refusal = isWanted && asked.error instanceof RefusedError ? asked.error.message : undefined;
  return {
    items: isWanted ? (asked.data?.items ?? []) : [],
    isBusy,
    ...(refusal === undefined ? {} : { refusal }),
  };
}
