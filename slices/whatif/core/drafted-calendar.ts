// A calendar as somebody would like to have it: the one in force with days closed or opened, or with other
// hours of the week. A value for one run; the calendar in force is not touched.
import type { CalendarData, DayWindow } from '../../calendar/core/calendar-data.ts';
import { type Calendar, compileCalendar } from '../../calendar/core/calendar.ts';

export interface CalendarDraft {
  /** Days with their windows; none: a day off. */
  readonly days?: readonly { readonly day: string; readonly windows: readonly DayWindow[] }[];
  /** The hours of every week, in place of those in force. */
  readonly weekly?: readonly (DayWindow & { readonly weekday: number })[];
}

export function draftedCalendar({ data }: Calendar, draft: CalendarDraft): Calendar {
  const days = draft.days ?? [];
  const said = new Set(days.map(({ day }) => day));
  const changed: CalendarData = {
    ...data,
    exceptions: [
      ...data.exceptions.filter(({ day }) => !said.has(day)),
      ...days.map(({ day, windows }) => ({ day, windows, reason: '' })),
    ],
    weekly: draft.weekly
      ? draft.weekly.map((window) => ({ ...window, validFrom: null, validTo: null }))
      : data.weekly,
  };
  return compileCalendar(changed);
}
