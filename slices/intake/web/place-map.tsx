// Choosing the place on the map. Shows the grids around a known place, or the communities of the whole
// district; what is shown is settled when the map opens, so that it does not jump under the finger.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isWithin } from '../../../kernel/rights.ts';
import { useText } from '../../../platform/web/i18n/public.ts';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { Loading } from '../../../ui/states/states.tsx';
import { boundaries } from './report-api.ts';
import type { DraftPlace } from './report-draft.ts';
import { reportTexts } from './report-texts.ts';

export interface PlaceMapProps {
  readonly districtId: string;
  readonly place: DraftPlace | null;
  readonly onChoose: (place: DraftPlace) => void;
  /** Shows the grid alone where the place lies, so that the pin can be put to the metre at once. */
  readonly isClose?: boolean;
  /** A thing on the map was pressed: its code. */
  readonly onPickComponent?: (code: string) => void;
}

const STREET_PARTS = 2;
const COMMUNITY_PARTS = 3;
const communityOf = (areaPath: string): string => areaPath.split('.').slice(0, COMMUNITY_PARTS).join('.');

const inside = (areas: Areas, path: string): Areas => ({
  ...areas,
  features: areas.features.filter((feature) => isWithin(feature.properties.path, path)),
});

export function PlaceMap({ districtId, place, onChoose, isClose = false, onPickComponent }: PlaceMapProps) {
  const t = useText(reportTexts);
  const areaPath = place?.located?.areaPath;
  const [around] = useState(areaPath && (isClose ? areaPath : communityOf(areaPath)));
  const street = around?.split('.').slice(0, STREET_PARTS).join('.');
  const level = around === undefined ? 'community' : 'grid';
  const { data, isPending } = useQuery({
    queryKey: ['boundaries', districtId, level, street],
    queryFn: () => boundaries(districtId, level, street),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [shown, setShown] = useState<Areas>();
  if (data && !shown) setShown(around === undefined ? data : inside(data, around));
  if (isPending) return <Loading lines={5} />;
  return (
    <div className="gl-place-map">
      <p>{t.mapHelp}</p>
      <div className="gl-place-map-frame">
        <AreaMap
          label={t.mapLabel}
          {...(shown ? { areas: shown } : {})}
          {...(place?.point ? { pin: place.point } : {})}
          {...(onPickComponent ? { onPickComponent } : {})}
          onPinMove={(point) => onChoose({ way: 'map', point })}
        />
      </div>
    </div>
  );
}
