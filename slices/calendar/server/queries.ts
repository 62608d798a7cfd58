// All SQL of the calendar. Lists carry limits far above what a country's calendars can hold.
import { toIso } from '../../../kernel/instant.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { DayException, DayWindow, Holiday, WeeklyWindow } from '../core/calendar-data.ts';

const MOST_CALENDARS = 20_000;
const MOST_WINDOWS = 400_000;
const MOST_DAYS = 100_000;
/** A district's year has some forty: three thousand districts and many years. */
const MOST_HOLIDAYS = 2_000_000;

export interface CalendarRow {
  readonly id: Id;
  readonly districtId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly offsetMinutes: number;
  readonly observesHolidays: boolean;
  readonly isDefault: boolean;
  readonly source: string;
  readonly sourceEn: string;
}

export async function listCalendars(tx: Tx, districtId?: string): Promise<CalendarRow[]> {
  const rows = await tx.db
    .selectFrom('calendar')
    .selectAll()
    .$if(districtId !== undefined, (query) => query.where('district_id', '=', districtId ?? ''))
    .orderBy('district_id')
    .orderBy('code')
    .limit(MOST_CALENDARS)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    districtId: row.district_id,
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    offsetMinutes: row.offset_minutes,
    observesHolidays: row.observes_holidays,
    isDefault: row.is_default,
    source: row.source,
    sourceEn: row.source_en,
  }));
}

export async function insertCalendar(tx: Tx, calendar: CalendarRow): Promise<void> {
  await tx.db
    .insertInto('calendar')
    .values({
      id: calendar.id,
      district_id: calendar.districtId,
      code: calendar.code,
      name: calendar.name,
      name_en: calendar.nameEn,
      offset_minutes: calendar.offsetMinutes,
      observes_holidays: calendar.observesHolidays,
      is_default: calendar.isDefault,
      source: calendar.source,
      source_en: calendar.sourceEn,
      created_at: toIso(tx.now),
    })
    .execute();
}

export interface WindowRow extends WeeklyWindow {
  readonly calendarId: Id;
}

/** The store writes "without end" as an infinite date, which the core knows as null. */
const finite = (date: string): string | null => (date.endsWith('infinity') ? null : date);

export async function listWindows(tx: Tx, calendarIds?: readonly Id[]): Promise<WindowRow[]> {
  if (calendarIds?.length === 0) return [];
  const rows = await tx.db
    .selectFrom('calendar_window')
    .selectAll()
    .$if(calendarIds !== undefined, (query) => query.where('calendar_id', 'in', [...(calendarIds ?? [])]))
    .orderBy('calendar_id')
    .orderBy('weekday')
    .orderBy('from_minute')
    .orderBy('valid_from')
    .limit(MOST_WINDOWS)
    .execute();
  return rows.map((row) => ({
    calendarId: row.calendar_id,
    weekday: row.weekday,
    fromMinute: row.from_minute,
    toMinute: row.to_minute,
    validFrom: finite(row.valid_from),
    validTo: finite(row.valid_to),
  }));
}

export async function insertWindows(tx: Tx, calendarId: Id, windows: readonly WeeklyWindow[]): Promise<void> {
  if (windows.length === 0) return;
  await tx.db
    .insertInto('calendar_window')
    .values(
      windows.map((window) => ({
        calendar_id: calendarId,
        weekday: window.weekday,
        from_minute: window.fromMinute,
        to_minute: window.toMinute,
        valid_from: window.validFrom ?? '-infinity',
        valid_to: window.validTo ?? 'infinity',
      })),
    )
    .execute();
}

export interface YearRow {
  readonly districtId: string;
  readonly year: number;
  readonly source: string;
  readonly sourceEn: string;
}

/** Of one district, or of all. */
export async function listYears(tx: Tx, districtId?: string): Promise<YearRow[]> {
  return tx.db
    .selectFrom('holiday_year')
    .select(['district_id as districtId', 'year', 'source', 'source_en as sourceEn'])
    .$if(districtId !== undefined, (query) => query.where('district_id', '=', districtId ?? ''))
    .orderBy('district_id')
    .orderBy('year')
    .limit(MOST_DAYS)
    .execute();
}

export interface HolidayRow extends Holiday {
  readonly districtId: string;
}

