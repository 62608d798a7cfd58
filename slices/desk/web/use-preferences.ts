// What a person has made their own at the desk: keys, columns. Kept by the server, so that it is the same on
// every screen; shown at once, and put back with a word where it could not be kept.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import type { Preferences } from '../core/contract.ts';

const KEY = ['desk', 'preferences'] as const;

export interface OwnPreferences {
  /** Undefined while they are not here. */
  readonly preferences: Preferences | undefined;
  readonly change: (part: Partial<Preferences>) => void;
}

export function usePreferences(isEnabled: boolean): OwnPreferences {
  const queries = useQueryClient();
  const language = useSpoken();
  const asked = useQuery({
    queryKey: KEY,
    enabled: isEnabled,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: ({ signal }) => api.get<Preferences>('/api/desk/preferences', { signal }),
  });
  const change = (part: Partial<Preferences>) => {
    const before = asked.data;
    const next = { ...before, ...part };
    queries.setQueryData(KEY, next);
    // Only what changed: the server keeps the rest.
    api.put('/api/desk/preferences', part, { intent: newIntent() }).catch((error: unknown) => {
      queries.setQueryData(KEY, before);
      toasts.show({ text: tellError(error, language) });
    });
  };
  return { preferences: asked.data, change };
}
