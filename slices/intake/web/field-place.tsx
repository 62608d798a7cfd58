// Where it is: the grid's name and how exact the position is, at once; and four ways to put it right: the
// map, the registered components nearby, the plate of one, the grid list. None of them is needed to go on.
import { Suspense, useEffect, useRef, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import type { PositionMode } from '../../../platform/web/map/watch-position.ts';
import { lazyPart } from '../../../platform/web/start/lazy-screen.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { type ChoiceOf, Segments } from '../../../ui/choices/choices.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { Loading } from '../../../ui/states/states.tsx';
import { FieldError } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree, withoutEcho } from '../../areas/web/public.ts';
import { componentByCode, type KnownComponent, useNearComponents } from '../../components/web/public.ts';
import { type Placed, roundedPoint, useGridPaths, usePlaced } from './field-api.ts';
import type { FieldReport, Place } from './field-report.ts';
import { fieldTexts } from './field-texts.ts';
import type { DraftPlace } from './report-draft.ts';

const PlaceMap = lazyPart(async () => ({ default: (await import('./place-map.tsx')).PlaceMap }));
const PlaceList = lazyPart(async () => ({ default: (await import('./place-list.tsx')).PlaceList }));
const FieldScan = lazyPart(async () => ({ default: (await import('./field-scan.tsx')).FieldScan }));

type Way = 'map' | 'components' | 'scan' | 'list';

export interface FieldPlaceProps {
  readonly place: FieldReport['place'];
  readonly mode: PositionMode;
  readonly districtId: string;
  /** The areas of the officer's posts. */
  readonly homes: readonly string[];
  readonly onPlace: (place: Place | null) => void;
}

export const pointOfPlace = (place: Place | null): Point | undefined =>
  place === null || place.way === 'grid' ? undefined : place.point;

const inKm = (metres: number): string => (metres / 1_000).toFixed(metres < 10_000 ? 1 : 0);

function useWhere({ place, mode, districtId, homes }: Omit<FieldPlaceProps, 'onPlace'>) {
  const t = useText(fieldTexts);
  const language = useSpoken();
  const placed = usePlaced(pointOfPlace(place), homes);
  const { data: tree } = useAreaTree(districtId);
  const names =
    (placed.areaPath === undefined ? undefined : areaNames(tree, placed.areaPath, language)) ??
    (placed.names && withoutEcho(placed.names.slice(-2)).join(' '));
  if (!place) {
    const none = { finding: t.finding, found: t.finding, denied: t.denied, not_found: t.notFound };
    const detail = mode === 'finding' ? t.findingHelp : undefined;
    return { title: none[mode], detail, error: undefined, placed };
  }
  const details = {
    gps: place.way === 'gps' ? t.accuracy(place.accuracyMetres) : '',
    pin: t.byHand,
    grid: t.byList,
    component: place.way === 'component' ? `${t.byComponent} ${place.name}` : '',
  };
  const outside = placed.outsideMetres === undefined ? undefined : t.outside(inKm(placed.outsideMetres));
  const error = placed.error ? tellError(placed.error, language) : outside;
  const pending = placed.isAsking ? t.locating : t.gridLater;
  const title =
    place.way === 'grid' ? place.name : (names ?? (error === undefined ? pending : details[place.way]));
  return { title, detail: details[place.way], error, placed };
}

const asPlace = ({ id, name, classCode, point }: KnownComponent): Place => ({
  way: 'component',
  point,
  componentId: id,
  name,
  classCode: classCode.slice(0, 4),
});

function NearComponents({ place, districtId, homes, placed, onPlace }: AdjustProps) {
  const t = useText(fieldTexts);
  const point = roundedPoint(pointOfPlace(place));
  const gridPaths = useGridPaths(districtId, homes, placed.areaPath);
  const { components, isPending } = useNearComponents({ districtId, point, gridPaths });
  if (!point) return <p className="gl-quiet">{t.needPoint}</p>;
  if (isPending) return <Loading lines={3} />;
  if (!components || components.length === 0) return <p className="gl-quiet">{t.noComponents}</p>;
  return (
    <ul className="gl-near-list">
      {components.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            aria-pressed={place?.way === 'component' && place.componentId === one.id}
            onClick={() => onPlace(asPlace(one))}
          >
            <span>
              {one.name}
              <small className="gl-figures">{one.code.slice(-6)}</small>
            </span>
            <span className="gl-figures">{t.metres(Math.round(one.distanceMetres))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

type AdjustProps = Omit<FieldPlaceProps, 'mode'> & { readonly placed: Placed };

function Scan({ place, districtId, homes, onPlace }: AdjustProps) {
  const t = useText(fieldTexts);
  const gridPaths = useGridPaths(districtId, homes);
  return (
    <>
      <FieldScan districtId={districtId} gridPaths={gridPaths} onFound={(one) => onPlace(asPlace(one))} />
      <p role="status">{place?.way === 'component' ? t.codeFound(place.name) : ''}</p>
    </>
  );
}

/** A tap moves the pin; a tap on a thing chooses it. What can't be looked up now is a place all the same. */
function OnMap({ place, districtId, homes, placed, onPlace }: AdjustProps) {
  const point = pointOfPlace(place);
  const gridPaths = useGridPaths(districtId, homes);
  const located =
    placed.areaPath === undefined
      ? {}
      : { located: { districtId, areaPath: placed.areaPath, names: placed.names ?? [] } };
  const drafted: DraftPlace | null = point ? { way: 'map', point, ...located } : null;
  const pick = (code: string) =>
    componentByCode(districtId, code, gridPaths).then(
      (one) => onPlace(asPlace(one)),
      (error: unknown) => console.info(`The thing ${code} could not be looked up.`, error),
    );
  return (
    <PlaceMap
      districtId={districtId}
      place={drafted}
      isClose
      onChoose={(chosen) => chosen.point && onPlace({ way: 'pin', point: chosen.point })}
      onPickComponent={(code) => void pick(code)}
    />
  );
}

function Adjust(props: AdjustProps) {
  const t = useText(fieldTexts);
  const { place, districtId, onPlace } = props;
  const [way, setWay] = useState<Way>('map');
  const ways: readonly ChoiceOf<Way>[] = [
    { id: 'map', label: t.onMap },
    { id: 'components', label: t.nearby },
    { id: 'scan', label: t.scan },
    { id: 'list', label: t.onList },
  ];
  return (
    <div className="gl-adjust">
      <Segments label={t.wayLabel} isLabelHidden choices={ways} chosen={way} onChoose={setWay} />
      <Suspense fallback={<Loading lines={4} />}>
        {way === 'map' ? <OnMap {...props} /> : null}
        {way === 'components' ? <NearComponents {...props} /> : null}
        {way === 'scan' ? <Scan {...props} /> : null}
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
  const { title, detail, error, placed } = useWhere(props);
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
      {isOpen ? <Adjust {...props} placed={placed} /> : null}
    </section>
  );
}
