// The tables of a brief: the main figures against the period before and the year before, items and areas by
// how many, the course of the days. Each count opens its list; a share stands beside the counts that it is
// made of. Pure.
import {
  type BriefFigures,
  byMost,
  type NamedAmounts,
  namesOfPeriod,
  opensOf,
  unitOf,
} from './brief-figures.ts';
import type { BriefTable, Cell, RowsBy } from './brief-text.ts';
import { changeIn, hundredthsOf, percent, signedPercent, thousands } from './compare.ts';
import { FIGURE_IDS, FIGURES, type FigureId } from './figures.ts';
import { OVERDUE_SHARE } from './tell-map.ts';

const MOST_ITEMS = 10;
/** More streets or communities than one area has; grids of a large community. */
const MOST_AREAS = 100;

const words = (text: string): Cell => ({ text, value: null });

const counted = (total: number, opens: Cell['opens']): Cell => ({
  text: thousands(total),
  value: total,
  ...(opens ? { opens } : {}),
});

const TIMES = ['now', 'before', 'yearAgo'] as const;

export function overviewTable(of: BriefFigures): BriefTable {
  const names = namesOfPeriod(of.period);
  const rowOf = (figure: FigureId): Cell[] => {
    const [now, before, yearAgo] = TIMES.map((time) =>
      counted(of[time][figure], opensOf(of, figure, of[time][figure], undefined, time)),
    );
    const change = (than: 'before' | 'yearAgo') =>
      words(signedPercent(changeIn(of[than][figure], of.now[figure])));
    const all = [now, before, change('before'), yearAgo, change('yearAgo')];
    return [words(`${FIGURES[figure].zh}（${unitOf(figure)}）`), ...all.flatMap((cell) => cell ?? [])];
  };
  return {
    title: '主要数据',
    head: ['指标', names.now, names.before, '环比', names.yearAgo, '同比'],
    rows: FIGURE_IDS.map(rowOf),
    drawn: null,
  };
}

const rowCount = (of: BriefFigures, by: RowsBy, { key, now }: NamedAmounts, figure: FigureId): Cell =>
  counted(now[figure], opensOf(of, figure, now[figure], { by, key }));

export function itemTable(of: BriefFigures): BriefTable {
  const names = namesOfPeriod(of.period);
  const rows = byMost(of.items, 'reported').slice(0, MOST_ITEMS);
  return {
    title: `上报最多的 ${rows.length} 个细类`,
    head: ['细类', '上报（件）', '占比', `${names.before}（件）`, '环比'],
    rows: rows.map((row) => [
      words(row.name),
      rowCount(of, 'item', row, 'reported'),
      words(percent(hundredthsOf(row.now.reported, of.now.reported))),
      counted(
        row.before.reported,
        opensOf(of, 'reported', row.before.reported, { by: 'item', key: row.key }, 'before'),
      ),
      words(signedPercent(changeIn(row.before.reported, row.now.reported))),
    ]),
    drawn: { column: 1, as: 'bars' },
  };
}

const AREA_FIGURES = ['reported', 'due', 'closed_in_time', 'overdue'] as const;

export function areaTable(of: BriefFigures): BriefTable {
  const sorted = [...of.areas].sort((a, b) => b.now.reported - a.now.reported || (a.key < b.key ? -1 : 1));
  return {
    title: '各区域情况（按上报件数，不是对单位的排名）',
    head: ['区域', ...AREA_FIGURES.map((figure) => `${FIGURES[figure].zh}（件）`), '按期结案率', OVERDUE_SHARE],
    rows: sorted
      .slice(0, MOST_AREAS)
      .map((row) => [
        words(row.name),
        ...AREA_FIGURES.map((figure) => rowCount(of, 'area', row, figure)),
        words(percent(hundredthsOf(row.now.closed_in_time, row.now.due))),
        words(percent(hundredthsOf(row.now.overdue, row.now.due))),
      ]),
    // The map above draws it.
    drawn: null,
  };
}

const COURSE_FIGURES = ['reported', 'due', 'closed_in_time'] as const;

export function courseTable(of: BriefFigures): BriefTable {
  return {
    title: '每日上报与结案',
    head: ['日期', ...COURSE_FIGURES.map((figure) => `${FIGURES[figure].zh}（件）`)],
    rows: of.days.map(({ key, name, now }) => [
      words(name),
      ...COURSE_FIGURES.map((figure) =>
        counted(now[figure], {
          figure,
          by: 'whole',
          key: of.areaPath,
          period: 'day',
          day: key,
          total: now[figure],
        }),
      ),
    ]),
    drawn: { column: 1, as: 'columns' },
  };
}
