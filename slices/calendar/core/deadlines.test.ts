// Deadlines as rows that a clerk can check with a wall calendar. The week is Monday to Friday 09:00–12:00 and
// 13:00–18:00 under China's holidays; each weekday word is checked against its date.
import { expect, test } from 'vitest';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { compileCalendar } from './calendar.ts';
import { defaultCalendarData } from './calendar-data.ts';
import { CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS } from './china-holidays.ts';
import type { Clock } from './clock.ts';
import { extendClock, pauseClock, resumeClock, startClock } from './clock.ts';
import { dayNumber, weekdayOfDay } from './day.ts';
import type { Limit, LimitKind } from './limit.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const KINDS: Readonly<Record<string, LimitKind>> = {
  urgent: 'urgent_hours',
  hours: 'natural_hours',
  working: 'working_hours',
  wdays: 'working_days',
  days: 'natural_days',
};

const calendar = compileCalendar({
  ...defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS),
  exceptions: [
    { day: '2026-06-10', windows: [], reason: 'the hall moves house' },
    {
      day: '2026-06-13',
      windows: [{ fromMinute: 540, toMinute: 720 }],
      reason: 'a Saturday morning is worked',
    },
  ],
});

/** `Fri 2026-03-06 17:50` → instant, the weekday checked; `17:50` alone is on the given day. */
function instant(words: string, sameDay = ''): number {
  const isTimeAlone = !words.trim().includes(' ');
  const [weekday, date = '', time = ''] = (isTimeAlone ? `${sameDay} ${words.trim()}` : words.trim()).split(
    ' ',
  );
  expect(WEEKDAYS[weekdayOfDay(dayNumber(date)) - 1], `the weekday of ${date}`).toBe(weekday);
  const found = fromIso(`${date}T${time}:00+08:00`);
  if (found === undefined) throw new Error(`not a time: ${words}`);
  return found;
}

function limit(words: string): Limit {
  const [amount = '', kind = ''] = words.trim().split(' ');
  const found = KINDS[kind];
  if (!found) throw new Error(`not a kind: ${words}`);
  return { kind: found, amount: Number(amount) };
}

/** `start + limit [; pause A ; resume B ; extend L …] → due` */
function dueOf(row: string): { due: string; expected: string } {
  const [left = '', expected = ''] = row.split('→');
  const [head = '', ...changes] = left.split(';');
  const [start = '', amount = ''] = head.split('+');
  const sameDay = start.trim().slice(0, 14);
  let clock: Clock = ok(startClock(calendar, 'handle', limit(amount), instant(start)));
  for (const change of changes) {
    const [verb = '', ...rest] = change.trim().split(' ');
    const words = rest.join(' ');
    if (verb === 'pause') clock = pauseClock(calendar, clock, instant(words, sameDay));
    else if (verb === 'resume') clock = ok(resumeClock(calendar, clock, instant(words, sameDay)));
    else if (verb === 'extend') clock = ok(extendClock(calendar, clock, limit(words)));
    else throw new Error(`not a change: ${change}`);
  }
  return { due: iso(clock.dueAt), expected: iso(instant(expected, sameDay)) };
}

function ok(clock: ReturnType<typeof extendClock>): Clock {
  if (isRefusal(clock)) throw new Error(clock.code);
  return clock;
}

const iso = (at: number | null): string =>
  at === null ? 'paused' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16);

