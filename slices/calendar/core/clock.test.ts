// Clocks against an independent simulator that walks minute by minute, and the laws of every clock.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { CalendarData } from './calendar-data.ts';
import { DEFAULT_WEEK, defaultCalendarData } from './calendar-data.ts';
import { compileCalendar } from './calendar.ts';
import { CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS } from './china-holidays.ts';
import type { Clock } from './clock.ts';
import {
  extendClock,
  isOverdue,
  leftMs,
  pauseClock,
  recomputeDue,
  remainingMs,
  restart,
  resumeClock,
  startClock,
  uncountedYears,
  usedMs,
} from './clock.ts';
import type { Limit, LimitKind } from './limit.ts';

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const national = defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS);
const calendar = compileCalendar(national);

function ok<T>(value: T): Exclude<T, { refused: true }> {
  if (isRefusal(value)) throw new Error(value.code);
  return value as Exclude<T, { refused: true }>;
}

/** Written apart from the product's code on purpose: one minute at a time, straight from the data. */
function isOpenMinute(data: CalendarData, instant: number): boolean {
  const local = new Date(instant + data.offsetMinutes * MINUTE);
  const date = local.toISOString().slice(0, 10);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const inside = (windows: readonly { fromMinute: number; toMinute: number }[]) =>
    windows.some((window) => minute >= window.fromMinute && minute < window.toMinute);
  const exception = data.exceptions.find((entry) => entry.day === date);
  if (exception) return inside(exception.windows);
  const holiday = data.holidays.find((entry) => entry.day === date);
  if (holiday?.kind === 'off') return false;
  const weekday = holiday?.kind === 'work' ? 1 : local.getUTCDay() || 7;
  return inside(data.weekly.filter((window) => window.weekday === weekday));
}

function slowDue(data: CalendarData, kind: LimitKind, start: number, minutes: number): number {
  let instant = start;
  let left = minutes;
  while (left > 0) {
    if (kind.startsWith('working') ? isOpenMinute(data, instant) : true) left -= 1;
    instant += MINUTE;
  }
  return instant;
}

function slowMinutes(data: CalendarData, from: number, to: number): number {
  let count = 0;
  for (let instant = from; instant < to; instant += MINUTE) if (isOpenMinute(data, instant)) count += 1;
  return count;
}

const minuteOf = (from: string, to: string) =>
  fc.integer({ min: at(from) / MINUTE, max: at(to) / MINUTE }).map((minute) => minute * MINUTE);
const anyMinute = minuteOf('2018-01-08 00:00', '2026-10-30 00:00');
const KIND_MINUTES: Readonly<Record<LimitKind, number>> = {
  urgent_hours: 60,
  natural_hours: 60,
  working_hours: 60,
  working_days: 480,
  natural_days: 1440,
};
const anyKind = fc.constantFrom<LimitKind>(
  'urgent_hours',
  'natural_hours',
  'working_hours',
  'working_days',
  'natural_days',
);
const limitOf = (kind: LimitKind, minutes: number): Limit => ({ kind, amount: minutes / KIND_MINUTES[kind] });
const anyLimit = fc
  .tuple(anyKind, fc.integer({ min: 1, max: 2000 }))
  .map(([kind, minutes]) => limitOf(kind, minutes));

const anyException = fc.record({
  day: anyMinute.map((instant) => new Date(instant + 8 * HOUR).toISOString().slice(0, 10)),
  windows: fc.constantFrom(
    [],
    [
      { fromMinute: 480, toMinute: 700 },
      { fromMinute: 800, toMinute: 1440 },
    ],
  ),
  reason: fc.constant('a local day'),
});

