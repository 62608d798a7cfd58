// 地图: my area with the lamps of its open cases, the things in the street, where I am; a press on any place
// leads to a report from there. The list beside it shows the same set under the same filter, and every
// gesture has a button. Works with what is stored.
import { useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import type { MapView } from '../../../platform/web/map/map-data.ts';
import { usePhonePlace } from '../../../platform/web/map/use-phone-place.ts';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Chips, type ChoiceOf, Segments } from '../../../ui/choices/choices.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useChosenLayers, useLayerMarks } from '../../areas/web/public.ts';
import { reportHref } from './component-card.tsx';
import { AreaSelect, usePoints } from './field-grid.tsx';
import { FieldMapClass } from './field-map-class.tsx';
import { CaseRow } from './grid-cases.tsx';
import { ComponentRow } from './grid-components.tsx';
import {
  gridsOf,
  MOST_PAGES,
  PAGE,
  type Standing,
  useOpenCases,
  useShapes,
  useStanding,
} from './grid-data.ts';
import { gridTexts } from './grid-texts.ts';
import { lampNow } from './lamp-for.tsx';
import { MapLayers } from './map-layers.tsx';
import { MapPicked, type Picked } from './map-picked.tsx';
import { orderTodo } from './todo-order.ts';
import { useMyArea } from './use-my-area.ts';
import type { CaseListItem } from './use-cases.ts';
import './field-cases.css';
import './grid.css';

type Filter = 'all' | 'late' | 'soon' | 'fine';
type Shown = 'map' | 'list';
const MOST_NEAR = 40;

/** One set for map and list. */
function useFiltered(items: readonly CaseListItem[]) {
  const at = useNow(MINUTE);
  const [filter, setFilter] = useState<Filter>('all');
  const groupOf = (item: CaseListItem): Filter => {
    const lamp = lampNow(item, at)?.lamp;
    if (lamp === 'red') return 'late';
    return lamp === 'orange' || lamp === 'yellow' ? 'soon' : 'fine';
  };
  const totals = { all: items.length, late: 0, soon: 0, fine: 0 };
  for (const item of items) totals[groupOf(item)] += 1;
  const found = items.filter((item) => filter === 'all' || groupOf(item) === filter);
  return { at, filter, setFilter, totals, found: orderTodo(found, at) };
}

/** Those in view, nearest to its middle first. */
function inView(items: readonly Standing[], view: MapView | undefined): readonly Standing[] {
  if (!view) return items.slice(0, MOST_NEAR);
  const [west, south, east, north] = view.box;
  const far = ({ lon, lat }: Point) => (lon - view.centre.lon) ** 2 + (lat - view.centre.lat) ** 2;
  return items
    .filter(({ lon, lat }) => lon >= west && lon <= east && lat >= south && lat <= north)
    .sort((a, b) => far(a) - far(b))
    .slice(0, MOST_NEAR);
}

const ofClass = (items: readonly Standing[], kind: string): readonly Standing[] =>
  kind === '' ? items : items.filter(({ classCode }) => classCode === kind);

interface ListProps {
  readonly cases: readonly CaseListItem[];
  readonly components: readonly Standing[];
  readonly at: number;
  /** More grids than a phone lists the things of. */
  readonly isWide: boolean;
  readonly onPick: (picked: Picked) => void;
}

