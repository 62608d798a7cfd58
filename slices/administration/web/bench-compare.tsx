// What is other than in another version: in words, and on the map by kind of hatch; a press on the words
// brings the area into view.
import { useEffect, useMemo, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { type Marked, type MarkKind, markOf } from '../../../platform/web/map/marks.ts';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Compared } from '../../areas/core/contract-workshop.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';
import { gridTexts } from './grid-texts.ts';
import { standingOf } from './grid-versions.tsx';
import { boxOfAreas, useAreasOf, useDifferences, useVersions } from './use-grids.ts';

const MOST_LISTED = 500;

type Difference = Compared['differences'][number];
const MARKS: Readonly<Record<Difference['kind'], MarkKind>> = {
  added: 'new',
  gone: 'gone',
  moved: 'moved',
  renamed: 'moved',
};

/** Grids alone are drawn: what lies above them follows. What is gone lies where it was. */
export function marksOf(compared: Compared | undefined, now: Areas, before: Areas | undefined): Marked {
  const groundIn = (areas: Areas | undefined, path: string) =>
    areas?.features.find(({ properties }) => properties.path === path)?.geometry;
  const features = (compared?.differences ?? []).flatMap(({ kind, level, path }) => {
    const geometry =
      level === 'grid' && kind !== 'renamed' && groundIn(kind === 'gone' ? before : now, path);
    return geometry ? [markOf(MARKS[kind], geometry)] : [];
  });
  return { type: 'FeatureCollection', features };
}

function useOthers({ versionId, ...version }: ToolProps['version'], districtId: string) {
  const [t, g] = [useText(benchTexts), useText(gridTexts)];
  const { data = [] } = useVersions(districtId);
  const isForce = standingOf({ versionId, ...version }) === 'force';
  const others = data
    .filter((one) => one.versionId !== versionId && standingOf(one) !== 'force')
    .map((one) => ({ value: one.versionId, label: `${g.number(one.number)} ${one.source}` }));
  return isForce ? others : [{ value: '', label: t.inForce }, ...others];
}

export function CompareView({ bench, draft, version, grids, onShow }: ToolProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const others = useOthers(version, draft.districtId);
  const [picked, setPicked] = useState<string>();
  const other = picked ?? others[0]?.value;
  const hasOther = other !== undefined;
  const { data, error, refetch } = useDifferences(version.versionId, other || undefined, hasOther);
  const before = useAreasOf(data?.withVersionId ?? '', 'grid').data;
  const marked = useMemo(() => marksOf(data, grids, before), [data, grids, before]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows the differences alone
  useEffect(() => onShow({ marked }), [marked]);
  const look = ({ kind, path }: Difference) =>
    bench.set({ lookAtBox: boxOfAreas(kind === 'gone' ? before : grids, [path]) });
  return (
    <>
      <NativeSelect label={t.compareWith} value={other ?? ''} choices={others} onChange={setPicked} />
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error && hasOther ? <Loading lines={4} /> : null}
      {data ? (
        <>
          <p role="status">
            {data.differences.length === 0
              ? t.same
              : t.counts(data.added, data.gone, data.renamed, data.moved)}
          </p>
          <ul className="gl-bench-rows">
            {data.differences.slice(0, MOST_LISTED).map((one) => (
              <li key={`${one.kind} ${one.path}`}>
                <button type="button" onClick={() => look(one)}>
                  {one.words}
                </button>
              </li>
            ))}
          </ul>
          {data.differences.length > MOST_LISTED ? <p>{t.listMost(MOST_LISTED)}</p> : null}
        </>
      ) : null}
    </>
  );
}