describe('against a simulator that walks minute by minute', () => {
  test('every due instant is the one found by walking', () => {
    const cases = fc.tuple(anyMinute, anyKind, fc.integer({ min: 1, max: 1500 }), fc.array(anyException));
    let moved = 0;
    fc.assert(
      fc.property(cases, ([start, kind, minutes, found]) => {
        const exceptions = [...new Map(found.map((entry) => [entry.day, entry])).values()];
        const data = { ...national, exceptions };
        const clock = ok(startClock(compileCalendar(data), 'handle', limitOf(kind, minutes), start));
        if (clock.dueAt !== start + minutes * MINUTE) moved += 1;
        expect(clock.dueAt).toBe(slowDue(data, kind, start, minutes));
      }),
      { numRuns: 150 },
    );
    expect(moved, 'some limits ran over closed time').toBeGreaterThan(20);
  });

  test('the time used between two instants is the one found by walking', () => {
    fc.assert(
      fc.property(anyMinute, fc.integer({ min: 0, max: 15 * 1440 }), (start, minutes) => {
        const clock = ok(startClock(calendar, 'handle', { kind: 'working_hours', amount: 4 }, start));
        const now = start + minutes * MINUTE;
        expect(usedMs(calendar, clock, now)).toBe(slowMinutes(national, start, now) * MINUTE);
      }),
      { numRuns: 100 },
    );
  });
});

describe('laws of every clock', () => {
  test('at its due instant a clock has nothing left and is on time; a moment later it is overdue', () => {
    fc.assert(
      fc.property(anyMinute, anyLimit, (start, limit) => {
        const clock = ok(startClock(calendar, 'handle', limit, start));
        const dueAt = clock.dueAt ?? 0;
        expect(remainingMs(calendar, clock, dueAt)).toBe(0);
        expect(isOverdue(clock, dueAt)).toBe(false);
        expect(isOverdue(clock, dueAt + 1)).toBe(true);
      }),
    );
  });

  test('pauses conserve time: what is used and what is left always make the limit', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        minuteOf('2018-01-08 00:00', '2026-03-01 00:00'),
        anyLimit,
        gaps,
        (start, limit, pauses) => {
          let clock: Clock = ok(startClock(calendar, 'handle', limit, start));
          let now = start;
          let counted = 0;
          for (const [run, rest] of pauses) {
            const from = now;
            now += run * MINUTE;
            const isWorking = limit.kind.startsWith('working');
            counted += isWorking ? slowMinutes(national, from, now) * MINUTE : run * MINUTE;
            clock = pauseClock(calendar, clock, now);
            expect(clock.usedMs).toBe(counted);
            expect(clock.dueAt).toBeNull();
            now += rest * MINUTE;
            expect(usedMs(calendar, clock, now)).toBe(counted);
            clock = ok(resumeClock(calendar, clock, now));
            expect(remainingMs(calendar, clock, now)).toBe(limitOfMinutes(limit) - counted);
            if (counted > limitOfMinutes(limit)) expect(clock.dueAt).toBeLessThan(now);
          }
          if (counted < limitOfMinutes(limit)) expect(remainingMs(calendar, clock, clock.dueAt ?? 0)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a later start or a longer limit is never due earlier', () => {
    fc.assert(
      fc.property(
        anyMinute,
        anyKind,
        fc.nat(3000),
        fc.integer({ min: 1, max: 3000 }),
        fc.nat(3000),
        (start, kind, later, minutes, more) => {
          const due = (from: number, amount: number) => {
            const clock = ok(startClock(calendar, 'handle', limitOf(kind, amount), from));
            return clock.dueAt ?? 0;
          };
          expect(due(start + later * MINUTE, minutes)).toBeGreaterThanOrEqual(due(start, minutes));
          expect(due(start, minutes + more)).toBeGreaterThanOrEqual(due(start, minutes));
        },
      ),
    );
  });

  test('extending in two parts is extending once', () => {
    fc.assert(
      fc.property(
        anyMinute,
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 900 }),
        (start, one, two) => {
          const clock = ok(startClock(calendar, 'handle', { kind: 'working_hours', amount: 2 }, start));
          const parts = ok(
            extendClock(
              calendar,
              ok(extendClock(calendar, clock, limitOf('working_days', one))),
              limitOf('working_hours', two),
            ),
          );
          const once = ok(extendClock(calendar, clock, limitOf('working_hours', one + two)));
          expect(parts.dueAt).toBe(once.dueAt);
        },
      ),
      { numRuns: 50 },
    );
  });
});

