// How many cases a view holds, as far as 1,024, and its filters in words.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { SECOND } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { CaseCount } from '../core/contract-lists.ts';
import { CASES_KEY, type View } from './use-cases.ts';

export function useCount(view: View) {
  const { sort: _, limit: __, ...asked } = view;
  return useQuery({
    queryKey: [...CASES_KEY, 'count', asked],
    placeholderData: keepPreviousData,
    staleTime: 10 * SECOND,
    queryFn: ({ signal }) => api.get<CaseCount>('/api/cases/count', { signal, query: { ...asked } }),
  });
}
