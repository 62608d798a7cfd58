// The board of an area: which one is asked for stands in the address; it follows what happens, and rows stay
// where they were until the reader asks for something else.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { isWithin, rightTo } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { type Session, useSession } from '../../../platform/web/session/session.tsx';
import { PERIODS, type Period } from '../../cases/core/figure-words.ts';
import type { Board } from '../core/contract.ts';
import { supervisionPolicy } from '../core/policy.ts';

export type { Board };

/** The widest areas whose board one of the posts may read. */
export function boardAreas({ personId, name, posts }: Session): readonly string[] {
  const paths = posts
    .filter((post) => {
      const actor = { kind: 'person', personId, name, posts: [post] } as const;
      return (
        rightTo(supervisionPolicy, actor, 'supervision.board', { areaPath: post.areaPath }) !== undefined
      );
    })
    .map((post) => post.areaPath);
  return [...new Set(paths)].filter((path) =>
    paths.every((other) => other === path || !isWithin(path, other)),
  );
}

export const VIEWS = ['now', 'time', 'acts', 'pushes'] as const;
export type BoardView = (typeof VIEWS)[number];

export interface BoardChoice {
  readonly areaPath: string | undefined;
  readonly own: readonly string[];
  readonly period: Period;
  readonly view: BoardView;
}

const among = <T extends string>(all: readonly T[], value: string | null): T | undefined =>
  all.find((one) => one === value);
const isBoardArea = (path: string): boolean => path.split('.').length <= 3;

/** What the address says, where it is the reader's to see; a week where it says nothing. */
export function useBoardChoice(): BoardChoice {
  const { session } = useSession();
  const { query } = useRoute();
  const own = useMemo(() => (session ? boardAreas(session).filter(isBoardArea) : []), [session]);
  const asked = query.get('areaPath');
  const isMine = asked !== null && isBoardArea(asked) && own.some((path) => isWithin(asked, path));
  return {
    areaPath: isMine ? asked : own[0],
    own,
    period: among(PERIODS, query.get('period')) ?? 'week',
    view: among(VIEWS, query.get('view')) ?? 'now',
  };
}

/** Lamps turn red by themselves: asked again while somebody looks. What happens makes it old at once. */
const AGAIN_AFTER = 30 * SECOND;

export const useBoard = ({ areaPath, period }: Pick<BoardChoice, 'areaPath' | 'period'>) =>
  useQuery({
    queryKey: ['cases', 'board', areaPath, period],
    enabled: areaPath !== undefined,
    refetchInterval: AGAIN_AFTER,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<Board>('/api/supervision/board', { signal, query: { areaPath, period } }),
  });

/** The rows in the order in which they were first shown; what is new comes after them. `of`: what is asked
 *  for: with another question the order is made anew. */
export function useSteadyRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  of: string,
): readonly Row[] {
  const known = useRef<{ of: string; keys: string[] }>({ of, keys: [] });
  if (known.current.of !== of) known.current = { of, keys: [] };
  const { keys } = known.current;
  const places = new Map(keys.map((key, place) => [key, place]));
  for (const row of rows) {
    const key = keyOf(row);
    if (places.has(key)) continue;
    places.set(key, keys.length);
    keys.push(key);
  }
  return [...rows].sort((a, b) => (places.get(keyOf(a)) ?? 0) - (places.get(keyOf(b)) ?? 0));
}
