// Checks of what an administrator changes: an exception's windows, a year's holidays. Values in, values or
// refusals out; a half-right list is refused whole, since every deadline hangs on it.
import type { Refusal } from '../../../kernel/refusal.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { DayWindow, Holiday } from './calendar-data.ts';
import { isDate } from './day.ts';

const MINUTES_A_DAY = 24 * 60;

/** The windows in order, or which one (counted from 1) is wrong. None at all means closed. */
export function checkWindows(
  windows: readonly DayWindow[],
): readonly DayWindow[] | Refusal<'calendar.bad_window'> {
  let end = 0;
  for (const [index, window] of windows.entries()) {
    const isWhole = Number.isInteger(window.fromMinute) && Number.isInteger(window.toMinute);
    const isInside = window.fromMinute >= end && window.toMinute <= MINUTES_A_DAY;
    if (!isWhole || !isInside || window.fromMinute >= window.toMinute) {
      return refuse('calendar.bad_window', { position: index + 1 });
    }
    end = window.toMinute;
  }
  return windows;
}

export const checkDay = (day: string): string | Refusal<'calendar.bad_day'> =>
  isDate(day) ? day : refuse('calendar.bad_day', { day });

/** The days that count otherwise in the second list than in the first, in order. */
export function changedDays(before: readonly Holiday[], after: readonly Holiday[]): readonly string[] {
  const kindOf = (holidays: readonly Holiday[]) => new Map(holidays.map(({ day, kind }) => [day, kind]));
  const [old, next] = [kindOf(before), kindOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].filter((day) => old.get(day) !== next.get(day)).sort();
}

/** The holidays of one year, each day once and of that year. */
export function checkYear(
  year: number,
  holidays: readonly Holiday[],
): readonly Holiday[] | Refusal<'calendar.bad_day' | 'calendar.year_mismatch'> {
  const seen = new Set<string>();
  for (const { day } of holidays) {
    if (!isDate(day)) return refuse('calendar.bad_day', { day });
    if (Number(day.slice(0, 4)) !== year || seen.has(day))
      return refuse('calendar.year_mismatch', { day, year });
    seen.add(day);
  }
  return holidays;
}
