// A small map of where a case is: the grids of its community, the pin, which can be moved where the place
// may be corrected. Boundaries load once per district and only when a map is shown.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { api } from '../../../platform/web/api/api.ts';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import { type Areas, type MapPoint, NO_AREAS } from '../../../platform/web/map/map-data.ts';
import { useText } from '../../../ui/words/texts.ts';
import { deskTexts } from './desk-texts.ts';
import './case-map.css';

/** The boundaries of one level of a district; they change with a published version, not during a shift. */
export const useBoundaries = (districtId: string, level: 'street' | 'community' | 'grid') =>
  useQuery({
    queryKey: ['boundaries', districtId, level],
    enabled: districtId !== '',
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      api.get<Areas>('/api/areas/boundaries', { signal, query: { districtId, level } }),
  });

const above = (areaPath: string): string => areaPath.split('.').slice(0, 3).join('.');

export interface CaseMapProps {
  readonly caseId: string;
  readonly areaPath: string;
  readonly point: Point | undefined;
  readonly onMove?: (to: Point) => void;
  /** Other places beside it, such as likely duplicates. */
  readonly points?: readonly MapPoint[];
  readonly onPick?: (id: string) => void;
  readonly label?: string;
}

const NO_POINTS: readonly MapPoint[] = [];

export function CaseMap(props: CaseMapProps) {
  const { caseId, areaPath, point, onMove, points = NO_POINTS, onPick, label } = props;
  const t = useText(deskTexts);
  const boundaries = useBoundaries(areaPath.slice(0, 6), 'grid');
  const near = useMemo((): Areas => {
    const all = boundaries.data?.features ?? [];
    const own = all.filter((one) => one.properties.path === areaPath);
    const around = all.filter((one) => one.properties.path.startsWith(`${above(areaPath)}.`));
    return { ...NO_AREAS, features: own.length > 0 ? own : around };
  }, [boundaries.data, areaPath]);
  if (!point && near.features.length === 0) return null;
  return (
    <div className="gl-case-map">
      <AreaMap
        label={label ?? t.map}
        areas={near}
        points={points}
        subject={`${caseId} ${near.features.length} ${points.length}`}
        {...(onPick ? { onPick } : {})}
        {...(point ? { pin: point } : {})}
        {...(onMove ? { onPinMove: onMove } : {})}
      />
    </div>
  );
}