const limitOfMinutes = (limit: Limit): number => Math.round(limit.amount * KIND_MINUTES[limit.kind]) * MINUTE;

describe('years whose holidays are not known', () => {
  test('a working limit that reaches into one is refused, by name', () => {
    const refused = startClock(
      calendar,
      'handle',
      { kind: 'working_days', amount: 1 },
      at('2026-12-31 17:00'),
    );
    expect(refused).toMatchObject({ code: 'calendar.year_missing', data: { year: 2027 } });
    expect(
      startClock(calendar, 'handle', { kind: 'working_hours', amount: 1 }, at('2017-12-29 10:00')),
    ).toMatchObject({
      data: { year: 2017 },
    });
  });

  test('a working limit that ends with the last window of the year is still counted', () => {
    const clock = ok(
      startClock(calendar, 'handle', { kind: 'working_hours', amount: 1 }, at('2026-12-31 17:00')),
    );
    expect(clock.dueAt).toBe(at('2026-12-31 18:00'));
  });

  test('natural limits don’t care', () => {
    const clock = ok(
      startClock(calendar, 'handle', { kind: 'natural_days', amount: 400 }, at('2026-12-31 17:00')),
    );
    expect(clock.dueAt).toBe(at('2026-12-31 17:00') + 400 * DAY);
  });

  test('an overdue clock stays overdue, and says that its count is a lower bound', () => {
    const clock = ok(
      startClock(calendar, 'handle', { kind: 'working_hours', amount: 1 }, at('2026-12-31 16:00')),
    );
    const now = at('2027-01-08 12:00');
    expect(isOverdue(clock, now)).toBe(true);
    expect(usedMs(calendar, clock, now)).toBe(2 * HOUR);
    expect(uncountedYears(calendar, clock, now)).toEqual([2027]);
    expect(uncountedYears(calendar, clock, at('2027-01-01 00:00'))).toEqual([]);
    expect(resumeClock(calendar, pauseClock(calendar, clock, now), now)).toMatchObject({
      code: 'calendar.year_missing',
    });
  });

  test('who works through holidays misses no year', () => {
    const always = compileCalendar({ ...national, observesHolidays: false });
    const clock = ok(
      startClock(always, 'handle', { kind: 'working_hours', amount: 2 }, at('2027-01-01 17:00')),
    );
    expect(clock.dueAt).toBe(at('2027-01-04 10:00'));
  });

  test('a calendar that never opens refuses instead of searching for ever', () => {
    const shut = compileCalendar({ ...national, weekly: [], observesHolidays: false });
    const refused = startClock(shut, 'handle', { kind: 'working_hours', amount: 1 }, at('2026-03-02 09:00'));
    expect(refused).toMatchObject({ code: 'calendar.never_open' });
  });
});