function MapLists({ cases, components, at, isWide, onPick }: ListProps) {
  const t = useText(gridTexts);
  return (
    <div className="gl-map-lists">
      {cases.length === 0 ? <Empty icon="check" title={t.nothing} /> : null}
      <ul className="gl-grid-rows" aria-label={t.openCases}>
        {cases.map((item) => (
          <li key={item.id}>
            <CaseRow item={item} at={at} />
          </li>
        ))}
      </ul>
      <h2>{t.near}</h2>
      {components.length === 0 ? <p>{isWide ? t.wide : t.nearNone}</p> : null}
      <ul className="gl-grid-rows" aria-label={t.near}>
        {components.map((item) => (
          <li key={item.id}>
            <ComponentRow item={item} onOpen={({ code }) => onPick({ kind: 'component', code })} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The professional layers that lie over the map. */
function useLayersOver(districtId: string) {
  const [layers, setLayers] = useState<readonly string[]>([]);
  const { marked } = useLayerMarks(useChosenLayers(districtId, layers));
  return { layers, setLayers, marks: marked ? { marked } : {} };
}

interface UnderMapProps {
  readonly areaPath: string;
  readonly place: ReturnType<typeof usePhonePlace>;
  readonly view: MapView | undefined;
  readonly kind: string;
  readonly setKind: (kind: string) => void;
  readonly over: ReturnType<typeof useLayersOver>;
}

function UnderMap({ areaPath, place, view, kind, setKind, over }: UnderMapProps) {
  const t = useText(gridTexts);
  const [hasLayers, setHasLayers] = useState(over.layers.length > 0);
  const words = {
    off: undefined,
    finding: t.finding,
    denied: t.denied,
    not_found: t.noFix,
    found: place.accuracyMetres === undefined ? undefined : t.accuracy(place.accuracyMetres),
  };
  const said = words[place.mode];
  return (
    <>
      <p className="gl-map-hint">{t.mapHint}</p>
      <div className="gl-map-tools">
        <Button icon="pin" onClick={place.find}>
          {t.where}
        </Button>
        {view ? (
          <LinkButton icon="camera" href={reportHref(view.centre)}>
            {t.reportCentre}
          </LinkButton>
        ) : null}
        <Button icon="map" aria-pressed={hasLayers} onClick={() => setHasLayers(!hasLayers)}>
          {t.layers}
        </Button>
        {said === undefined ? null : <span role="status">{said}</span>}
      </div>
      {hasLayers ? (
        <MapLayers
          districtId={areaPath.slice(0, 6)}
          chosen={over.layers}
          onChoose={over.setLayers}
          centre={view?.centre}
          here={place.point}
        />
      ) : null}
      <FieldMapClass areaPath={areaPath} chosen={kind} onChoose={setKind} />
    </>
  );
}

interface ChoicesProps extends Pick<ReturnType<typeof useFiltered>, 'filter' | 'setFilter' | 'totals'> {
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** One filter for map and list. */
function Choices({ shown, onShow, filter, setFilter, totals }: ChoicesProps) {
  const t = useText(gridTexts);
  const filters = (['all', 'late', 'soon', 'fine'] as const).map(
    (id): ChoiceOf<Filter> => ({ id, label: t[id], total: totals[id] }),
  );
  const ways: readonly ChoiceOf<Shown>[] = [
    { id: 'map', label: t.map },
    { id: 'list', label: t.list },
  ];
  return (
    <>
      <Segments label={t.views} isLabelHidden choices={ways} chosen={shown} onChoose={onShow} />
      <Chips label={t.filter} isLabelHidden choices={filters} chosen={filter} onChoose={setFilter} />
    </>
  );
}

interface MapBodyProps {
  readonly areaPath: string;
  readonly name: string;
  readonly gridPaths: readonly string[];
}

function MapBody({ areaPath, name, gridPaths }: MapBodyProps) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const open = useOpenCases(areaPath);
  const { data: shapes } = useShapes(areaPath);
  const { at, filter, setFilter, totals, found } = useFiltered(open.items);
  const points = usePoints(found);
  const standing = useStanding(gridPaths);
  const place = usePhonePlace();
  const [shown, setShown] = useState<Shown>('map');
  const [view, setView] = useState<MapView>();
  const [kind, setKind] = useState('');
  const [picked, setPicked] = useState<Picked>();
  const over = useLayersOver(areaPath.slice(0, 6));
  if (open.error && open.items.length === 0 && !shapes) {
    return <Failed message={tellError(open.error, language)} onAgain={() => void open.refetch()} />;
  }
  return (
    <>
      <Choices shown={shown} onShow={setShown} {...{ filter, setFilter, totals }} />
      {open.items.length >= MOST_PAGES * PAGE && !open.isAll ? (
        <Notice>{t.newest(open.items.length)}</Notice>
      ) : null}
      <div className="gl-map-full" hidden={shown !== 'map'}>
        <AreaMap
          label={t.mapOf(name)}
          districtId={areaPath.slice(0, 6)}
          subject={areaPath}
          {...{ points, ...over.marks }}
          onPick={(id) => setPicked({ kind: 'case', id })}
          onPickComponent={(code) => setPicked({ kind: 'component', code })}
          onPickPlace={(point) => setPicked({ kind: 'place', point })}
          onView={setView}
          {...(shapes ? { areas: shapes } : {})}
          {...(place.point ? { here: place.point } : {})}
          {...(kind === '' ? {} : { classes: [kind] })}
        />
      </div>
      {shown === 'map' ? <UnderMap {...{ areaPath, place, view, kind, setKind, over }} /> : null}
      {shown === 'list' && open.isPending ? <Loading lines={6} /> : null}
      {shown === 'list' && !open.isPending ? (
        <MapLists
          cases={found}
          components={inView(ofClass(standing.items, kind), view)}
          at={at}
          isWide={gridPaths.length === 0}
          onPick={setPicked}
        />
      ) : null}
      {picked ? (
        <MapPicked
          {...{ picked, areaPath }}
          cases={open.items}
          known={standing.items}
          onClose={() => setPicked(undefined)}
        />
      ) : null}
    </>
  );
}

export default function FieldMap() {
  const t = useText(gridTexts);
  const language = useSpoken();
  const area = useMyArea();
  const { areaPath, tree } = area;
  if (areaPath === undefined) {
    return (
      <Empty icon="map" title={<h1>{t.noPost}</h1>}>
        {t.noPostWhy}
      </Empty>
    );
  }
  const name = areaNames(tree, areaPath, language, 1) ?? areaPath;
  return (
    <div className="gl-field-page gl-map-page">
      <h1 className="gl-unseen">{t.mapOf(name)}</h1>
      <AreaSelect {...area} />
      <MapBody key={areaPath} areaPath={areaPath} name={name} gridPaths={gridsOf(tree, areaPath)} />
    </div>
  );
}
