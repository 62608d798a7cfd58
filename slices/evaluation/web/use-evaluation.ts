// Which figures are asked for stands in the address: area, period, by what; and which figure and which of its
// counts is opened. What is asked of the server is here.
import {
  type InfiniteData,
  keepPreviousData,
  type QueryKey,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import { localDate } from '../../../kernel/instant.ts';
import { isWithin, rightTo } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { type Session, useSession } from '../../../platform/web/session/session.tsx';
import { type Breakdown, BREAKDOWNS } from '../core/breakdown.ts';
import type { CountedCases, Counting, OwnFigures, Table } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { isDay, PERIOD_KINDS, type PeriodKind } from '../core/period.ts';
import { evaluationPolicy } from '../core/policy.ts';

const ROOT = 'evaluation';
const PAGE = 50;

/** The widest areas whose figures one of the posts may read. */
function readableAreas({ personId, name, posts }: Session): readonly string[] {
  const paths = posts.flatMap((post) => {
    const actor = { kind: 'person', personId, name, posts: [post] } as const;
    const target = { areaPath: post.areaPath };
    return rightTo(evaluationPolicy, actor, 'evaluation.read', target) ? [post.areaPath] : [];
  });
  return [...new Set(paths)].filter((path) =>
    paths.every((other) => other === path || !isWithin(path, other)),
  );
}

const isCounted = (path: string): boolean => path.split('.').length <= 3;
const among = <T extends string>(all: readonly T[], value: string | null): T | undefined =>
  all.find((one) => one === value);

export interface Choice {
  readonly areaPath: string | undefined;
  readonly own: readonly string[];
  readonly period: PeriodKind;
  readonly day: string;
  readonly by: Breakdown;
  /** The figure that is looked at: a row and an indicator; and of it a count whose cases are listed. */
  readonly row: string | null;
  readonly indicator: string | null;
  readonly count: string | null;
}

export type Asked = Pick<Choice, 'period' | 'day'>;

/** The day that the address says; else the last day of the month before, which is over and whole. */
export function usePeriod(): Asked {
  const { query } = useRoute();
  const today = localDate(useNow(60_000));
  const asked = query.get('day') ?? '';
  const ofBefore = localDate(Date.parse(`${today.slice(0, 7)}-01T00:00:00+08:00`) - 1);
  return {
    period: among(PERIOD_KINDS, query.get('period')) ?? 'month',
    day: isDay(asked) ? asked : ofBefore,
  };
}

export function useChoice(): Choice {
  const { session } = useSession();
  const { query } = useRoute();
  const period = usePeriod();
  const own = useMemo(() => (session ? readableAreas(session).filter(isCounted) : []), [session]);
  const asked = query.get('areaPath');
  const isMine = asked !== null && isCounted(asked) && own.some((path) => isWithin(asked, path));
  return {
    areaPath: isMine ? asked : own[0],
    own,
    ...period,
    by: among(BREAKDOWNS, query.get('by')) ?? 'area',
    row: query.get('row'),
    indicator: query.get('indicator'),
    count: query.get('count'),
  };
}

export const isStillCounting = ({ waiting, isCatchingUp }: Counting): boolean => waiting > 0 || isCatchingUp;

/** Figures that are still being counted are asked for again by themselves: soon where there are none yet. */
const againIn = (counting: Counting | undefined, isEmpty: boolean): number | false => {
  if (!counting || !isStillCounting(counting)) return false;
  return isEmpty ? 10 * SECOND : MINUTE;
};

/** Its pages as one table: a district has more grids than a page has rows. */
export function useTable({ areaPath, by, period, day }: Choice) {
  const asked = useInfiniteQuery<Table, Error, InfiniteData<Table>, QueryKey, string | undefined>({
    queryKey: [ROOT, 'table', areaPath, by, period, day],
    enabled: areaPath !== undefined,
    placeholderData: keepPreviousData,
    initialPageParam: undefined,
    refetchInterval: ({ state }) => {
      const [first] = state.data?.pages ?? [];
      return againIn(first?.counting, first?.rows.length === 0);
    },
    queryFn: ({ signal, pageParam }) =>
      api.get<Table>('/api/evaluation/table', {
        signal,
        query: { areaPath, by, period, day, after: pageParam },
      }),
    getNextPageParam: (page) => page.nextAfter ?? undefined,
  });
  const [first] = asked.data?.pages ?? [];
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? [];
  return { asked, table: first && { ...first, rows } };
}

export interface Opened {
  /** The door and its question, without the page. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
}

export const openedCell = (choice: Choice, key: string, count: CountName): Opened => ({
  url: '/api/evaluation/cases',
  query: {
    areaPath: choice.areaPath ?? '',
    by: choice.by,
    key,
    count,
    period: choice.period,
    day: choice.day,
  },
});

export const useOpened = ({ url, query }: Opened) =>
  useInfiniteQuery({
    queryKey: [ROOT, 'cases', url, query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<CountedCases>(url, { signal, query: { ...query, limit: PAGE, cursor: pageParam } }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export function useOwn() {
  const asked = usePeriod();
  const found = useQuery<OwnFigures>({
    queryKey: [ROOT, 'mine', asked.period, asked.day],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      againIn(state.data?.counting, state.data?.subjects.every(({ counts }) => counts.length === 0) ?? true),
    queryFn: ({ signal }) => api.get<OwnFigures>('/api/evaluation/mine', { signal, query: { ...asked } }),
  });
  return { asked, found };
}
