// The base maps that a district's maps may lie on, beside its own ground; the choice lasts in this browser.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { HOUR } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { OuterBase } from '../../../platform/web/map/map.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { nameIn } from './case-timeline.tsx';

interface Told extends Omit<OuterBase, 'tiles'> {
  readonly name: string;
  readonly nameEn: string;
}

export function useBases(districtId: string) {
  const language = useSpoken();
  const [chosen, choose] = useState('');
  const asked = useQuery({
    queryKey: ['base maps', districtId],
    enabled: districtId !== '',
    staleTime: HOUR,
    queryFn: ({ signal }) =>
      api.get<{ sources: readonly Told[] }>(`/api/basemap/${districtId}/tile-sources`, { signal }),
  });
  const sources = asked.data?.sources ?? [];
  const found = sources.find(({ id }) => id === chosen);
  const base: OuterBase | undefined = found && {
    ...found,
    tiles: `/api/basemap/outer/${found.id}/{z}/{x}/{y}`,
  };
  const choices = sources.map((one) => ({ value: one.id, label: nameIn(one, language) }));
  return { base, choices, chosen: found ? chosen : '', choose };
}
