// Adding and counting working time on a compiled calendar. All lengths in milliseconds.
// Must never step by minutes or days: a due date over years costs one binary search a year.
import type { Instant } from '../../../kernel/instant.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { Calendar, WorkingYear } from './calendar.ts';
import { firstDayOfYear, startOfDay, yearOfInstant } from './day.ts';

export type WorkingTimeRefusal = Refusal<'calendar.year_missing' | 'calendar.never_open'>;

/** Beyond this many years a limit is a mistake, and a calendar without windows must not loop for ever. */
const MAX_YEARS = 30;

/** How many entries of an ascending list are below (or, with `orEqual`, at most) the value. */
function countBelow(list: readonly number[], value: number, orEqual: boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = list[middle] ?? Number.POSITIVE_INFINITY;
    if (entry < value || (orEqual && entry === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Working time of the year up to an instant. */
function workedInYear(year: WorkingYear, instant: Instant): number {
  const index = countBelow(year.starts, instant, true) - 1;
  const start = year.starts[index];
  const end = year.ends[index];
  if (start === undefined || end === undefined) return 0;
  return (year.before[index] ?? 0) + Math.min(instant, end) - start;
}

/** The first instant at which `worked` (> 0) of the year is done: at a window's very end, that end. */
function instantInYear(year: WorkingYear, worked: number): Instant {
  const index = countBelow(year.before, worked, false) - 1;
  return (year.starts[index] ?? 0) + worked - (year.before[index] ?? 0);
}

/** The instant reached after `ms` of working time from `from`; with a negative `ms`, that long before.
 *  Ends on the end of a window rather than the start of the next: `Friday 18:00`, not `Monday 09:00`.
 *  Zero gives the end of the working time done by `from`, which is `from` itself inside a window. */
export function shiftByWorkingTime(
  calendar: Calendar,
  from: Instant,
  ms: number,
): Instant | WorkingTimeRefusal {
  let year = yearOfInstant(from, calendar.data.offsetMinutes);
  let current = calendar.yearOf(year);
  if (!current) return refuse('calendar.year_missing', { year });
  let target = workedInYear(current, from) + ms;
  for (let steps = 0; steps < MAX_YEARS; steps += 1) {
    if (target > 0 && target <= current.totalMs) return instantInYear(current, target);
    const isForward = target > 0;
    if (isForward) target -= current.totalMs;
    year += isForward ? 1 : -1;
    current = calendar.yearOf(year);
    if (!current) return refuse('calendar.year_missing', { year });
    if (!isForward) target += current.totalMs;
  }
  return refuse('calendar.never_open', { years: MAX_YEARS });
}

/** Working time counted between two instants, and the years it could not be counted in. */
export interface WorkingTime {
  readonly ms: number;
  /** Not empty: `ms` is a lower bound. */
  readonly missingYears: readonly number[];
}

/** Working time from `from` to `to` (none if `to` is not later). */
export function workingTimeBetween(calendar: Calendar, from: Instant, to: Instant): WorkingTime {
  const offset = calendar.data.offsetMinutes;
  const missingYears: number[] = [];
  let ms = 0;
  if (to <= from) return { ms, missingYears };
  const lastYear = yearOfInstant(to, offset);
  for (let year = yearOfInstant(from, offset); year <= lastYear; year += 1) {
    const current = calendar.yearOf(year);
    // Midnight at New Year belongs to the new year, but no time of it has passed yet.
    if (!current && to === startOfDay(firstDayOfYear(year), offset)) break;
    if (!current) missingYears.push(year);
    else ms += workedInYear(current, to) - workedInYear(current, from);
  }
  return { ms, missingYears };
}
