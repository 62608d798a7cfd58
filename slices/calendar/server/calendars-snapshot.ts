// The compiled calendars of all districts, kept in the process: deadlines are counted thousands of times
// between two changes of a calendar.
import { defineSnapshot } from '../../../platform/server/db/snapshots.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type Calendar, compileCalendar } from '../core/calendar.ts';
import type { DayException } from '../core/calendar-data.ts';
import {
  type CalendarRow,
  type ExceptionRow,
  listCalendars,
  listExceptions,
  listHolidays,
  listWindows,
  listYears,
} from './queries.ts';

export interface DistrictCalendars {
  readonly byId: ReadonlyMap<string, Calendar>;
  readonly fallback: Calendar | undefined;
}

/** The calendar's own exception of a day wins over the district's. */
function exceptionsOf(calendar: CalendarRow, exceptions: readonly ExceptionRow[]): DayException[] {
  const ofDistrict = exceptions.filter((row) => row.districtId === calendar.districtId);
  const byDay = new Map<string, DayException>();
  for (const row of ofDistrict) if (row.calendarId === null) byDay.set(row.day, row);
  for (const row of ofDistrict) if (row.calendarId === calendar.id) byDay.set(row.day, row);
  return [...byDay.values()];
}

function byDistrict<T extends { readonly districtId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const own = found.get(row.districtId);
    if (own) own.push(row);
    else found.set(row.districtId, [row]);
  }
  return found;
}

async function loadCalendars(tx: Tx): Promise<ReadonlyMap<string, DistrictCalendars>> {
  const calendars = await listCalendars(tx);
  const windows = await listWindows(tx);
  const years = byDistrict(await listYears(tx));
  const holidays = byDistrict(await listHolidays(tx));
  const exceptions = await listExceptions(tx);
  const districts = new Map<string, { byId: Map<string, Calendar>; fallback: Calendar | undefined }>();
  for (const row of calendars) {
    const compiled = compileCalendar({
      offsetMinutes: row.offsetMinutes,
      weekly: windows.filter((window) => window.calendarId === row.id),
      observesHolidays: row.observesHolidays,
      holidayYears: (years.get(row.districtId) ?? []).map(({ year }) => year),
      holidays: holidays.get(row.districtId) ?? [],
      exceptions: exceptionsOf(row, exceptions),
    });
    const district = districts.get(row.districtId) ?? { byId: new Map(), fallback: undefined };
    district.byId.set(row.id, compiled);
    if (row.isDefault) district.fallback = compiled;
    districts.set(row.districtId, district);
  }
  return districts;
}

export const CALENDARS = 'calendars';
export const calendarsSnapshot = defineSnapshot(CALENDARS, loadCalendars);