/** Of one year of a district, or all there are. */
export async function listHolidays(
  tx: Tx,
  of?: { readonly districtId: string; readonly year: number },
): Promise<HolidayRow[]> {
  const rows = await tx.db
    .selectFrom('holiday')
    .select(['district_id', 'day', 'kind', 'name', 'name_en'])
    .$if(of !== undefined, (query) =>
      query.where('district_id', '=', of?.districtId ?? '').where('year', '=', of?.year ?? 0),
    )
    .orderBy('district_id')
    .orderBy('day')
    .limit(MOST_HOLIDAYS)
    .execute();
  return rows.map((row) => ({
    districtId: row.district_id,
    day: row.day,
    kind: row.kind === 'work' ? 'work' : 'off',
    name: row.name,
    nameEn: row.name_en,
  }));
}

/** Takes the place of whatever the district knew of the year. */
export async function replaceYear(
  tx: Tx,
  row: YearRow & { readonly loadedBy: string; readonly holidays: readonly Holiday[] },
): Promise<void> {
  const { districtId, year, source, sourceEn, loadedBy } = row;
  await tx.db
    .deleteFrom('holiday_year')
    .where('district_id', '=', districtId)
    .where('year', '=', year)
    .execute();
  await tx.db
    .insertInto('holiday_year')
    .values({
      district_id: districtId,
      year,
      source,
      source_en: sourceEn,
      loaded_at: toIso(tx.now),
      loaded_by: loadedBy,
    })
    .execute();
  if (row.holidays.length === 0) return;
  await tx.db
    .insertInto('holiday')
    .values(
      row.holidays.map(({ day, kind, name, nameEn }) => ({
        district_id: districtId,
        day,
        year,
        kind,
        name,
        name_en: nameEn,
      })),
    )
    .execute();
}

export interface ExceptionRow extends DayException {
  readonly id: Id;
  readonly districtId: string;
  /** Null: all calendars of the district that have none of their own. */
  readonly calendarId: Id | null;
  readonly windows: DayWindow[];
  readonly createdAt: number;
  readonly createdBy: string;
}

const EXCEPTION_COLUMNS = [
  'id',
  'district_id',
  'calendar_id',
  'day',
  'windows',
  'reason',
  'created_at',
  'created_by',
] as const;

/** Those in force, optionally of one district between two days (both included). */
export async function listExceptions(
  tx: Tx,
  of?: { readonly districtId: string; readonly from: string; readonly to: string },
): Promise<ExceptionRow[]> {
  const rows = await tx.db
    .selectFrom('calendar_exception')
    .select(EXCEPTION_COLUMNS)
    .where('removed_at', 'is', null)
    .$if(of !== undefined, (query) =>
      query
        .where('district_id', '=', of?.districtId ?? '')
        .where('day', '>=', of?.from ?? '')
        .where('day', '<=', of?.to ?? ''),
    )
    .orderBy('day')
    .orderBy('id')
    .limit(MOST_DAYS)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    districtId: row.district_id,
    calendarId: row.calendar_id,
    day: row.day,
    // Only checked windows are ever written (core/change.ts).
    windows: row.windows as DayWindow[],
    reason: row.reason,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }));
}

/** False when the same district or calendar already has an exception in force on that day. */
export async function insertException(tx: Tx, row: Omit<ExceptionRow, 'createdAt'>): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('calendar_exception')
    .values({
      id: row.id,
      district_id: row.districtId,
      calendar_id: row.calendarId,
      day: row.day,
      windows: JSON.stringify(row.windows),
      reason: row.reason,
      created_at: toIso(tx.now),
      created_by: row.createdBy,
      removed_at: null,
      removed_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return inserted.length === 1;
}

/** One that is in force. */
export async function findException(
  tx: Tx,
  districtId: string,
  id: Id,
): Promise<{ day: string; windows: readonly DayWindow[]; reason: string } | undefined> {
  const row = await tx.db
    .selectFrom('calendar_exception')
    .select(['day', 'windows', 'reason'])
    .where('id', '=', id)
    .where('district_id', '=', districtId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row && { day: row.day, windows: row.windows as DayWindow[], reason: row.reason };
}

/** False when there is none in force under this id in the district. */
export async function markExceptionRemoved(
  tx: Tx,
  exception: { readonly id: Id; readonly districtId: string; readonly removedBy: string },
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('calendar_exception')
    .set({ removed_at: toIso(tx.now), removed_by: exception.removedBy })
    .where('id', '=', exception.id)
    .where('district_id', '=', exception.districtId)
    .where('removed_at', 'is', null)
    .returning('id')
    .execute();
  return changed.length === 1;
}
