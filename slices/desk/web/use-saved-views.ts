// Saved and shared views of the lists of cases: mine, and those that were shared with me. A view is kept as
// the address of the list says it; what that means is for the screen to read.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import type { SavedView } from '../core/contract.ts';

/** One set for the list and the desk: whatever is saved in one place can be used in the other. */
const SCREEN = 'cases';
const URL = '/api/desk/views';
const KEY = ['desk', 'views', SCREEN] as const;

export interface ViewsHere {
  /** Undefined while they are not here; none where the server can't say. */
  readonly views: readonly SavedView[] | undefined;
  readonly remove: (id: string) => Promise<void>;
  /** They were changed elsewhere on this screen. */
  readonly again: () => Promise<void>;
}

export function useSavedViews(isEnabled: boolean): ViewsHere {
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: KEY,
    enabled: isEnabled,
    staleTime: MINUTE,
    retry: false,
    queryFn: ({ signal }) =>
      api.get<{ views: readonly SavedView[] }>(URL, { signal, query: { screen: SCREEN } }),
  });
  const again = () => queries.invalidateQueries({ queryKey: KEY });
  const remove = async (id: string): Promise<void> => {
    await api.delete(`/api/desk/views/${id}`, { intent: newIntent() });
    await again();
  };
  return { views: asked.data?.views ?? (asked.isError || !isEnabled ? [] : undefined), remove, again };
}
