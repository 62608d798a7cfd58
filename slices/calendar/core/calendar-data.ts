// What a calendar is made of: plain data with sources, as it is stored and sent to phones. A city is data:
// nothing here is a constant of the product but the default week, which a city replaces by its own.
import { CHINA_OFFSET_MINUTES } from '../../../kernel/instant.ts';

/** Minutes after local midnight, from (included) to (excluded). A shift over midnight is two windows. */
export interface DayWindow {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** A window that comes back each week, between two dates (both included; null: without end), since cities
 *  keep summer and winter hours. */
export interface WeeklyWindow extends DayWindow {
  /** ISO: 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** `off`: nobody works. `work`: a make-up day, worked although it is a weekend. */
export interface Holiday {
  readonly day: string;
  readonly kind: 'off' | 'work';
  readonly name: string;
  readonly nameEn: string;
}

/** One date on which a district or one of its calendars differs: no windows means closed. */
export interface DayException {
  readonly day: string;
  readonly windows: readonly DayWindow[];
  readonly reason: string;
}

export interface CalendarData {
  /** A fixed offset from UTC; China has kept +480 without summer time since 1991. */
  readonly offsetMinutes: number;
  readonly weekly: readonly WeeklyWindow[];
  /** False for those who work through holidays (a command centre, an emergency crew): holidays don't apply,
   *  and no year can be missing. */
  readonly observesHolidays: boolean;
  /** Years whose holidays are known, be there any or not. */
  readonly holidayYears: readonly number[];
  readonly holidays: readonly Holiday[];
  readonly exceptions: readonly DayException[];
}

const hours = (from: number, to: number): DayWindow => ({ fromMinute: from * 60, toMinute: to * 60 });

/** Eight hours a day, Monday to Friday. Default data; a city brings its own. */
export const DEFAULT_WEEK: readonly WeeklyWindow[] = [1, 2, 3, 4, 5].flatMap((weekday) =>
  [hours(9, 12), hours(13, 18)].map((window) => ({ ...window, weekday, validFrom: null, validTo: null })),
);

/** The default week under given holidays, without exceptions. */
export const defaultCalendarData = (
  holidays: readonly Holiday[],
  holidayYears: readonly number[],
): CalendarData => ({
  offsetMinutes: CHINA_OFFSET_MINUTES,
  weekly: DEFAULT_WEEK,
  observesHolidays: true,
  holidayYears,
  holidays,
  exceptions: [],
});
