// All cases of a view as points, the same set as its list: everything once, then after events, at the pace of
// points-pace.ts, and now and then because lamps turn by themselves, what has changed.
import {
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { MapPoint } from '../../../platform/web/map/map-data.ts';
import { lampTexts } from '../../../ui/lamp/lamp.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { CasePoints } from '../core/contract-map.ts';
import { dotsAfter, type HeldDots } from '../core/points.ts';
import { askInTurn } from './points-pace.ts';
import { CASES_KEY, type View } from './use-cases.ts';
import { workspaceTexts } from './workspace-texts.ts';

interface Held extends HeldDots {
  /** Which question it answers: a later one may be answered first. */
  readonly turn: number;
}

let turns = 0;

/** Every answer lands, even of a question that was asked anew meanwhile: where something happens all the time
 *  a slow line would otherwise never show anything. */
async function askPoints(queries: QueryClient, key: QueryKey, view: View): Promise<Held> {
  const held = queries.getQueryData<Held>(key);
  turns += 1;
  const turn = turns;
  const since = held ? { since: held.version } : {};
  const answer = await api.get<CasePoints>('/api/cases/points', { query: { ...view, ...since } });
  const newest = queries.getQueryData<Held>(key);
  if (newest && newest.turn > turn) return newest;
  const next = { ...dotsAfter(held, answer), turn };
  queries.setQueryData(key, next);
  return next;
}

export function usePoints({ sort: _, limit: __, ...view }: View) {
  const t = useText(workspaceTexts);
  const lamps = useText(lampTexts);
  const queries = useQueryClient();
  const queryKey = [...CASES_KEY, 'points', view];
  const asked = useQuery({
    queryKey,
    placeholderData: keepPreviousData,
    refetchInterval: 2 * MINUTE,
    structuralSharing: false,
    queryFn: () => {
      const own = queries.getQueryCache().find({ queryKey, exact: true });
      return askInTurn(own ?? queries, () => askPoints(queries, queryKey, view));
    },
  });
  const { data } = asked;
  const points = useMemo(
    () =>
      [...(data?.dots.values() ?? [])].map(
        ({ lamp, ...at }): MapPoint => ({
          ...at,
          lamp: lamp ?? 'ended',
          label: `${t.caseCard} ${lamp === null ? t.ended : lamps[lamp]}`,
        }),
      ),
    [data, t, lamps],
  );
  return { ...asked, points, total: data?.total ?? 0, isMore: data?.isMore ?? false };
}
