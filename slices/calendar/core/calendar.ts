// A compiled calendar: for each local year its working intervals in order, with the working time before each,
// so that adding or counting working time is one binary search a year, never a walk over minutes.
// Years are compiled when first asked for and kept. Must never invent a year whose holidays are not known.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { CalendarData, DayWindow } from './calendar-data.ts';
import { dateOfDay, dayNumber, firstDayOfYear, startOfDay, weekdayOfDay } from './day.ts';

/** Parallel arrays of one year: intervals [starts, ends), and the working milliseconds before each. */
export interface WorkingYear {
  readonly starts: readonly Instant[];
  readonly ends: readonly Instant[];
  readonly before: readonly number[];
  readonly totalMs: number;
}

export interface Calendar {
  readonly data: CalendarData;
  /** Undefined: the holidays of that year are not known. */
  yearOf(year: number): WorkingYear | undefined;
  /** The working windows of one local day, in order and without overlap; undefined in a year not known. */
  windowsOf(date: string): readonly DayWindow[] | undefined;
  /** Clocks that run by it are asked when they are due and never for their lamp: two thirds of the work. */
  readonly isUnlit?: true;
}

/** The same calendar for who runs a million clocks again and lights no lamp. */
export const unlit = (calendar: Calendar): Calendar => ({ ...calendar, isUnlit: true });

/** In order; windows that touch or overlap become one. */
function merged(windows: readonly DayWindow[]): DayWindow[] {
  const result: DayWindow[] = [];
  for (const window of [...windows].sort((a, b) => a.fromMinute - b.fromMinute)) {
    const last = result.at(-1);
    if (last && window.fromMinute <= last.toMinute) {
      result[result.length - 1] = { ...last, toMinute: Math.max(last.toMinute, window.toMinute) };
    } else if (window.toMinute > window.fromMinute) {
      result.push({ fromMinute: window.fromMinute, toMinute: window.toMinute });
    }
  }
  return result;
}

const lengthOf = (windows: readonly DayWindow[]): number =>
  windows.reduce((sum, window) => sum + window.toMinute - window.fromMinute, 0);

function weekdayWindows(data: CalendarData, weekday: number, date: string): DayWindow[] {
  return merged(
    data.weekly.filter(
      (window) =>
        window.weekday === weekday &&
        (window.validFrom === null || window.validFrom <= date) &&
        (window.validTo === null || date <= window.validTo),
    ),
  );
}

/** A make-up day is worked like the fullest day of that week; between equals, the earliest. */
function makeUpWindows(data: CalendarData, date: string): DayWindow[] {
  return [1, 2, 3, 4, 5, 6, 7]
    .map((weekday) => weekdayWindows(data, weekday, date))
    .reduce((best, windows) => (lengthOf(windows) > lengthOf(best) ? windows : best));
}

/** An exception of the day wins over a holiday, a holiday over the week. */
function windowsOn(data: CalendarData, index: DayIndex, day: number): readonly DayWindow[] {
  const date = dateOfDay(day);
  const exception = index.exceptions.get(date);
  if (exception) return exception;
  const holiday = data.observesHolidays ? index.holidays.get(date) : undefined;
  if (holiday === 'off') return [];
  if (holiday === 'work') return makeUpWindows(data, date);
  return weekdayWindows(data, weekdayOfDay(day), date);
}

interface DayIndex {
  readonly exceptions: ReadonlyMap<string, readonly DayWindow[]>;
  readonly holidays: ReadonlyMap<string, 'off' | 'work'>;
}

function compileYear(data: CalendarData, index: DayIndex, year: number): WorkingYear {
  const starts: Instant[] = [];
  const ends: Instant[] = [];
  const before: number[] = [];
  let totalMs = 0;
  const dayAfter = firstDayOfYear(year + 1);
  for (let day = firstDayOfYear(year); day < dayAfter; day += 1) {
    const midnight = startOfDay(day, data.offsetMinutes);
    for (const window of windowsOn(data, index, day)) {
      starts.push(midnight + window.fromMinute * MINUTE);
      ends.push(midnight + window.toMinute * MINUTE);
      before.push(totalMs);
      totalMs += (window.toMinute - window.fromMinute) * MINUTE;
    }
  }
  return { starts, ends, before, totalMs };
}

export function compileCalendar(data: CalendarData): Calendar {
  const index: DayIndex = {
    exceptions: new Map(data.exceptions.map((exception) => [exception.day, merged(exception.windows)])),
    holidays: new Map(data.holidays.map((holiday) => [holiday.day, holiday.kind])),
  };
  const known = new Set(data.holidayYears);
  const compiled = new Map<number, WorkingYear>();
  const isKnown = (year: number): boolean => !data.observesHolidays || known.has(year);
  return {
    data,
    yearOf(year) {
      if (!isKnown(year)) return undefined;
      const found = compiled.get(year) ?? compileYear(data, index, year);
      compiled.set(year, found);
      return found;
    },
    windowsOf(date) {
      const day = dayNumber(date);
      return isKnown(Number(date.slice(0, 4))) ? windowsOn(data, index, day) : undefined;
    },
  };
}
