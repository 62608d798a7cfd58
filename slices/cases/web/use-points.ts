// All cases of a view as points, the same set as its list; asked anew with every event, and now and then
// because lamps turn by themselves.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { MapPoint } from '../../../platform/web/map/map-data.ts';
import { LAMPS, lampTexts } from '../../../ui/lamp/lamp.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { CasePoints } from '../core/contract-map.ts';
import { CASES_KEY, type View } from './use-cases.ts';
import { workspaceTexts } from './workspace-texts.ts';

export function usePoints({ sort: _, limit: __, ...view }: View) {
  const t = useText(workspaceTexts);
  const lamps = useText(lampTexts);
  const asked = useQuery({
    queryKey: [...CASES_KEY, 'points', view],
    placeholderData: keepPreviousData,
    refetchInterval: 2 * MINUTE,
    queryFn: ({ signal }) => api.get<CasePoints>('/api/cases/points', { signal, query: { ...view } }),
  });
  const { data } = asked;
  const points = useMemo(
    () =>
      (data?.points ?? []).map(({ lamp: said, ...at }): MapPoint => {
        const lamp = LAMPS.find((one) => one === said);
        const word = lamp === undefined ? t.ended : lamps[lamp];
        return { ...at, lamp: lamp ?? 'ended', label: `${t.caseCard} ${word}` };
      }),
    [data, t, lamps],
  );
  return { ...asked, points, total: data?.total ?? 0, isMore: data?.isMore ?? false };
}
