// A district's calendars as a person reads them: the week, one year's holidays, the exceptions in force.
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { listCalendars, listExceptions, listHolidays, listWindows, listYears } from './queries.ts';

export async function readCalendar(tx: Tx, districtId: string, asked: number | undefined) {
  const year = asked ?? Number(localDate(tx.now).slice(0, 4));
  const rows = await listCalendars(tx, districtId);
  const years = await listYears(tx, districtId);
  const windows = await listWindows(
    tx,
    rows.map((row) => row.id),
  );
  const calendars = rows.map((row) => ({
    ...row,
    weekly: windows.filter((window) => window.calendarId === row.id),
  }));
  return {
    districtId,
    year,
    /** False: nobody has loaded the year, and working limits that reach into it are refused. */
    isYearKnown: years.some((known) => known.year === year),
    years,
    calendars,
    holidays: await listHolidays(tx, { districtId, year }),
    exceptions: await listExceptions(tx, { districtId, from: `${year}-01-01`, to: `${year}-12-31` }),
  };
}