const ROWS = `
Mon 2026-03-02 09:00 + 1 working → Mon 2026-03-02 10:00
Mon 2026-03-02 09:00 + 3 working → Mon 2026-03-02 12:00
Mon 2026-03-02 12:00 + 1 working → Mon 2026-03-02 14:00
Mon 2026-03-02 12:30 + 0.25 working → Mon 2026-03-02 13:15
Mon 2026-03-02 11:50 + 0.5 working → Mon 2026-03-02 13:20
Mon 2026-03-02 09:00 + 8 working → Mon 2026-03-02 18:00
Mon 2026-03-02 17:59 + 0.25 working → Tue 2026-03-03 09:14
Mon 2026-03-02 18:00 + 1 working → Tue 2026-03-03 10:00
Mon 2026-03-02 23:30 + 2 working → Tue 2026-03-03 11:00
Mon 2026-03-02 06:00 + 2 working → Mon 2026-03-02 11:00
Fri 2026-03-06 17:50 + 2 working → Mon 2026-03-09 10:50
Fri 2026-03-06 18:00 + 0.25 working → Mon 2026-03-09 09:15
Sat 2026-03-07 10:00 + 1 working → Mon 2026-03-09 10:00
Sun 2026-03-08 23:59 + 3 working → Mon 2026-03-09 12:00
Fri 2026-03-06 09:00 + 1 wdays → Fri 2026-03-06 18:00
Fri 2026-03-06 10:00 + 1 wdays → Mon 2026-03-09 10:00
Fri 2026-03-06 13:00 + 1 wdays → Mon 2026-03-09 12:00
Thu 2026-03-05 16:30 + 2 wdays → Mon 2026-03-09 16:30
Mon 2026-03-02 09:00 + 5 wdays → Fri 2026-03-06 18:00
Mon 2026-03-02 09:01 + 5 wdays → Mon 2026-03-09 09:01
Mon 2026-03-02 10:30 + 0.5 wdays → Mon 2026-03-02 15:30
Mon 2026-03-02 10:00 + 10 wdays → Mon 2026-03-16 10:00
Fri 2026-02-13 17:00 + 1 working → Fri 2026-02-13 18:00
Fri 2026-02-13 17:00 + 2 working → Sat 2026-02-14 10:00
Fri 2026-02-13 17:00 + 1 wdays → Sat 2026-02-14 17:00
Sat 2026-02-14 17:00 + 2 working → Tue 2026-02-24 10:00
Sun 2026-02-15 10:00 + 1 working → Tue 2026-02-24 10:00
Mon 2026-02-23 18:00 + 3 working → Tue 2026-02-24 12:00
Fri 2026-02-27 16:00 + 1 wdays → Sat 2026-02-28 16:00
Sat 2026-02-28 16:00 + 1 wdays → Mon 2026-03-02 16:00
Thu 2026-02-12 09:00 + 5 wdays → Wed 2026-02-25 18:00
Mon 2025-01-27 17:00 + 2 working → Wed 2025-02-05 10:00
Fri 2025-01-24 17:30 + 1 working → Sun 2025-01-26 09:30
Fri 2025-02-07 17:00 + 3 working → Sat 2025-02-08 11:00
Tue 2025-09-30 17:00 + 1 wdays → Thu 2025-10-09 17:00
Fri 2025-10-10 14:00 + 1 wdays → Sat 2025-10-11 14:00
Wed 2025-12-31 17:00 + 2 working → Sun 2026-01-04 10:00
Sun 2026-01-04 17:00 + 2 working → Mon 2026-01-05 10:00
Wed 2025-12-31 10:00 + 1 wdays → Sun 2026-01-04 10:00
Thu 2026-04-30 17:30 + 1 working → Wed 2026-05-06 09:30
Fri 2026-05-08 17:30 + 1 working → Sat 2026-05-09 09:30
Fri 2026-09-18 16:00 + 4 working → Sun 2026-09-20 11:00
Wed 2026-09-30 16:00 + 3 wdays → Sat 2026-10-10 16:00
Thu 2024-02-08 12:00 + 1 wdays → Fri 2024-02-09 12:00
Fri 2024-02-09 12:00 + 1 wdays → Sun 2024-02-18 12:00
Thu 2024-02-29 17:00 + 2 working → Fri 2024-03-01 10:00
Thu 2020-01-23 17:00 + 2 working → Mon 2020-02-03 10:00
Sat 2018-12-29 17:00 + 2 working → Wed 2019-01-02 10:00
Mon 2026-06-08 09:00 + 3 wdays → Thu 2026-06-11 18:00
Tue 2026-06-09 17:00 + 2 working → Thu 2026-06-11 10:00
Fri 2026-06-12 17:00 + 2 working → Sat 2026-06-13 10:00
Fri 2026-06-12 17:00 + 5 working → Mon 2026-06-15 10:00
Fri 2026-03-06 17:50 + 2 urgent → Fri 2026-03-06 19:50
Sat 2026-02-14 23:50 + 0.25 urgent → Sun 2026-02-15 00:05
Mon 2026-02-16 03:00 + 24 hours → Tue 2026-02-17 03:00
Sat 2026-02-14 10:00 + 7 days → Sat 2026-02-21 10:00
Thu 2026-12-31 22:00 + 4 urgent → Fri 2027-01-01 02:00
Wed 2024-02-28 12:00 + 1 days → Thu 2024-02-29 12:00
Sun 2026-02-15 00:00 + 15 days → Mon 2026-03-02 00:00
Mon 2026-03-02 09:00 + 4 working; pause 11:00; resume 15:00 → 17:00
Mon 2026-03-02 09:00 + 4 working; pause 12:00; resume 13:00 → 14:00
Mon 2026-03-02 09:00 + 4 working; pause 11:00; resume Fri 2026-03-06 17:00 → Mon 2026-03-09 10:00
Fri 2026-03-06 17:00 + 4 working; pause 20:00; resume Sun 2026-03-08 10:00 → Mon 2026-03-09 12:00
Fri 2026-02-13 16:00 + 1 wdays; pause Sat 2026-02-14 09:00; resume Tue 2026-02-24 13:00 → Wed 2026-02-25 10:00
Mon 2026-03-02 09:00 + 2 hours; pause 10:00; resume 22:00 → 23:00
Mon 2026-03-02 09:00 + 1 working; pause 11:00; resume Tue 2026-03-03 10:00 → 18:00
Mon 2026-03-02 09:00 + 1 working; extend 1 wdays → Tue 2026-03-03 10:00
Mon 2026-03-02 09:00 + 1 wdays; extend 4 working; pause 10:00; resume 11:00 → Tue 2026-03-03 15:00
Sat 2026-02-14 10:00 + 2 hours; extend 3 days → Tue 2026-02-17 12:00
Mon 2026-03-02 09:00 + 3 working; pause 10:00; extend 1 working; resume 10:30 → 14:30
`
  .trim()
  .split('\n');

test('the table is not a short one', () => expect(ROWS.length).toBeGreaterThanOrEqual(60));

test.each(ROWS)('%s', (row) => {
  const { due, expected } = dueOf(row);
  expect(due).toBe(expected);
});
