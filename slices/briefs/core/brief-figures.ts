// What a brief is written from: the figures of a period, of the one before and of the same a year ago, of the
// areas below and of the items; what the periods are called; and which list a figure opens. Pure.
import { aYearBefore, type Period, periodBefore } from '../../evaluation/core/period.ts';
import type { Opens, RowsBy } from './brief-text.ts';
import type { Ground } from './draw-ground.ts';
import { type Amounts, FIGURES, type FigureId } from './figures.ts';
import type { BriefKind } from './plan.ts';

export interface NamedAmounts {
  readonly key: string;
  readonly name: string;
  readonly now: Amounts;
}

export interface BriefFigures {
  readonly areaPath: string;
  readonly areaName: string;
  readonly period: Period;
  readonly now: Amounts;
  readonly before: Amounts;
  readonly yearAgo: Amounts;
  /** Those right below; none below a grid. */
  readonly areas: readonly NamedAmounts[];
  /** Their borders in force, in the order of their keys. */
  readonly ground: readonly Ground[];
  readonly items: readonly (NamedAmounts & { readonly before: Amounts })[];
  /** The course of the days, by day. */
  readonly days: readonly NamedAmounts[];
}

interface Words {
  readonly brief: string;
  readonly now: string;
  readonly before: string;
  readonly yearAgo: string;
}

export const PERIOD_NAMES: Readonly<Record<BriefKind, Words>> = {
  day: { brief: '日报', now: '本日', before: '前一日', yearAgo: '去年同日' },
  week: { brief: '周报', now: '本周', before: '上周', yearAgo: '去年同周' },
  month: { brief: '月报', now: '本月', before: '上月', yearAgo: '去年同月' },
};

export const namesOfPeriod = ({ kind }: Period): Words =>
  PERIOD_NAMES[kind === 'day' || kind === 'week' ? kind : 'month'];

const UNITS = { cases: '件', times: '次' } as const;
export const unitOf = (id: FigureId): string => UNITS[FIGURES[id].measure];

export type Time = 'now' | 'before' | 'yearAgo';
const PERIOD_AT: Readonly<Record<Time, (period: Period) => Period>> = {
  now: (period) => period,
  before: periodBefore,
  yearAgo: aYearBefore,
};

/** What a figure of the whole area, or of a row, opens. */
export function opensOf(
  of: BriefFigures,
  figure: FigureId,
  total: number,
  row: { readonly by: RowsBy; readonly key: string } = { by: 'whole', key: of.areaPath },
  time: Time = 'now',
): Opens {
  const { kind, from } = PERIOD_AT[time](of.period);
  return { figure, ...row, period: kind, day: from, total };
}

/** Those that have any, the most first; of equal ones in the order of their keys. */
export const byMost = <T extends NamedAmounts>(rows: readonly T[], figure: FigureId): readonly T[] =>
  rows
    .filter(({ now }) => now[figure] > 0)
    .sort((a, b) => b.now[figure] - a.now[figure] || (a.key < b.key ? -1 : 1));
