// A clock as it stands now: outside working time it rests, and says when it goes on.
import { expect, test } from 'vitest';
import { MINUTE } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
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
