// The inbox: what I and my units were told, how much of it is unread, what still waits for a word. Asked
// under few addresses, so that a phone has the answers when the network goes. Live events of notices and
// cases make them old (`madeOld` of cases); a slow rhythm does while the stream is away.
import { useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import type {
  NoticeList,
  NoticeReceipt,
  NoticeView,
  PushState,
  ReceiptList,
} from '../core/contract.ts';

export const NOTICES_KEY = ['notices'] as const;
export type { NoticeReceipt, NoticeView, PushState };

const NEWEST = { limit: 100 } as const;
const WAITING = { onlyWaiting: true, limit: 50 } as const;

/** For the offline pack: as `api.get` writes them. */
export const NOTICE_URLS: readonly string[] = [
  '/api/notices?limit=100',
  '/api/notices?onlyWaiting=true&limit=50',
  '/api/notices?onlyUnread=true&limit=1',
];

export const useNotices = () =>
  useQuery({
    queryKey: [...NOTICES_KEY, 'newest'],
    queryFn: ({ signal }) => api.get<NoticeList>('/api/notices', { signal, query: NEWEST }),
  });

/** Those that wait for somebody to acknowledge them, newest first. */
export const useWaiting = (isSignedIn = true) =>
  useQuery({
    queryKey: [...NOTICES_KEY, 'waiting'],
    enabled: isSignedIn,
    refetchInterval: MINUTE,
    queryFn: ({ signal }) => api.get<NoticeList>('/api/notices', { signal, query: WAITING }),
  });

/** The number beside the way to the inbox; undefined while unknown and when nothing is unread. */
export function useUnreadCount(isSignedIn: boolean): number | undefined {
  const asked = useQuery({
    queryKey: [...NOTICES_KEY, 'count'],
    enabled: isSignedIn,
    queryFn: ({ signal }) =>
      api.get<NoticeList>('/api/notices', { signal, query: { onlyUnread: true, limit: 1 } }),
  });
  return asked.data?.unreadCount || undefined;
}

/** Whom the urgent notices of a case have reached; for those who may know. */
export const useReceipts = (caseId: string, isAllowed: boolean) =>
  useQuery({
    queryKey: [...NOTICES_KEY, 'of-case', caseId],
    enabled: isAllowed,
    queryFn: ({ signal }) =>
      api.get<ReceiptList>(`/api/notices/of-case/${caseId}`, { signal }),
  });

export const PUSH_KEY = ['push'] as const;

export const usePushState = () =>
  useQuery({
    queryKey: PUSH_KEY,
    queryFn: ({ signal }) => api.get<PushState>('/api/notices/subscriptions', { signal }),
  });
