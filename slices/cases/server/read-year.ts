// The figures of thirty days and of the same days a year before, for a whole area, in one statement.
// Another slice decides how long an answer is good enough.
import { type Instant, localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { marksAt } from '../core/figures.ts';
import { YEAR_FIGURES } from '../core/figures-year.ts';
import { countFigures, totalOf } from './queries-figures.ts';
import { scopesOf } from './queries-lists.ts';

export interface YearFigures {
  readonly at: Instant;
  /** Calendar days of the district, both included. */
  readonly days: { readonly from: string; readonly to: string };
  readonly lastYear: { readonly from: string; readonly to: string };
  readonly figures: readonly {
    readonly id: string; readonly zh: string; readonly en: string; readonly whatZh: string;
    readonly whatEn: string; readonly of: string | null; readonly total: number;
  }[];
}

/** The caller has checked that the reader may see the whole area. */
export async function yearFiguresOfArea(tx: Tx, areaPath: string): Promise<YearFigures> {
  const { offsetMinutes } = (await calendarFor(tx, areaPath.slice(0, 6))).data;
  const marks = marksAt(tx.now, offsetMinutes);
  const sight = { areaPaths: [areaPath], unitIds: [], unitIdsBeside: [], personId: null };
  const counts = await countFigures(tx, YEAR_FIGURES, areaPath, scopesOf(sight, { areaPath }), marks);
  const day = (instant: Instant) => localDate(instant, offsetMinutes);
  return {
    at: tx.now,
    days: { from: day(marks.days30From), to: day(marks.dayStart - 1) },
    lastYear: { from: day(marks.lastYearFrom), to: day(marks.lastYearUntil - 1) },
    figures: YEAR_FIGURES.map((figure) => {
      const { id, zh, en, whatZh, whatEn, of } = figure;
      const total = counts.reduce((sum, one) => sum + totalOf(one, figure, false), 0);
      return { id, zh, en, whatZh, whatEn, of: of ?? null, total };
    }),
  };
}
