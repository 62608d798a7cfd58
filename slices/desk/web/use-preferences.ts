// What a person has made their own at the desk: keys, columns. Kept by the server, so that it is the same on
// every screen; shown at once, and put back with a word where it could not be kept. What is changed
// before they have come waits for them: a part is never taken for the whole.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
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
  /** Given what they are, what becomes of the parts that change. */
  readonly change: (partOf: (before: Preferences) => Partial<Preferences>) => void;
}

const asking = queryOptions({
  queryKey: KEY,
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  queryFn: ({ signal }) => api.get<Preferences>('/api/desk/preferences', { signal }),
});

export function usePreferences(isEnabled: boolean): OwnPreferences {
  const queries = useQueryClient();
  const language = useSpoken();
  const asked = useQuery({ ...asking, enabled: isEnabled });
  const tell = (error: unknown): void => void toasts.show({ text: tellError(error, language) });
  const keep = (before: Preferences, part: Partial<Preferences>) => {
    queries.setQueryData<Preferences>(KEY, { ...before, ...part });
    // Only what changed: the server keeps the rest.
    api.put('/api/desk/preferences', part, { intent: newIntent() }).catch((error: unknown) => {
      queries.setQueryData(KEY, before);
      tell(error);
    });
  };
  const change: OwnPreferences['change'] = (partOf) => {
    const known = () => queries.getQueryData<Preferences>(KEY);
    const before = known();
    if (before) return keep(before, partOf(before));
    queries.fetchQuery(asking).then((come) => {
      // Another change that waited too may have been kept a moment ago.
      const now = known() ?? come;
      keep(now, partOf(now));
    }, tell);
  };
  return { preferences: asked.data, change };
}
