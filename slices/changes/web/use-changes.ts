// What the screens of changes ask and send.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import type { Changes, Proposals } from '../core/contract.ts';

const PAGE = 50;
/** A colleague may propose or decide at any moment, and no event tells it. */
const LOOK_AGAIN = MINUTE / 2;

export interface ChangesChoice {
  readonly words?: string | undefined;
  readonly operation?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export const useChanges = (choice: ChangesChoice) =>
  useInfiniteQuery({
    queryKey: ['changes', choice],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<Changes>('/api/changes', { signal, query: { ...choice, limit: PAGE, after: pageParam } }),
    getNextPageParam: (page) => (page.isMore ? page.changes.at(-1)?.id : undefined),
  });

export const useProposals = (state: 'pending' | 'all', isEnabled = true) =>
  useQuery({
    queryKey: ['proposals', state],
    enabled: isEnabled,
    refetchInterval: LOOK_AGAIN,
    queryFn: ({ signal }) => api.get<Proposals>('/api/proposals', { signal, query: { state } }),
  });

/** Whatever is decided changes people, lists and the record: all of it is asked again. */
const STALE = [['proposals'], ['changes'], ['roster'], ['gaps'], ['units'], ['calendar']] as const;

export interface Decision {
  readonly id: string;
  readonly act: 'approve' | 'refuse' | 'withdraw';
  readonly reason?: string;
}

export const useDecide = (onDone: () => void) =>
  useSend(
    ({ id, act, reason }: Decision, intent) =>
      api.post(`/api/proposals/${id}/${act}`, reason === undefined ? undefined : { reason }, { intent }),
    { refresh: STALE, onDone },
  );
