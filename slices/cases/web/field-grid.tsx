// 我的网格: the area of my post on the map, its cases, what stands in it, who answers for it, the telephones.
// All of it is on the phone. Whoever has several posts, or a wide one, chooses.
import { Suspense, useState } from 'react';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import type { MapPoint } from '../../../platform/web/map/map-data.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { lazyPart } from '../../../platform/web/start/lazy-screen.ts';
import { type ChoiceOf, Segments } from '../../../ui/choices/choices.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type AreaNode, areaNames, nodeAt } from '../../areas/web/public.ts';
import { itemName } from './case-facts.tsx';
import { caseHref } from './field-parts.tsx';
import { GridCases } from './grid-cases.tsx';
import { gridsOf, pointOf, useOpenCases, useShapes } from './grid-data.ts';
import { gridTexts } from './grid-texts.ts';
import { lampNow } from './lamp-for.tsx';
import { type MyArea, useMyArea } from './use-my-area.ts';
import type { CaseListItem } from './use-cases.ts';
import './field-cases.css';
import './grid.css';

/** Behind a tap: the page opens without them. */
const GridComponents = lazyPart(async () => ({
  default: (await import('./grid-components.tsx')).GridComponents,
}));
const GridPeople = lazyPart(async () => ({ default: (await import('./grid-people.tsx')).GridPeople }));
const GridPhones = lazyPart(async () => ({ default: (await import('./grid-phones.tsx')).GridPhones }));

type View = 'cases' | 'components' | 'people' | 'phones';

/** Lamps of the cases that have a place. */
export function usePoints(items: readonly CaseListItem[]): readonly MapPoint[] {
  const language = useSpoken();
  const at = useNow(MINUTE);
  return items.flatMap((item): MapPoint[] => {
    const lamp = lampNow(item, at)?.lamp;
    const point = pointOf(item);
    if (!point || lamp === undefined) return [];
    const label = [itemName(item, language) ?? item.description, item.address].filter(Boolean).join(' ');
    return [{ id: item.id, ...point, lamp, label }];
  });
}

function GridMap({ areaPath, name }: { areaPath: string; name: string }) {
  const t = useText(gridTexts);
  const { data } = useShapes(areaPath);
  const points = usePoints(useOpenCases(areaPath).items);
  return (
    <div className="gl-own-map">
      <AreaMap
        label={t.mapOf(name)}
        districtId={areaPath.slice(0, 6)}
        subject={areaPath}
        points={points}
        onPick={(id) => navigate(caseHref(id))}
        {...(data ? { areas: data } : {})}
      />
    </div>
  );
}

function GridBody({ areaPath, tree }: { areaPath: string; tree: AreaNode | undefined }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const { can } = useSession();
  const [view, setView] = useState<View>('cases');
  const name = areaNames(tree, areaPath, language, 1) ?? areaPath;
  const views: readonly ChoiceOf<View>[] = [
    { id: 'cases', label: t.cases },
    { id: 'components', label: t.components },
    ...(can('person.on_duty') ? [{ id: 'people' as const, label: t.people }] : []),
    { id: 'phones', label: t.phones },
  ];
  return (
    <>
      <GridMap areaPath={areaPath} name={name} />
      <Segments label={t.views} isLabelHidden choices={views} chosen={view} onChoose={setView} />
      {view === 'cases' ? <GridCases areaPath={areaPath} /> : null}
      <Suspense fallback={<Loading lines={8} />}>
        {view === 'components' ? (
          <GridComponents areaPath={areaPath} gridPaths={gridsOf(tree, areaPath)} />
        ) : null}
        {view === 'people' ? <GridPeople areaPath={areaPath} tree={tree} /> : null}
        {view === 'phones' ? <GridPhones areaPath={areaPath} /> : null}
      </Suspense>
    </>
  );
}

export function AreaSelect({ areaPath, choices, isComing, choose }: Omit<MyArea, 'tree'>) {
  const t = useText(gridTexts);
  if (choices.length < 2 && !isComing) return null;
  return (
    <NativeSelect
      label={t.choose}
      value={areaPath ?? ''}
      choices={choices}
      onChange={choose}
    />
  );
}

export default function FieldGrid() {
  const t = useText(gridTexts);
  const language = useSpoken();
  const { session } = useSession();
  const area = useMyArea();
  const { areaPath, tree } = area;
  if (!session) return <Loading />;
  if (areaPath === undefined) {
    return (
      <Empty icon="grid" title={<h1>{t.noPost}</h1>}>
        {t.noPostWhy}
      </Empty>
    );
  }
  const node = nodeAt(tree, areaPath);
  return (
    <div className="gl-field-page">
      <PageHead title={areaNames(tree, areaPath, language, 2) ?? t.grid}>
        {node ? t.size((node.areaM2 / 1e6).toFixed(2)) : '\u00a0'}
      </PageHead>
      <AreaSelect {...area} />
      <GridBody key={areaPath} areaPath={areaPath} tree={tree} />
    </div>
  );
}
