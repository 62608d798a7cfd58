// The grids themselves on the map, hatched by what a run found of them: more cases come, more go, or only
// their time is another. A grid that a press chooses opens its cases; the table above says the same in words.
import { useMemo } from 'react';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { type Marked, type MarkKind, markOf } from '../../../platform/web/map/marks.ts';
import { Loading } from '../../../ui/states/states.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useBoundaries } from '../../areas/web/public.ts';
import type { Figure } from '../core/contract.ts';
import { type Opened, type Run, type Sum, useSums, useVersionGrids, weightOf } from './use-whatif.ts';
import { whatifTexts } from './whatif-texts.ts';

/** What cannot be drawn as more coming or more going has other times alone. */
export function kindOf({ came, went }: Sum): MarkKind {
  if (came === went) return 'moved';
  return came > went ? 'new' : 'gone';
}

/** What a grid opens: the first of these that counts any case. */
const OPENED: readonly Figure[] = ['came', 'went', 'turnedLate', 'turnedInTime'];
export const figureOf = (sum: Sum): Figure => OPENED.find((figure) => sum[figure] > 0) ?? 'after';

/** A grid that only the drafted version has is drawn as it would be; one that it has no more as it is. */
export function marksOf(moved: readonly Sum[], now: Areas, drafted: Areas | undefined): Marked {
  const grounds = [...now.features, ...(drafted?.features ?? [])].map(
    ({ properties, geometry }) => [properties.path, geometry] as const,
  );
  const groundOf = new Map(grounds);
  const features = moved.flatMap((sum) => {
    const geometry = groundOf.get(sum.key);
    return geometry ? [markOf(kindOf(sum), geometry)] : [];
  });
  return { type: 'FeatureCollection', features };
}

const KINDS = ['new', 'gone', 'moved'] as const;

function Legend() {
  const t = useText(whatifTexts);
  const words = { new: t.markCame, gone: t.markWent, moved: t.markTime };
  return (
    <ul className="gl-whatif-legend" aria-label={t.legend}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className={`gl-whatif-hatch is-${kind}`} aria-hidden="true" />
          {words[kind]}
        </li>
      ))}
    </ul>
  );
}

interface MovesProps {
  readonly run: Run;
  readonly onOpen: (opened: Opened) => void;
}

export function MovesMap({ run, onOpen }: MovesProps) {
  const t = useText(whatifTexts);
  const { data } = useSums(run.runId, 'grid');
  const { data: areas } = useBoundaries(run.districtId, 'grid');
  const { data: drafted } = useVersionGrids(run.areaVersionId);
  const moved = useMemo(() => (data?.sums ?? []).filter((sum) => weightOf(sum) > 0), [data]);
  const marked = useMemo(
    () => (areas ? marksOf(moved, areas, drafted) : undefined),
    [areas, drafted, moved],
  );
  if (!areas || !marked || !data) return <Loading lines={4} />;
  if (moved.length === 0) return <p>{t.noMoves}</p>;
  const open = (path: string) => {
    const sum = moved.find(({ key }) => key === path);
    if (sum) onOpen({ dimension: 'grid', key: path, figure: figureOf(sum), name: sum.name });
  };
  return (
    <>
      <div className="gl-whatif-map">
        <AreaMap
          label={t.map}
          areas={drafted ?? areas}
          marked={marked}
          districtId={run.districtId}
          onPickArea={open}
        />
      </div>
      <Legend />
    </>
  );
}
