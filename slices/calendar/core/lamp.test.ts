// Lamps: what lights when, and that a clock knows the very instants at which its lamp turns.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { defaultCalendarData } from './calendar-data.ts';
import { compileCalendar } from './calendar.ts';
import { CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS } from './china-holidays.ts';
import type { Clock } from './clock.ts';
import { pauseClock, resumeClock, startClock } from './clock.ts';
import { DEFAULT_THRESHOLDS, type LampThresholds } from './lamp-rule.ts';
import { lampOf } from './lamp.ts';
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
  expect(paused.litAt).toBeNull();
  const resumed = resumeClock(calendar, paused, at('2026-03-09 10:00'));
  if (isRefusal(resumed)) throw new Error(resumed.code);
  expect(lampAt(resumed, '2026-03-09 10:00')).toBe('red');
});

test('a two-colour scheme is data: yellow at a third, no orange', () => {
  const scheme: LampThresholds = {
    yellow: { leftShare: 1 / 3, leftMs: null },
    orange: { leftShare: null, leftMs: null },
  };
  const clock = running({ kind: 'natural_hours', amount: 3 }, '2026-03-06 09:00');
  const shown = (when: string) => lampOf(calendar, clock, at(when), scheme);
  expect([shown('2026-03-06 10:59'), shown('2026-03-06 11:00')]).toEqual(['green', 'yellow']);
  expect([shown('2026-03-06 12:00'), lampOf(calendar, clock, at('2026-03-06 12:00') + 1, scheme)])
    .toEqual(['yellow', 'red']);
});

const starts = fc.integer({ min: at('2018-02-01 00:00') / MINUTE, max: at('2026-09-01 00:00') / MINUTE });
const limits = fc.record({
  kind: fc.constantFrom('urgent_hours' as const, 'working_hours' as const, 'working_days' as const),
  amount: fc.integer({ min: 1, max: 400 }).map((tenths) => tenths / 10),
});

/** At the instants that matter, just before them, and anywhere between. */
function instantsOf({ litAt, dueAt, runningSince }: Clock, share: number): number[] {
  const known = [litAt?.yellow, litAt?.orange, dueAt].flatMap((one) => one ?? []);
  const since = runningSince ?? 0;
  const between = since + Math.floor(((dueAt ?? since) - since) * share);
  return [...known.flatMap((one) => [one - 1, one, one + 1]), between].filter((one) => one >= since);
}

test('a clock knows the very instants at which the calendar would turn its lamp', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(starts, limits, fc.double({ min: 0, max: 1.1, noNaN: true }), fc.nat(3 * 24 * 60),
      (minute, limit, share, pause) => {
        const started = startClock(calendar, 'handle', limit, minute * MINUTE);
        if (isRefusal(started)) throw new Error(started.code);
        const pausedAt = minute * MINUTE + Math.floor(share * HOUR);
        const resumed = resumeClock(
          calendar, pauseClock(calendar, started, pausedAt), pausedAt + pause * MINUTE,
        );
        if (isRefusal(resumed)) throw new Error(resumed.code);
        for (const clock of [started, resumed]) {
          for (const now of instantsOf(clock, share)) {
            const lamp = lampOf(calendar, clock, now);
            expect(lamp).toBe(lampOf(calendar, clock, now, DEFAULT_THRESHOLDS));
            seen.add(lamp);
          }
        }
      }),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual(['green', 'orange', 'red', 'yellow']);
});

test('a calendar that is changed later moves neither the due instant nor the lamp', () => {
  const clock = running({ kind: 'working_hours', amount: 10 }, '2026-03-06 09:00');
  const closed = compileCalendar({
    ...defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS), weekly: [],
  });
  expect(lampOf(closed, clock, at('2026-03-06 15:00'))).toBe('yellow');
  const { litAt: _, ...older } = clock;
  expect(lampOf(closed, older, at('2026-03-06 15:00'))).toBe('green');
});
