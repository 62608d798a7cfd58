// The map of a brief: how much was reported and which share is overdue, area by area, in a few shades. The
// steps between them are whole round numbers, the same for the legend and for the picture. Pure.
import type { BriefFigures, NamedAmounts } from './brief-figures.ts';
import type { BriefMap, MapView } from './brief-map.ts';
import { hundredthsOf, percent, thousands } from './compare.ts';
import { drawGround, svgPathOf } from './draw-ground.ts';
import { type Amounts, FIGURES, NO_AMOUNTS } from './figures.ts';
import { FONT_SIZE, labelAreas } from './label-areas.ts';

export const OVERDUE_SHARE = '到期未结占比';

const NOTHING = 0;
const ZERO = 1;
const STEPS = 4;
const ROUND = [10, 15, 20, 25, 30, 40, 50, 60, 80] as const;

/** The least round number of which four reach the most. */
export function stepFor(most: number): number {
  const least = Math.max(1, Math.ceil(most / STEPS));
  if (least < 10) return least;
  for (let ten = 1; ; ten *= 10) {
    const found = ROUND.find((round) => round * ten >= least);
    if (found !== undefined) return found * ten;
  }
}

/** A whole number of each area; null where there is nothing to divide by. */
interface Shown {
  readonly title: string;
  readonly values: readonly (number | null)[];
  readonly wordsOf: (value: number) => string;
  /** Of more than `over` and no more than `to`. */
  readonly rangeOf: (over: number, to: number) => string;
  readonly nothing: string;
}

function viewOf({ title, values, wordsOf, rangeOf, nothing }: Shown): MapView {
  const step = stepFor(Math.max(0, ...values.map((value) => value ?? 0)));
  const shades = values.map((value) =>
    value === null ? NOTHING : value === 0 ? ZERO : ZERO + Math.ceil(value / step),
  );
  const textOf = (shade: number): string => {
    if (shade === NOTHING) return nothing;
    return shade === ZERO ? wordsOf(0) : rangeOf((shade - ZERO - 1) * step, (shade - ZERO) * step);
  };
  const used = [...new Set(shades)].sort((a, b) => a - b);
  return {
    title,
    legend: used.map((shade) => ({ shade, text: textOf(shade) })),
    shades,
    values: values.map((value) => (value === null ? nothing : wordsOf(value))),
  };
}

const reportedShown = (amounts: readonly Amounts[]): Shown => ({
  title: `各区域${FIGURES.reported.zh}件数`,
  values: amounts.map(({ reported }) => reported),
  wordsOf: (value) => `${thousands(value)} 件`,
  rangeOf: (over, to) =>
    to - over === 1 ? `${thousands(to)} 件` : `${thousands(over + 1)}–${thousands(to)} 件`,
  nothing: '',
});

const overdueShown = (amounts: readonly Amounts[]): Shown => ({
  title: `各区域${OVERDUE_SHARE}`,
  values: amounts.map(({ overdue, due }) => hundredthsOf(overdue, due)),
  wordsOf: percent,
  rangeOf: (over, to) => (over === 0 ? `不超过 ${percent(to)}` : `超过 ${percent(over)}，不超过 ${percent(to)}`),
  nothing: `没有${FIGURES.due.zh}`,
});

/** Reported in areas whose borders are no more: they stand in the table, and on no map. */
function noteOf(areas: readonly NamedAmounts[], isDrawn: (key: string) => boolean): string | null {
  const gone = areas.filter(({ key, now }) => !isDrawn(key) && now.reported > 0);
  if (gone.length === 0) return null;
  const total = gone.reduce((sum, { now }) => sum + now.reported, 0);
  return `${gone.map(({ name }) => name).join('、')}的边界已调整，共 ${thousands(total)} 件没有画在图上。`;
}

/** Undefined where no area below has a border. */
export function tellMap({ areas, ground }: BriefFigures): BriefMap | undefined {
  if (ground.length === 0) return undefined;
  const drawing = drawGround(ground);
  const amounts = new Map(areas.map(({ key, now }) => [key, now]));
  const all = ground.map(({ key }) => amounts.get(key) ?? NO_AMOUNTS);
  const drawn = new Set(ground.map(({ key }) => key));
  return {
    width: drawing.width,
    height: drawing.height,
    fontSize: FONT_SIZE,
    areas: drawing.outlines.map((one) => ({ key: one.key, name: one.name, path: svgPathOf(one) })),
    ...labelAreas(drawing),
    views: [viewOf(reportedShown(all)), viewOf(overdueShown(all))],
    note: noteOf(areas, (key) => drawn.has(key)),
  };
}
