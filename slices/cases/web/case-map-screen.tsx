// The map workspace: the cases of the view in the address, all of them on the map and the same as a list
// beside it; areas, components and base maps to choose; a line drawn around becomes part of the view. What
// is pressed on the map opens as a card, and every press has a way by key.
import { useEffect, useMemo, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import { type Areas, type MapView, NO_AREAS } from '../../../platform/web/map/map-data.ts';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useChosenLayers, useLayerMarks } from '../../areas/web/public.ts';
import { CaseFilters, useDistrictId, useView } from './case-filters.tsx';
import { useBoundaries } from './case-map.tsx';
import { endedIn } from './ended-view.ts';
import { showView } from './list-filters.ts';
import { MapAreaCard } from './map-area-card.tsx';
import { MapCaseCard, MapPileCard, type MapPlaces } from './map-cards.tsx';
import { MapClasses } from './map-classes.tsx';
import { MapComponentCard } from './map-component-card.tsx';
import { MapLasso } from './map-lasso.tsx';
import { MapLayers } from './map-layers.tsx';
import { MapRows } from './map-rows.tsx';
import { useMapKeys } from './map-keys.ts';
import { MapLegend, MapTools } from './map-tools.tsx';
import { pageTexts } from './page-texts.ts';
import { useBases } from './use-bases.ts';
import { useCases, type View } from './use-cases.ts';
import { usePoints } from './use-points.ts';
import { useWorkspace, type Workspace } from './use-workspace.ts';
import { workspaceTexts } from './workspace-texts.ts';
import './case-screen.css';
import './map-workspace.css';

type Points = ReturnType<typeof usePoints>;

/** Of the level that is shown, those of the area that the view is about, and what it lies in. */
function useShownAreas(districtId: string, { level }: Workspace, { areaPath }: View): Areas {
  const { data } = useBoundaries(districtId, level);
  return useMemo(() => {
    if (!data || areaPath === undefined) return data ?? NO_AREAS;
    const near = data.features.filter(
      ({ properties: { path } }) => isWithin(path, areaPath) || isWithin(areaPath, path),
    );
    return { ...data, features: near };
  }, [data, areaPath]);
}

function Told({ points: { data, points, total, isMore } }: { points: Points }) {
  const t = useText(workspaceTexts);
  if (!data) return <>{t.hint}</>;
  const unplaced = total - points.length;
  return (
    <>
      <strong role="status">{t.total(count(total), isMore)}</strong>
      {unplaced > 0 ? ` ${t.unplaced(count(unplaced))}` : ''} {t.hint}
    </>
  );
}

interface SideProps extends MapPlaces {
  readonly view: View;
  readonly space: Workspace;
  readonly points: Points;
  readonly districtId: string;
}

function Picked({ view, space, points, districtId, ...places }: SideProps) {
  const { picked, pick, setLookAt } = space;
  const { caseHref, listHref } = places;
  const onClose = () => pick(undefined);
  const onPick = (id: string) => showCase(space, points, id);
  switch (picked?.kind) {
    case 'case':
      return <MapCaseCard id={picked.id} {...{ caseHref, onClose }} />;
    case 'pile': {
      const pile = points.points.filter(({ id }) => picked.ids.includes(id));
      return <MapPileCard {...{ pile, view, caseHref, onPick, onClose }} />;
    }
    case 'area':
      return (
        <MapAreaCard
          {...{ listHref, onClose }}
          areaPath={picked.areaPath}
          onOnly={(areaPath) => showView({ ...view, areaPath })}
        />
      );
    case 'component':
      return (
        <MapComponentCard
          {...places}
          {...{ districtId, onPick, onClose }}
          code={picked.code}
          onFound={setLookAt}
        />
      );
    default:
      return null;
  }
}

/** From a row: the map goes there, and the card opens. */
function showCase(space: Workspace, { points }: Points, id: string): void {
  const at = points.find((one) => one.id === id);
  space.pick({ kind: 'case', id });
  if (at) space.setLookAt({ lon: at.lon, lat: at.lat });
}

function Rows({ view, space, points, caseHref }: SideProps) {
  const t = useText(workspaceTexts);
  const language = useSpoken();
  const asked = useCases(view);
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  if (asked.isPending) return <Loading lines={8} />;
  if (asked.isError && items.length === 0) {
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  }
  if (items.length === 0 && !hasNextPage)
    return (
      <Empty icon="search" title={t.empty}>
        {t.emptyWhy}
      </Empty>
    );
  return (
    <>
      <MapRows
        label={t.rows}
        current={space.picked?.kind === 'case' ? space.picked.id : undefined}
        onPick={(id) => showCase(space, points, id)}
        {...{ items, caseHref }}
      />
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.next}
        </Button>
      ) : null}
    </>
  );
}

interface AsideProps extends SideProps {
  readonly centre: Point | undefined;
  readonly isOuterBase: boolean;
}