describe('changes of a clock', () => {
  const start = at('2026-03-02 09:00');
  const clock = ok(startClock(calendar, 'handle', { kind: 'working_days', amount: 1 }, start));

  test('working time and natural time don’t add', () => {
    const refused = extendClock(calendar, clock, { kind: 'natural_days', amount: 1 });
    expect(refused).toMatchObject({
      code: 'calendar.other_kind_of_time',
      data: { limitEn: '1 working day', extraZh: '1 自然日' },
    });
  });

  test('a second pause or resume changes nothing', () => {
    const paused = pauseClock(calendar, clock, at('2026-03-02 10:00'));
    expect(pauseClock(calendar, paused, at('2026-03-05 10:00'))).toBe(paused);
    expect(resumeClock(calendar, clock, at('2026-03-05 10:00'))).toBe(clock);
    expect(isOverdue(paused, at('2027-03-05 10:00'))).toBe(false);
  });

  test('a rework begins anew under its own limit', () => {
    const again = ok(restart(calendar, clock, at('2026-03-09 10:00'), { kind: 'working_hours', amount: 4 }));
    expect(again).toMatchObject({ stage: 'handle', usedMs: 0, dueAt: at('2026-03-09 15:00') });
    expect(ok(restart(calendar, clock, at('2026-03-09 09:00'))).dueAt).toBe(at('2026-03-09 18:00'));
  });

  test('a report sent from a phone with a fast clock never uses less than nothing', () => {
    expect(usedMs(calendar, clock, start - HOUR)).toBe(0);
  });

  test('what is left until the due instant is what is left of the limit, while the calendar stands', () => {
    const limits = fc.record({
      kind: fc.constantFrom<LimitKind>('natural_hours', 'working_hours', 'working_days'),
      amount: fc.integer({ min: 1, max: 60 }),
    });
    const moment = minuteOf('2018-01-08 00:00', '2025-06-30 00:00');
    fc.assert(
      fc.property(moment, limits, fc.integer({ min: 0, max: 60 * DAY }), (from, limit, later) => {
        const running = ok(startClock(calendar, 'handle', limit, from));
        const now = from + later;
        expect(leftMs(calendar, running, now)).toBe(0 + remainingMs(calendar, running, now));
      }),
    );
  });

  test('a day closed after the start moves the due day when the case asks for it', () => {
    const closed = compileCalendar({
      ...national,
      exceptions: [{ day: '2026-03-02', windows: [], reason: 'flood' }],
    });
    expect(ok(recomputeDue(closed, clock)).dueAt).toBe(at('2026-03-03 18:00'));
  });
});

describe('weeks', () => {
  test('summer hours hold between their dates', () => {
    const summer = [1, 2, 3, 4, 5].map((weekday) => ({
      weekday,
      fromMinute: 480,
      toMinute: 720,
      validFrom: '2026-06-01',
      validTo: '2026-09-30',
    }));
    const winter = DEFAULT_WEEK.map((window) => ({ ...window, validFrom: '2026-10-01' }));
    const seasons = compileCalendar({ ...national, weekly: [...summer, ...winter] });
    expect(seasons.windowsOf('2026-09-30')).toEqual([{ fromMinute: 480, toMinute: 720 }]);
    expect(seasons.windowsOf('2026-10-08')).toHaveLength(2);
    expect(seasons.windowsOf('2026-05-29')).toEqual([]);
    expect(seasons.windowsOf('2027-10-08')).toBeUndefined();
  });

  test('a make-up Saturday is worked like the fullest day of that week', () => {
    const friday = [{ weekday: 5, fromMinute: 540, toMinute: 600, validFrom: null, validTo: null }];
    const tuesday = [{ weekday: 2, fromMinute: 480, toMinute: 960, validFrom: null, validTo: null }];
    const odd = compileCalendar({ ...national, weekly: [...friday, ...tuesday] });
    expect(odd.windowsOf('2026-02-14')).toEqual([{ fromMinute: 480, toMinute: 960 }]);
  });

  test('windows that overlap are counted once', () => {
    const twice = compileCalendar({ ...national, weekly: [...DEFAULT_WEEK, ...DEFAULT_WEEK] });
    expect(twice.yearOf(2026)?.totalMs).toBe(calendar.yearOf(2026)?.totalMs);
  });

  test('every known year has between 240 and 255 working days', () => {
    const days = CHINA_HOLIDAY_YEARS.map((year) => (calendar.yearOf(year)?.totalMs ?? 0) / (8 * HOUR));
    expect(Math.min(...days)).toBeGreaterThanOrEqual(240);
    expect(Math.max(...days)).toBeLessThanOrEqual(255);
    // 2025 has 248 working days since the two added holidays: a figure printed on every payroll.
    expect(days[CHINA_HOLIDAY_YEARS.indexOf(2025)]).toBe(248);
  });
});

test('a thousand due dates a year ahead take well under a second', () => {
  const begun = performance.now();
  for (let n = 0; n < 1000; n += 1) {
    ok(
      startClock(
        calendar,
        'handle',
        { kind: 'working_days', amount: 245 },
        at('2024-03-01 09:00') + n * HOUR,
      ),
    );
  }
  expect(performance.now() - begun).toBeLessThan(500);
});
