// Periods of whole days in the district's own time: day, week (from Monday), month, quarter, year; the one
// before, and the same a year ago. Days are `YYYY-MM-DD`, so that no zone is ever guessed. Pure.

export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface Period {
  readonly kind: PeriodKind;
  /** The first day and the last. */
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at(text)) && dayAt(at(text)) === text;

const addDays = (day: string, days: number): string => dayAt(at(day) + days * DAY_MS);

const MONTHS: Readonly<Record<'month' | 'quarter' | 'year', number>> = { month: 1, quarter: 3, year: 12 };

/** The first day of the month that lies `months` from the day's own. */
const monthStart = (day: string, months: number): string =>
  dayAt(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));

/** The period of this kind in which the day lies. */
export function periodOf(kind: PeriodKind, day: string): Period {
  if (kind === 'day') return { kind, from: day, to: day };
  if (kind === 'week') {
    const from = addDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));
    return { kind, from, to: addDays(from, 6) };
  }
  const months = MONTHS[kind];
  const from = monthStart(day, -((Number(day.slice(5, 7)) - 1) % months));
  return { kind, from, to: addDays(monthStart(from, months), -1) };
}

/** The one that ended the day before this one begins. */
export const periodBefore = ({ kind, from }: Period): Period => periodOf(kind, addDays(from, -1));
export const periodAfter = ({ kind, to }: Period): Period => periodOf(kind, addDays(to, 1));

const WEEKS_OF_A_YEAR = 52;

/** A week is held against the one 52 weeks before, with the same days of the week; the 29th of February
 *  against the 28th. */
export function aYearBefore({ kind, from }: Period): Period {
  if (kind === 'week') return periodOf(kind, addDays(from, -7 * WEEKS_OF_A_YEAR));
  const year = String(Number(from.slice(0, 4)) - 1).padStart(4, '0');
  const day = `${year}${from.slice(4)}`;
  return periodOf(kind, isDay(day) ? day : `${year}-02-28`);
}

const weekOf = (from: string): readonly [year: number, week: number] => {
  const thursday = new Date(at(from) + 3 * DAY_MS);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return [thursday.getUTCFullYear(), Math.floor((thursday.getTime() - first) / (7 * DAY_MS)) + 1];
};

/** As the period is called. */
export function periodWords({ kind, from }: Period, language: 'zh' | 'en'): string {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  const quarter = Math.floor((month - 1) / 3) + 1;
  const [weekYear, week] = weekOf(from);
  const zh: Readonly<Record<PeriodKind, string>> = {
    day: `${year}年${month}月${Number(from.slice(8))}日`,
    week: `${weekYear}年第${week}周`,
    month: `${year}年${month}月`,
    quarter: `${year}年第${quarter}季度`,
    year: `${year}年`,
  };
  const en: Readonly<Record<PeriodKind, string>> = {
    day: from,
    week: `${weekYear}, week ${week}`,
    month: from.slice(0, 7),
    quarter: `${year} Q${quarter}`,
    year: String(year),
  };
  return (language === 'zh' ? zh : en)[kind];
}
