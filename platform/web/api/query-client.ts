// How long answers are believed and what is asked again. Reads retry through weather only: a refusal is an
// answer. Writes never retry by themselves here; use-send.ts keeps their intent for the person's next try.
import { QueryClient } from '@tanstack/react-query';
import { SECOND } from '../../../kernel/duration.ts';
import { isWeather } from './errors.ts';

const MOST_RETRIES = 3;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Live events refresh what changed; this is only for what nobody announces.
        staleTime: 15 * SECOND,
        retry: (failures, error) => isWeather(error) && failures < MOST_RETRIES,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 8 * SECOND),
        refetchOnWindowFocus: true,
        // `navigator.onLine` is often wrong in stations and lifts: ask, and say so when no answer comes.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