function Side(props: AsideProps) {
  const { space, view, districtId, centre, isOuterBase } = props;
  const { corners, setCorners, hasPanel, classes } = space;
  return (
    <div className="gl-map-side">
      {corners === undefined ? null : (
        <MapLasso
          {...{ corners, centre }}
          onCorners={setCorners}
          onApply={space.apply}
          onCancel={() => setCorners(undefined)}
        />
      )}
      <Picked {...props} />
      {hasPanel ? (
        <MapClasses
          areaPath={view.areaPath ?? districtId}
          {...{ classes, centre }}
          onClasses={(chosen) => space.show({ classes: chosen })}
          onCode={(code) => space.pick({ kind: 'component', code })}
        />
      ) : null}
      {space.hasLayers ? (
        <MapLayers
          {...{ districtId, centre, isOuterBase }}
          chosen={space.layers}
          onChoose={(layers) => space.show({ layers })}
        />
      ) : null}
      <Rows {...props} />
    </div>
  );
}

const NO_POINTS: Points['points'] = [];

/** Drawn as tiles that say what was late; as heat, and on a base map that is shifted, they are points. */
const endedOn = (view: View, { look }: Workspace, base: DrawnProps['base']) =>
  look === 'heat' || base?.crs === 'GCJ02' ? undefined : endedIn(view);

interface DrawnProps extends Pick<SideProps, 'view' | 'space' | 'points' | 'districtId'> {
  readonly base: ReturnType<typeof useBases>['base'];
  readonly onView: (view: MapView) => void;
}

function Drawn({ view, space, points, districtId, base, onView }: DrawnProps) {
  const page = useText(pageTexts);
  const { outline, corners, setCorners, classes, pick, lookAt } = space;
  const ended = endedOn(view, space, base);
  const areas = useShownAreas(districtId, space, view);
  const { marked } = useLayerMarks(useChosenLayers(districtId, space.layers));
  return (
    <AreaMap
      label={page.map}
      subject={view.areaPath ?? districtId}
      points={ended ? NO_POINTS : points.points}
      look={space.look}
      outline={outline}
      onPick={(id) => pick({ kind: 'case', id })}
      onPickMany={(ids) => pick({ kind: 'pile', ids })}
      onPickArea={(areaPath) => pick({ kind: 'area', areaPath })}
      {...{ areas, districtId, classes, onView }}
      {...(classes.length > 0
        ? { onPickComponent: (code: string) => pick({ kind: 'component', code }) }
        : {})}
      {...(corners ? { drawing: { corners, onCorners: setCorners, onClose: space.close } } : {})}
      {...(base ? { base } : {})}
      {...(ended ? { ended } : {})}
      {...(marked && !base ? { marked } : {})}
      {...(lookAt ? { lookAt } : {})}
    />
  );
}

/** An address without a word asks for what is open; from there on the filters say what is shown. */
function useBeginning(): void {
  useEffect(() => {
    if (location.search === '') showView({ state: ['open'] });
  }, []);
}

export function CaseMapScreen(places: MapPlaces) {
  const page = useText(pageTexts);
  const t = useText(workspaceTexts);
  const language = useSpoken();
  useBeginning();
  const view = useView();
  const districtId = useDistrictId();
  const space = useWorkspace(view);
  const points = usePoints(view);
  const bases = useBases(districtId);
  const ended = endedOn(view, space, bases.base);
  const [seen, setSeen] = useState<MapView>();
  const { corners, setCorners, hasPanel } = space;
  useMapKeys(space, places.listHref(view));
  const shared = { view, space, points, districtId };
  return (
    <div className="gl-map-screen">
      <PageHead title={page.map} actions={<LinkButton href={places.listHref(view)}>{t.toList}</LinkButton>}>
        <Told points={points} />
      </PageHead>
      <CaseFilters />
      <MapTools
        look={space.look}
        onLook={(look) => space.show({ look })}
        level={space.level}
        onLevel={(level) => space.show({ level })}
        bases={bases}
        onBase={bases.choose}
        isDrawing={corners !== undefined}
        onDraw={() => setCorners(corners ? undefined : [])}
        hasOutline={view.within !== undefined}
        onClear={space.clear}
        hasClasses={hasPanel}
        onClasses={() => space.show({ hasPanel: !hasPanel })}
        hasLayers={space.hasLayers}
        onLayers={() => space.show({ hasLayers: !space.hasLayers })}
      />
      {points.isMore && !ended ? <Notice>{t.tooMany(count(points.total))}</Notice> : null}
      {points.isError && !points.data ? (
        <Failed message={tellError(points.error, language)} onAgain={() => void points.refetch()} />
      ) : null}
      <div className="gl-map-workspace">
        <div className="gl-map-place">
          <Drawn {...shared} base={bases.base} onView={setSeen} />
          <MapLegend look={space.look} isOfEnded={ended !== undefined} />
        </div>
        <Side
          {...shared}
          {...places}
          centre={seen?.centre}
          isOuterBase={bases.base !== undefined}
        />
      </div>
    </div>
  );
}
