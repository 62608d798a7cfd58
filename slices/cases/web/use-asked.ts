// What waits for my word, for the desk and for the phone, which brings the answer along.
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import type { AskedList } from '../core/contract-asked.ts';
import { CASES_KEY } from './use-cases.ts';

export const ASKED_URL = '/api/cases/asked';

export const useAsked = () =>
  useQuery({
    queryKey: [...CASES_KEY, 'asked'],
    queryFn: ({ signal }) => api.get<AskedList>(ASKED_URL, { signal }),
  });
