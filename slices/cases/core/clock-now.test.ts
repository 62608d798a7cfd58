// A clock as it stands now: outside working time it rests, and says when it goes on.
import { expect, test } from 'vitest';
import { MINUTE } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { defaultCalendarData } from '../../calendar/core/calendar-data.ts';
import { compileCalendar } from '../../calendar/core/calendar.ts';
import { CHINA_HOLIDAY_YEARS, CHINA_HOLIDAYS } from '../../calendar/core/china-holidays.ts';
import { pauseClock, startClock } from '../../calendar/core/clock.ts';
import type { Limit } from '../../calendar/core/limit.ts';
import { clockNow } from './clock-now.ts';
import { at, calendar } from './test-city.ts';

const clockFrom = (when: string, limit: Limit) => {
  const clock = startClock(calendar, 'claim', limit, at(when));
  if (isRefusal(clock)) throw new Error(clock.code);
  return clock;
};

test('a quarter of an hour left on Friday evening rests until Monday, and through noon', () => {
  const clock = clockFrom('2026-08-07 17:45', { kind: 'working_hours', amount: 0.5 });
  expect(clockNow(calendar, clock, at('2026-08-07 17:50')).restsUntil).toBeNull();
  for (const moment of ['2026-08-07 18:00', '2026-08-09 10:00']) {
    expect(clockNow(calendar, clock, at(moment))).toMatchObject(
      { remainingMs: 15 * MINUTE, restsUntil: at('2026-08-10 09:00') });
  }
  expect(clockNow(calendar, clock, at('2026-08-10 09:00')).restsUntil).toBeNull();
  const morning = clockFrom('2026-08-10 11:55', { kind: 'working_hours', amount: 1 });
  expect(clockNow(calendar, morning, at('2026-08-10 12:30')).restsUntil).toBe(at('2026-08-10 13:00'));
});

test('what runs day and night never rests, and what is paused is paused', () => {
  const always = clockFrom('2026-08-07 17:45', { kind: 'natural_hours', amount: 24 });
  expect(clockNow(calendar, always, at('2026-08-08 03:00')).restsUntil).toBeNull();
  const working = clockFrom('2026-08-07 17:45', { kind: 'working_hours', amount: 4 });
  const paused = pauseClock(calendar, working, at('2026-08-07 17:50'));
  expect(clockNow(calendar, paused, at('2026-08-09 10:00')).restsUntil).toBeNull();
});

test('a day closed or opened after the start leaves mark and time told beside it at one', () => {
  const national = defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS);
  const withDay = (day: string, windows: readonly { fromMinute: number; toMinute: number }[]) =>
    compileCalendar({ ...national, exceptions: [{ day, windows, reason: '暴雨停工' }] });
  const clock = clockFrom('2026-08-07 09:00', { kind: 'working_hours', amount: 4 });
  const closed = withDay('2026-08-07', []);
  expect(clockNow(closed, clock, at('2026-08-07 15:00'))).toMatchObject({ lamp: 'red', remainingMs: 0 });
  const later = clockNow(closed, clock, at('2026-08-10 10:00'));
  expect(later).toMatchObject({ lamp: 'red', remainingMs: -60 * MINUTE });
  const long = clockFrom('2026-08-07 17:00', { kind: 'working_hours', amount: 2 });
  const opened = withDay('2026-08-08', [{ fromMinute: 540, toMinute: 1080 }]);
  const { lamp, remainingMs } = clockNow(opened, long, at('2026-08-08 17:00'));
  expect(lamp).not.toBe('red');
  expect(remainingMs).toBeGreaterThanOrEqual(0);
});

test('what is left or late over a night is told as working time, within working hours as plain time', () => {
  const clock = clockFrom('2026-08-07 17:30', { kind: 'working_hours', amount: 1 });
  const told = (when: string) => {
    const { remainingMs, isWorkingTime } = clockNow(calendar, clock, at(when));
    return [remainingMs / MINUTE, isWorkingTime];
  };
  expect(told('2026-08-07 17:40')).toEqual([50, true]);
  expect(told('2026-08-10 09:20')).toEqual([10, false]);
  expect(told('2026-08-10 09:45')).toEqual([-15, false]);
  expect(told('2026-08-11 09:10')[1]).toBe(true);
  const always = clockFrom('2026-08-07 17:30', { kind: 'natural_hours', amount: 1 });
  expect(clockNow(calendar, always, at('2026-08-10 09:20')).isWorkingTime).toBe(false);
});
