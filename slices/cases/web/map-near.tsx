// What stands around the middle of the map, of the chosen classes, nearest first: the way to a thing in the
// street for whoever has no pointer.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { HOUR } from '../../../kernel/duration.ts';
import type { Point } from '../../../kernel/geo.ts';
import { api } from '../../../platform/web/api/api.ts';
import { Button } from '../../../ui/button/button.tsx';
import { distanceWords } from '../../../ui/words/format.ts';
import { useText } from '../../../ui/words/texts.ts';
import type { NearComponent } from '../../components/web/public.ts';
import { workspaceTexts } from './workspace-texts.ts';

const RADIUS_METRES = 300;
const MOST_ASKED = 200;
const MOST_SHOWN = 20;
/** About ten metres: a map that trembles is not asked about again. */
const DIGITS = 4;

export interface MapNearProps {
  readonly districtId: string;
  readonly centre: Point;
  readonly classes: readonly string[];
  readonly onCode: (code: string) => void;
}

function useNear({ districtId, centre, classes }: MapNearProps): readonly NearComponent[] | undefined {
  const [only] = classes.length === 1 ? classes : [];
  const at = { lon: centre.lon.toFixed(DIGITS), lat: centre.lat.toFixed(DIGITS) };
  const query = { districtId, ...at, classCode: only, radiusMetres: RADIUS_METRES, limit: MOST_ASKED };
  const { data } = useQuery({
    queryKey: ['components', 'around', query],
    staleTime: HOUR,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<readonly NearComponent[]>('/api/components/nearest', { signal, query, isKept: false }),
  });
  return data?.filter(({ classCode }) => classes.includes(classCode)).slice(0, MOST_SHOWN);
}

export function MapNear(props: MapNearProps) {
  const t = useText(workspaceTexts);
  const found = useNear(props);
  return (
    <>
      <h3>{t.around}</h3>
      {found?.length === 0 ? <p>{t.noneAround}</p> : null}
      <ul className="gl-map-near" aria-label={t.around}>
        {(found ?? []).map(({ code, name, distanceMetres }) => (
          <li key={code}>
            <Button tone="quiet" size="small" onClick={() => props.onCode(code)}>
              {name}
            </Button>
            <span className="gl-muted gl-figures">{distanceWords(distanceMetres)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
