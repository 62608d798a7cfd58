// Everything that a supervision board counts, raw: what is open now by area, stage and holder; the shares
// of a period; its pushes; the worst of what was late. For whoever sees the whole area: the caller checks
// that.
import { type Instant, localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import type { Period } from '../core/figure-words.ts';
import { FIGURES, marksAt } from '../core/figures.ts';
import { type AppealCount, countAppeals } from './queries-appeals.ts';
import { inArea } from './queries-areas.ts';
import { countFigures, type FigureCount } from './queries-figures.ts';
import { type LateShare, listLateShares } from './queries-late.ts';
import { getListRows } from './queries-lists.ts';
import { countPushes, type PushCount } from './queries-pushes.ts';
import { type ShareSum, type SpreadRow, sumShares, sumSpread } from './queries-sums.ts';

export const OPEN_FIGURES = FIGURES.filter(({ id }) => ['open', 'red', 'soon', 'overdue'].includes(id));
const WORST = 10;

export interface LateCase extends LateShare {
  readonly number: string;
  readonly description: string;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
}

export interface BoardCounts {
  readonly at: Instant;
  readonly fromDay: string;
  readonly toDay: string;
  readonly open: readonly FigureCount[];
  readonly shares: readonly ShareSum[];
  readonly spread: readonly SpreadRow[];
  readonly pushes: readonly PushCount[];
  readonly appeals: readonly AppealCount[];
  readonly worst: readonly LateCase[];
}

async function worstOf(tx: Tx, areaPath: string, from: Instant): Promise<LateCase[]> {
  const late = await listLateShares(tx, areaPath, from, WORST);
  const rows = await getListRows(tx, [...new Set(late.map(({ case_id }) => case_id))]);
  return late.flatMap((share) => {
    const row = rows.get(share.case_id);
    return row
      ? [
          {
            ...share,
            number: row.number,
            description: row.description,
            item_name: row.item_name,
            item_name_en: row.item_name_en,
          },
        ]
      : [];
  });
}

/** `areaPath`: a district, a street or a community. */
export async function countBoard(tx: Tx, areaPath: string, period: Period): Promise<BoardCounts> {
  const { offsetMinutes } = (await calendarFor(tx, areaPath.slice(0, 6))).data;
  const marks = marksAt(tx.now, offsetMinutes, period);
  const [fromDay, toDay] = [localDate(marks.from, offsetMinutes), localDate(tx.now, offsetMinutes)];
  const asked = { areaPath, fromDay, from: marks.from };
  const [open, shares, spread, pushes, appeals, worst] = await Promise.all([
    countFigures(tx, OPEN_FIGURES, areaPath, [inArea(areaPath)], marks),
    sumShares(tx, asked),
    sumSpread(tx, asked),
    countPushes(tx, areaPath, marks.from),
    countAppeals(tx, areaPath, marks.from),
    worstOf(tx, areaPath, marks.from),
  ]);
  return { at: tx.now, fromDay, toDay, open, shares, spread, pushes, appeals, worst };
}
