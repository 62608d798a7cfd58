// The inbox: what I and my units were told, how much of it is unread, and marking it as read. Live events
// of cases make it old (see `madeOld` of cases).
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import type { Intent } from '../../../platform/web/api/intent.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import type { NoticeList, NoticeView } from '../core/contract.ts';

export const NOTICES_KEY = ['notices'] as const;
export type { NoticeView };
type Inbox = { readonly notices: readonly NoticeView[]; readonly unreadCount: number };

const ask = (onlyUnread: boolean, signal: AbortSignal) =>
  api.get<typeof NoticeList.static>('/api/notices', { signal, query: { onlyUnread, limit: 100 } });

export const useNotices = (onlyUnread = false) =>
  useQuery<Inbox>({
    queryKey: [...NOTICES_KEY, onlyUnread],
    queryFn: ({ signal }) => ask(onlyUnread, signal),
  });

/** The number beside the way to the inbox; undefined while unknown and when nothing is unread. */
export function useUnreadCount(isSignedIn: boolean): number | undefined {
  const asked = useQuery<Inbox>({
    queryKey: [...NOTICES_KEY, 'count'],
    enabled: isSignedIn,
    queryFn: ({ signal }) =>
      api.get<Inbox>('/api/notices', { signal, query: { onlyUnread: true, limit: 1 } }),
  });
  return asked.data?.unreadCount || undefined;
}

export const useMarkRead = () =>
  useSend<readonly string[], number>(
    async (ids, intent: Intent) => {
      // One key per notice, made of the intent, so that a second try repeats nothing.
      for (const id of ids) await api.post(`/api/notices/${id}/read`, {}, { intent: `${intent}-${id}` });
      return ids.length;
    },
    { refresh: [NOTICES_KEY] },
  );
