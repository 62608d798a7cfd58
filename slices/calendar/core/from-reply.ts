// A compiled calendar from what GET /api/districts/:districtId/calendar answers, a year each, so that a phone
// counts working time as the server does, offline too. A year that was not asked for is not known.
import type { Static } from '@sinclair/typebox';
import { type Calendar, compileCalendar } from './calendar.ts';
import type { CalendarReply } from './contract.ts';

export type CalendarYear = Static<typeof CalendarReply>;

/** The years to ask for on a date: its own, and those beside it, since a limit may reach over New Year, and a
 *  clock may have begun to run before it. */
export function yearsAbout(date: string): readonly number[] {
  const year = Number(date.slice(0, 4));
  return [year - 1, year, year + 1];
}

/** The district's default calendar; undefined when the answers hold none. */
export function calendarFromYears(years: readonly CalendarYear[]): Calendar | undefined {
  const found = years[0]?.calendars.find((one) => one.isDefault);
  if (!found) return undefined;
  const exceptions = years.flatMap((one) => one.exceptions);
  const of = (calendarId: string | null) => exceptions.filter((one) => one.calendarId === calendarId);
  return compileCalendar({
    offsetMinutes: found.offsetMinutes,
    weekly: found.weekly,
    observesHolidays: found.observesHolidays,
    holidayYears: years.filter((one) => one.isYearKnown).map((one) => one.year),
    holidays: years.flatMap((one) => one.holidays),
    // Of two for one day the last counts: the calendar's own wins over the district's.
    exceptions: [...of(null), ...of(found.id)],
  });
}
