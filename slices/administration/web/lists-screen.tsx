// The two lists in administration: the workshop of the catalogue, with the names of units and areas that it
// needs.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { useText } from '../../../ui/words/texts.ts';
import { useAreaChoices } from '../../cases/web/public.ts';
import { ListsWorkshop } from '../../catalogue/web/public.ts';
import type { Unit } from '../../people/core/unit.ts';
import { AdminFrame } from './admin-frame.tsx';
import { placeTexts } from './place-texts.ts';
import { useAdminArea } from './use-admin.ts';

const MOST_UNITS = 2_000;

const useUnitsHere = (districtId: string) =>
  useQuery({
    queryKey: ['units', 'tree', districtId],
    enabled: districtId !== '',
    queryFn: ({ signal }) =>
      api.get<{ units: readonly Unit[] }>('/api/units', {
        signal,
        query: { areaPath: districtId, limit: MOST_UNITS },
      }),
  });

export default function ListsScreen() {
  const t = useText(placeTexts);
  const districtId = useAdminArea().slice(0, 6);
  const { data } = useUnitsHere(districtId);
  const areas = useAreaChoices(districtId, 'grid');
  const around = useMemo(() => ({ districtId, areas, units: data?.units ?? [] }), [districtId, areas, data]);
  return (
    <AdminFrame part="lists" why={t.listsWhy}>
      {districtId === '' ? null : <ListsWorkshop around={around} />}
    </AdminFrame>
  );
}
