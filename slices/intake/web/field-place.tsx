// Where it is: the grid's name and how exact the position is, at once; and three ways to put it right: the
// map, the grid list, the registered components nearby. None of them is needed to go on.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { type ChoiceOf, Segments } from '../../../ui/choices/choices.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { Loading } from '../../../ui/states/states.tsx';
import { FieldError } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree, withoutEcho } from '../../areas/web/public.ts';
import { useLocated, useNearComponents } from './field-api.ts';
import type { FieldReport, Place } from './field-report.ts';
import { fieldTexts } from './field-texts.ts';
import type { DraftPlace } from './report-draft.ts';
import type { PositionMode } from './use-position.ts';

const PlaceMap = lazy(() => import('./place-map.tsx').then((module) => ({ default: module.PlaceMap })));
const PlaceList = lazy(() => import('./place-list.tsx').then((module) => ({ default: module.PlaceList })));

type Way = 'map' | 'components' | 'list';

export interface FieldPlaceProps {
  readonly place: FieldReport['place'];
  readonly mode: PositionMode;
  readonly districtId: string;
  readonly onPlace: (place: Place | null) => void;
}

export const pointOfPlace = (place: Place | null): Point | undefined =>
  place === null || place.way === 'grid' ? undefined : place.point;

function useWhere({ place, mode, districtId }: Omit<FieldPlaceProps, 'onPlace'>) {
  const t = useText(fieldTexts);
  const language = useSpoken();
  const located = useLocated(pointOfPlace(place));
  const { data: tree } = useAreaTree(districtId);
  const names =
    located.data &&
    (areaNames(tree, located.data.areaPath, language) ?? withoutEcho(located.data.names.slice(-2)).join(' '));
  if (!place) {
    const none = { finding: t.finding, found: t.finding, denied: t.denied, not_found: t.notFound };
    return { title: none[mode], detail: undefined, error: undefined, located: undefined };
  }
  const details = {
    gps: place.way === 'gps' ? t.accuracy(place.accuracyMetres) : '',
    pin: t.byHand,
    grid: t.byList,
    component: place.way === 'component' ? `${t.byComponent} ${place.name}` : '',
  };
  const error = isRefused(located.error) ? tellError(located.error, language) : undefined;
  const pending = located.isFetching ? t.locating : t.gridLater;
  const title =
    place.way === 'grid' ? place.name : (names ?? (error === undefined ? pending : details[place.way]));
  return { title, detail: details[place.way], error, located: located.data };
}

function NearComponents({ place, districtId, onPlace }: Omit<FieldPlaceProps, 'mode'>) {
  const t = useText(fieldTexts);
  const point = pointOfPlace(place);
  const { data, isPending } = useNearComponents(districtId, point);
  if (!point) return <p className="gl-quiet">{t.needPoint}</p>;
  if (isPending) return <Loading lines={3} />;
  if (!data || data.length === 0) return <p className="gl-quiet">{t.noComponents}</p>;
  return (
    <ul className="gl-near-list">
      {data.map(({ id, name, code, point: at, distanceMetres }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={place?.way === 'component' && place.componentId === id}
            onClick={() => onPlace({ way: 'component', point: at, componentId: id, name })}
          >
            <span>
              {name}
              <small className="gl-figures">{code.slice(-6)}</small>
            </span>
            <span className="gl-figures">{t.metres(Math.round(distanceMetres))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Adjust(props: FieldPlaceProps & { readonly located: ReturnType<typeof useWhere>['located'] }) {
  const t = useText(fieldTexts);
  const { place, districtId, onPlace, located } = props;
  const [way, setWay] = useState<Way>('map');
  const point = pointOfPlace(place);
  const drafted: DraftPlace | null = point ? { way: 'map', point, ...(located ? { located } : {}) } : null;
  const ways: readonly ChoiceOf<Way>[] = [
    { id: 'map', label: t.onMap },
    { id: 'components', label: t.nearby },
    { id: 'list', label: t.onList },
  ];
  return (
    <div className="gl-adjust">
      <Segments label={t.wayLabel} isLabelHidden choices={ways} chosen={way} onChoose={setWay} />
      <Suspense fallback={<Loading lines={4} />}>
        {way === 'map' ? (
          <PlaceMap
            districtId={districtId}
            place={drafted}
            onChoose={(chosen) => chosen.point && onPlace({ way: 'pin', point: chosen.point })}
          />
        ) : null}
        {way === 'list' ? (
          <PlaceList
            districtId={districtId}
            onChoose={({ located: at }) =>
              at &&
              onPlace({
                way: 'grid',
                areaPath: at.areaPath,
                name: withoutEcho(at.names.slice(-2)).join(' '),
              })
            }
          />
        ) : null}
      </Suspense>
      {way === 'components' ? <NearComponents {...props} /> : null}
      {place && place.way !== 'gps' ? (
        <Button icon="pin" onClick={() => onPlace(null)}>
          {t.follow}
        </Button>
      ) : null}
    </div>
  );
}

export function FieldPlace(props: FieldPlaceProps) {
  const t = useText(fieldTexts);
  const [isOpen, setOpen] = useState(false);
  const section = useRef<HTMLElement>(null);
  // The map opens under the fold of a small phone: bring it under the eye.
  useEffect(() => {
    if (isOpen) section.current?.scrollIntoView({ block: 'start' });
  }, [isOpen]);
  const { title, detail, error, located } = useWhere(props);
  return (
    <section ref={section} className="gl-field-place" aria-label={t.place}>
      <div className="gl-field-place-head">
        <Icon name="pin" />
        <p aria-live="polite">
          <strong>{title}</strong>
          {detail === undefined ? null : <span className="gl-figures">{detail}</span>}
        </p>
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t.adjustDone : t.adjust}
        </Button>
      </div>
      {error === undefined ? null : <FieldError>{error}</FieldError>}
      {isOpen ? <Adjust {...props} located={located} /> : null}
    </section>
  );
}
