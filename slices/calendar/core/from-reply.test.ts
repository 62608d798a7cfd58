// What a phone makes of the calendar's answers: it counts as the server does, over New Year as well.
import { expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { type DayWindow, DEFAULT_WEEK, defaultCalendarData } from './calendar-data.ts';
import { compileCalendar } from './calendar.ts';
import { CHINA_HOLIDAYS } from './china-holidays.ts';
import { remainingMs, startClock } from './clock.ts';
import { calendarFromYears, type CalendarYear, yearsAbout } from './from-reply.ts';

const ID = '00000000-0000-7000-8000-000000000001';
const OTHER = '00000000-0000-7000-8000-000000000002';
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const KNOWN = [2025, 2026];

const exception = (calendarId: string | null, day: string, windows: DayWindow[] = []) => ({
  id: ID, calendarId, day, windows, reason: '停工', createdAt: 0, createdBy: ID,
});

const answer = (year: number, exceptions: CalendarYear['exceptions'] = []): CalendarYear => ({
  districtId: '500151',
  year,
  isYearKnown: KNOWN.includes(year),
  years: KNOWN.map((one) => ({ year: one, source: '国务院办公厅', sourceEn: 'State Council' })),
  calendars: [OTHER, ID].map((id) => ({
    id, code: id === ID ? 'default' : 'night', name: '工作日历', nameEn: 'Calendar', offsetMinutes: 480,
    observesHolidays: true, isDefault: id === ID, source: '默认', sourceEn: 'default',
    weekly: [...DEFAULT_WEEK],
  })),
  holidays: CHINA_HOLIDAYS.filter(({ day }) => day.startsWith(String(year))),
  exceptions: [...exceptions],
});

test('a clock begun before New Year runs down on the phone as on the server', () => {
  const server = compileCalendar(defaultCalendarData(CHINA_HOLIDAYS, KNOWN));
  const clock = startClock(server, 'handle', { kind: 'working_hours', amount: 24 }, at('2025-12-30 10:00'));
  if (isRefusal(clock)) throw new Error(clock.code);
  const now = at('2026-01-05 11:00');
  const phone = calendarFromYears(yearsAbout('2026-01-05').map((year) => answer(year)));
  if (!phone) throw new Error('there is a default calendar');
  expect(remainingMs(phone, clock, now)).toBe(remainingMs(server, clock, now));
  expect(remainingMs(phone, clock, now)).toBeLessThan(24 * HOUR - 8 * HOUR);
});

test('a year that nobody has announced is not known, and the one that nobody was asked for neither', () => {
  const phone = calendarFromYears(yearsAbout('2026-08-05').map((year) => answer(year)));
  expect([2024, 2025, 2026, 2027].map((year) => phone?.yearOf(year) !== undefined)).toEqual(
    [false, true, true, false]);
});

test('a day is closed by the district or by its own calendar, not by another one', () => {
  const closed = [exception(null, '2026-08-05'), exception(ID, '2026-08-06'), exception(OTHER, '2026-08-07')];
  const phone = calendarFromYears([answer(2026, closed)]);
  const isOpen = (date: string) => (phone?.windowsOf(date) ?? []).length > 0;
  expect(['2026-08-04', '2026-08-05', '2026-08-06', '2026-08-07'].map(isOpen)).toEqual(
    [true, false, false, true]);
});

test('the calendar’s own word for a day wins over the district’s, in whatever order they come', () => {
  const open = exception(ID, '2026-08-08', [{ fromMinute: 540, toMinute: 720 }]);
  const closed = exception(null, '2026-08-08');
  for (const both of [[open, closed], [closed, open]]) {
    expect(calendarFromYears([answer(2026, both)])?.windowsOf('2026-08-08')).toHaveLength(1);
  }
});

test('without a default calendar there is none', () => {
  const none = { ...answer(2026), calendars: [] };
  expect(calendarFromYears([none])).toBeUndefined();
  expect(calendarFromYears([])).toBeUndefined();
});
