// What other slices' screens may use of the calendar.
export { calendarUrls, useCalendar } from './use-calendar.ts';
