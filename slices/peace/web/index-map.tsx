// The areas on the map, each coloured by its index and named with it: colour is never alone. Pressing one
// opens what its index is made of; the table above says the same.
import { useMemo } from 'react';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { Loading } from '../../../ui/states/states.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useBoundaries } from '../../areas/web/public.ts';
import type { IndexRow, IndexTable } from '../core/contract-index.ts';
import { peaceTexts } from './peace-texts.ts';

type Texts = ReturnType<typeof useText<typeof peaceTexts.zh>>;

/** Those below the area that is looked at; where it has none that are judged, itself. */
export function tonedAreas(areas: Areas, rows: readonly IndexRow[], t: Texts): Areas {
  const byPath = new Map(rows.map((row) => [row.areaPath, row]));
  const features = areas.features.flatMap((feature) => {
    const row = byPath.get(feature.properties.path);
    if (!row) return [];
    const told = row.index === null || row.colour === null ? t.none : `${row.index} ${t[row.colour]}`;
    const tone = row.colour === null ? {} : { tone: row.colour };
    const properties = {
      ...feature.properties,
      name: `${row.name} ${told}`,
      nameEn: `${row.nameEn} ${told}`,
      ...tone,
    };
    return [{ ...feature, properties }];
  });
  return { type: 'FeatureCollection', features };
}

const LEVELS = ['street', 'community', 'community'] as const;

export function IndexMap({ table, onOpen }: { table: IndexTable; onOpen: (areaPath: string) => void }) {
  const t = useText(peaceTexts);
  const depth = table.areaPath.split('.').length;
  const { data } = useBoundaries(table.areaPath.slice(0, 6), LEVELS[depth - 1] ?? 'community');
  const toned = useMemo(() => (data ? tonedAreas(data, table.rows, t) : undefined), [data, table.rows, t]);
  if (!toned) return <Loading lines={4} />;
  if (toned.features.length === 0) return null;
  return (
    <div className="gl-peace-map">
      <AreaMap
        label={t.map}
        areas={toned}
        subject={table.areaPath}
        districtId={table.areaPath.slice(0, 6)}
        onPickArea={onOpen}
      />
    </div>
  );
}
