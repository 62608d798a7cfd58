// What other slices may ask of the calendar inside their transaction, and the words they need for it.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Calendar } from '../core/calendar.ts';
import { calendarsSnapshot } from './calendars-snapshot.ts';

/** The calendar of a district, or of a unit that keeps its own. Throws Refused `calendar.not_found`. */
export { calendarExecutors } from './change-past.ts';
export async function calendarFor(tx: Tx, districtId: string, calendarId?: Id): Promise<Calendar> {
  const district = (await tx.snapshots.get(calendarsSnapshot)).get(districtId);
  const found = calendarId === undefined ? district?.fallback : district?.byId.get(calendarId);
  return found ?? throwRefusal('calendar.not_found', { districtId });
}

export { seedCalendar } from './seed-calendar.ts';
