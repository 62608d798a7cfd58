// The queue of the desk, alive: asks for a view page by page, keeps the rows where they are while news
// come in, and takes the news over when asked, when the view changes, or when nothing is shown yet.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import {
  byUrgency,
  type Done,
  isDone,
  mergeQueue,
  type QueueChoice,
  type QueueRow,
} from './triage-queue.ts';
import { type CaseListItem, useCases } from './use-cases.ts';

/** Beyond this many nobody triages one by one: the view says that there are more. */
const MOST_PAGES = 6;

interface Shown {
  readonly of: string;
  readonly items: readonly CaseListItem[];
}

export interface LiveQueue {
  readonly rows: readonly QueueRow[];
  readonly waiting: number;
  /** More than the desk holds: the list page has them all. */
  readonly isMore: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly showNew: () => void;
  /** `version`: of the case after the act. */
  readonly markDone: (id: string, version: number) => void;
  /** It came back (undo): it may be shown again. */
  readonly unmark: (id: string) => void;
  readonly again: () => void;
}

export function useQueue({ subject, query, belongs }: QueueChoice, isEnabled = true): LiveQueue {
  const now = useNow(MINUTE);
  const asked = useCases(query, isEnabled);
  const [shown, setShown] = useState<Shown>({ of: '', items: [] });
  const [done, setDone] = useState<Done>(new Map());
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData, data, items } = asked;
  const pages = data?.pages.length ?? 0;
  const isWhole = asked.isSuccess && !isPlaceholderData && (!hasNextPage || pages >= MOST_PAGES);

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isPlaceholderData && pages < MOST_PAGES) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isPlaceholderData, pages, fetchNextPage]);

  const isOther = shown.of !== subject;
  // Sorting hundreds of rows is for when they have changed, not for every key.
  const { sorted, queue, sortedRows } = useMemo(() => {
    const fresh = items.filter((item) => belongs(item, now));
    const sorted = byUrgency(
      fresh.filter((item) => !isDone(done, item)),
      now,
    );
    const sortedRows = sorted.map((item): QueueRow => ({ item, isGone: false }));
    return { sorted, sortedRows, queue: mergeQueue(isOther ? [] : shown.items, fresh, done) };
  }, [items, belongs, now, done, isOther, shown]);
  const isEmpty = !isOther && queue.rows.length === 0 && queue.waiting > 0;

  const take = () => {
    setShown({ of: subject, items: sorted });
    const back = new Set(sorted.map((item) => item.id));
    setDone((before) => new Map([...before].filter(([id]) => !back.has(id))));
  };

  // A changed view, and news to an empty list, move nothing that anyone looks at.
  useEffect(() => {
    if (isWhole && (isOther || isEmpty)) take();
  });

  const markDone = useCallback(
    (id: string, version: number) => setDone((before) => new Map([...before, [id, version]])),
    [],
  );
  const unmark = useCallback(
    (id: string) => setDone((before) => new Map([...before].filter(([one]) => one !== id))),
    [],
  );
  return {
    rows: isOther && isWhole ? sortedRows : queue.rows,
    waiting: isOther ? 0 : queue.waiting,
    isMore: hasNextPage && pages >= MOST_PAGES,
    isPending: asked.isPending || (isOther && !isWhole && !asked.isError),
    error: asked.isError && !data ? asked.error : null,
    showNew: take,
    markDone,
    unmark,
    again: () => void asked.refetch(),
  };
}
