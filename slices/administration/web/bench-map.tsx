// The grids of the bench on the map: a press chooses, a tool draws, and whatever a tool shows is hatched by
// its kind and told in the legend beside its colour.
import { useMemo } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { Hatch } from '../../../platform/web/map/hatch.tsx';
import { type Drawing, AreaMap } from '../../../platform/web/map/map.tsx';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import type { Marked, MarkKind } from '../../../platform/web/map/marks.ts';
import { useText } from '../../../ui/words/texts.ts';
import type { Bench } from './bench.ts';
import type { Shown } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';

interface BenchMapProps {
  readonly bench: Bench;
  readonly grids: Areas;
  readonly shown: Shown;
}

const WORDS = {
  new: 'markNew',
  gone: 'markGone',
  moved: 'markMoved',
  nobody: 'markNobody',
} as const;
const NO_SPOTS: readonly Point[] = [];
const NO_MARKS: Marked = { type: 'FeatureCollection', features: [] };

function Legend({ kinds }: { kinds: readonly MarkKind[] }) {
  const t = useText(benchTexts);
  if (kinds.length === 0) return null;
  return (
    <ul className="gl-bench-legend" aria-label={t.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          <Hatch kind={kind} />
          {t[WORDS[kind]]}
        </li>
      ))}
    </ul>
  );
}

function drawingOf({ line, isDrawing, set }: Bench): Drawing | undefined {
  if (!isDrawing) return undefined;
  return {
    corners: line,
    onCorners: (corners) => set({ line: corners }),
    onClose: () => set({ isDrawing: false }),
  };
}

export function BenchMap({ bench, grids, shown }: BenchMapProps) {
  const t = useText(benchTexts);
  const { pin, chosen, lookAt, lookAtBox, set } = bench;
  const { marked, points, spots = NO_SPOTS } = shown;
  const drawing = drawingOf(bench);
  const kinds = useMemo(
    () => [...new Set((marked?.features ?? []).map(({ properties }) => properties.kind))],
    [marked],
  );
  return (
    <div className="gl-bench-map">
      <AreaMap
        label={t.map}
        areas={grids}
        chosen={chosen}
        marked={marked ?? NO_MARKS}
        spots={spots}
        onPickSpot={(at) => set({ corner: spots[at], pin: spots[at] })}
        outline={bench.line}
        isLine={bench.tool === 'split'}
        onPickArea={bench.choose}
        {...(drawing ? { drawing } : {})}
        {...(points ? { points } : {})}
        {...(pin ? { pin, onPinMove: (to: Point) => set({ pin: to }) } : {})}
        {...(lookAt ? { lookAt } : {})}
        {...(lookAtBox ? { lookAtBox } : {})}
      />
      <Legend kinds={kinds} />
    </div>
  );
}
