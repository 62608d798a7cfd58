// Lamps: what lights when, and that the announced changes are exactly when the lamp turns.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { defaultCalendarData } from './calendar-data.ts';
import { compileCalendar } from './calendar.ts';
import { CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS } from './china-holidays.ts';
import type { Clock } from './clock.ts';
import { pauseClock, resumeClock, startClock } from './clock.ts';
import type { LampThresholds } from './lamp.ts';
import { DEFAULT_THRESHOLDS, lampChanges, lampOf } from './lamp.ts';
import type { Limit } from './limit.ts';

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const calendar = compileCalendar(defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS));

function running(limit: Limit, start: string): Clock {
  const clock = startClock(calendar, 'handle', limit, at(start));
  if (isRefusal(clock)) throw new Error(clock.code);
  return clock;
}

const lampAt = (clock: Clock, when: string) => lampOf(calendar, clock, at(when), DEFAULT_THRESHOLDS);

test('ten working hours: green, yellow at half, orange at a fifth, red past the due instant', () => {
  const clock = running({ kind: 'working_hours', amount: 10 }, '2026-03-06 09:00');
  expect(lampAt(clock, '2026-03-06 14:59')).toBe('green');
  expect(lampAt(clock, '2026-03-06 15:00')).toBe('yellow');
  expect(lampAt(clock, '2026-03-06 17:59')).toBe('yellow');
  expect(lampAt(clock, '2026-03-08 12:00')).toBe('orange');
  expect(lampAt(clock, '2026-03-09 11:00')).toBe('orange');
  expect(lampOf(calendar, clock, at('2026-03-09 11:00') + 1)).toBe('red');
});

test('fifteen minutes to accept are green at first: the two-hour rule is for limits over two hours', () => {
  const clock = running({ kind: 'urgent_hours', amount: 0.25 }, '2026-03-06 09:00');
  expect(lampAt(clock, '2026-03-06 09:07')).toBe('green');
  expect(lampAt(clock, '2026-03-06 09:08')).toBe('yellow');
  expect(lampAt(clock, '2026-03-06 09:12')).toBe('orange');
});

test('two hours follow the share alone; three hours turn yellow with two hours left', () => {
  const two = running({ kind: 'natural_hours', amount: 2 }, '2026-03-06 09:00');
  expect(lampAt(two, '2026-03-06 09:59')).toBe('green');
  expect(lampAt(two, '2026-03-06 10:00')).toBe('yellow');
  const three = running({ kind: 'natural_hours', amount: 3 }, '2026-03-06 09:00');
  expect(lampAt(three, '2026-03-06 09:59')).toBe('green');
  expect(lampAt(three, '2026-03-06 10:00')).toBe('yellow');
});

test('due on Friday at 18:00 is red on Saturday, although no working time has passed', () => {
  const clock = running({ kind: 'working_days', amount: 1 }, '2026-03-06 09:00');
  expect(lampAt(clock, '2026-03-06 18:00')).toBe('orange');
  expect(lampAt(clock, '2026-03-07 10:00')).toBe('red');
});

test('a paused clock shows that it is paused, even when it is overdue', () => {
  const clock = running({ kind: 'working_hours', amount: 1 }, '2026-03-06 09:00');
  const paused = pauseClock(calendar, clock, at('2026-03-06 14:00'));
  expect(lampAt(paused, '2026-03-09 10:00')).toBe('paused');
  expect(lampChanges(calendar, paused)).toEqual([]);
  const resumed = resumeClock(calendar, paused, at('2026-03-09 10:00'));
  if (isRefusal(resumed)) throw new Error(resumed.code);
  expect(lampAt(resumed, '2026-03-09 10:00')).toBe('red');
  expect(lampChanges(calendar, resumed)).toEqual([]);
});

test('a two-colour scheme is data: yellow at a third, no orange', () => {
  const scheme: LampThresholds = {
    yellow: { leftShare: 1 / 3, leftMs: null },
    orange: { leftShare: null, leftMs: null },
  };
  const clock = running({ kind: 'natural_hours', amount: 3 }, '2026-03-06 09:00');
  expect(lampChanges(calendar, clock, scheme)).toEqual([
    { lamp: 'yellow', at: at('2026-03-06 11:00') },
    { lamp: 'red', at: at('2026-03-06 12:00') + 1 },
  ]);
});

test('the announced changes are exactly the instants at which the lamp turns', () => {
  const start = fc.integer({ min: at('2018-02-01 00:00') / MINUTE, max: at('2026-09-01 00:00') / MINUTE });
  const limit = fc.record({
    kind: fc.constantFrom('urgent_hours' as const, 'working_hours' as const, 'working_days' as const),
    amount: fc.integer({ min: 1, max: 400 }).map((tenths) => tenths / 10),
  });
  const share = fc.oneof(fc.constant(null), fc.double({ min: 0.05, max: 0.95, noNaN: true }));
  const rule = fc.record({
    leftShare: share,
    leftMs: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 6 * HOUR })),
  });
  let seen = 0;
  fc.assert(
    fc.property(start, limit, rule, rule, (minute, amount, yellow, orange) => {
      const clock = startClock(calendar, 'handle', amount, minute * MINUTE);
      if (isRefusal(clock)) throw new Error(clock.code);
      const thresholds = { yellow, orange };
      const changes = lampChanges(calendar, clock, thresholds);
      let previous = lampOf(calendar, clock, minute * MINUTE, thresholds);
      for (const change of changes) {
        expect(lampOf(calendar, clock, change.at - 1, thresholds)).toBe(previous);
        expect(lampOf(calendar, clock, change.at, thresholds)).toBe(change.lamp);
        previous = change.lamp;
        seen += 1;
      }
      expect(changes.at(-1)?.lamp).toBe('red');
    }),
    { numRuns: 300 },
  );
  expect(seen).toBeGreaterThan(300);
});
