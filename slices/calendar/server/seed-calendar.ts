// The first calendar of a district: the default week under the holidays that the product knows.
// Safe to run again: what is there already, and what an administrator has loaded since, stays.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { DEFAULT_WEEK, defaultCalendarData, type WeeklyWindow } from '../core/calendar-data.ts';
import { CHINA_HOLIDAYS, CHINA_HOLIDAY_SOURCE, CHINA_HOLIDAY_YEARS } from '../core/china-holidays.ts';
import { CALENDARS } from './calendars-snapshot.ts';
import { insertCalendar, insertWindows, listCalendars, listYears, replaceYear } from './queries.ts';

export interface CalendarSeed {
  readonly weekly: readonly WeeklyWindow[];
  readonly source: string;
  readonly sourceEn: string;
}

const DEFAULT_SEED: CalendarSeed = {
  weekly: DEFAULT_WEEK,
  source: '产品默认：周一至周五，每天 8 小时',
  sourceEn: 'product default: 8 hours a day, Monday to Friday',
};

async function seedHolidays(tx: Tx, districtId: string): Promise<void> {
  const known = new Set((await listYears(tx, districtId)).map((row) => row.year));
  for (const year of CHINA_HOLIDAY_YEARS.filter((candidate) => !known.has(candidate))) {
    const holidays = CHINA_HOLIDAYS.filter((holiday) => holiday.day.startsWith(`${year}-`));
    await replaceYear(tx, {
      districtId,
      year,
      ...CHINA_HOLIDAY_SOURCE,
      loadedBy: 'system:seed',
      holidays,
    });
  }
}

/** Returns the id of the district's default calendar. */
export async function seedCalendar(
  tx: Tx,
  districtId: string,
  seed: CalendarSeed = DEFAULT_SEED,
): Promise<Id> {
  await seedHolidays(tx, districtId);
  const present = (await listCalendars(tx, districtId)).find((row) => row.isDefault);
  if (present) return present.id;
  const id = tx.ids.next();
  await insertCalendar(tx, {
    id,
    districtId,
    code: 'standard',
    name: '标准工作日历',
    nameEn: 'Standard working calendar',
    offsetMinutes: defaultCalendarData([], []).offsetMinutes,
    observesHolidays: true,
    isDefault: true,
    source: seed.source,
    sourceEn: seed.sourceEn,
  });
  await insertWindows(tx, id, seed.weekly);
  await tx.snapshots.bump(tx, CALENDARS);
  return id;
}
