// Deadlines as rows that a clerk can check with a wall calendar, each checked three ways: the row's own word,
// the engine, and the wall of test-minutes.ts. A row: which hours are worked, when a unit set out, its limit,
// what happened, and when it is due; `whole` is the deadline of the whole case. The year is 2026 unless said.
import { expect, test } from 'vitest';
import type { Limit, LimitKind } from '../../calendar/core/limit.ts';
import { BothWays, type CalendarName, CALENDARS, type UnitLetter } from './test-both-ways.ts';
import { DEADLINES } from './test-deadlines.ts';
import type { Hours, WallMinute } from './test-minutes.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const KINDS: Readonly<Record<string, LimitKind>> = {
  urgent: 'urgent_hours', hours: 'natural_hours', working: 'working_hours', wdays: 'working_days',
  days: 'natural_days',
};

/** Reads times from left to right: one without a day is on the day that was named last. */
class Reader {
  #day = '';

  /** `Fri 03-06 17:50`, `Fri 2025-01-24 17:30` or `17:50`. */
  time(words: readonly string[]): WallMinute {
    const clock = words.at(-1) ?? '';
    if (words.length > 1) this.#day = this.#dayOf(words.slice(0, -1));
    const at = Date.parse(`${this.#day}T${clock}:00Z`) / 60_000;
    if (!Number.isInteger(at)) throw new Error(`not a time: ${words.join(' ')}`);
    return at;
  }

  #dayOf([weekday = '', date = '']: readonly string[]): string {
    const whole = date.length === 5 ? `2026-${date}` : date;
    expect(WEEKDAYS[new Date(`${whole}T00:00:00Z`).getUTCDay()], `the weekday of ${whole}`).toBe(weekday);
    return whole;
  }
}

function limitOf(amount: string | undefined, kind: string | undefined): Limit {
  const found = KINDS[kind ?? ''];
  if (!found) throw new Error(`not a limit: ${amount} ${kind}`);
  return { kind: found, amount: Number(amount) };
}

const wordsOf = (text: string): string[] => text.trim().split(/\s+/);
const DAY = 1440;

/** `shut 17:00 Mon 03-09`: said at that time, of that day. */
function changeDay(live: BothWays, words: readonly string[], hours: Hours): void {
  const day = new Reader().time([...words, '00:00']);
  live.changeDay(day - (day % DAY), hours);
}

const OPENED: Hours = [['09:00', '12:00'], ['13:00', '18:00']];

const DEEDS: Readonly<Record<string, (live: BothWays, rest: readonly string[], read: Reader) => void>> = {
  return: (live) => live.returned(),
  send: (live, [unit]) => live.send(unit as UnitLetter),
  transfer: (live, [unit]) => live.transfer(unit as UnitLetter),
  pass: (live) => live.passDown(),
  done: (live) => live.done(),
  rework: (live) => live.rework(),
  helped: (live) => live.helped(),
  resume: (live) => live.resume(),
  suspend: (live, rest, read) => live.suspend(read.time(rest.slice(1))),
  extend: (live, [amount, kind]) => live.extend(limitOf(amount, kind)),
  refused: (live, [amount, kind]) => live.extend(limitOf(amount, kind), false),
  shut: (live, rest) => changeDay(live, rest, []),
  open: (live, rest) => changeDay(live, rest, OPENED),
};

/** `verb [unit] time …`: the time is the first clock in it, with the day before it. */
function doDeed(live: BothWays, text: string, read: Reader): void {
  const words = wordsOf(text);
  const at = words.findIndex((word) => /^\d\d:\d\d$/.test(word));
  const from = words[at - 2] && WEEKDAYS.includes(words[at - 2] ?? '') ? at - 2 : at;
  const [verb = ''] = words;
  live.until(read.time(words.slice(from, at + 1)));
  const deed = DEEDS[verb];
  if (!deed) throw new Error(`not a deed: ${text}`);
  deed(live, [...words.slice(1, from), ...words.slice(at + 1)], read);
}

interface Lived {
  readonly live: BothWays;
  readonly expected: { readonly hand: WallMinute | null; readonly whole: WallMinute | null };
}

function begin(head: string, read: Reader): BothWays {
  const [calendar = 'office', start = ''] = head.includes(' | ') ? head.split(' | ') : ['office', head];
  const [when = '', terms = ''] = start.split('+');
  const [limit = '', rework] = terms.split('rework');
  const unit = (/by ([A-D])/.exec(limit)?.[1] ?? 'A') as UnitLetter;
  const [amount, kind] = wordsOf(limit);
  const again = rework === undefined ? undefined : limitOf(...(wordsOf(rework) as [string, string]));
  expect(Object.keys(CALENDARS)).toContain(calendar.trim());
  const of = { calendar: calendar.trim() as CalendarName, limit: limitOf(amount, kind), rework: again };
  return new BothWays(of, read.time(wordsOf(when)), unit);
}

/** At the end time goes on to the due instant, or to the review date of what is suspended. */
function live(row: string): Lived {
  const read = new Reader();
  const [left = '', right = ''] = row.split('→');
  const [head = '', ...deeds] = left.split(';');
  const both = begin(head, read);
  for (const deed of deeds) doDeed(both, deed, read);
  const { pause } = both.city.open;
  if (pause?.reviewAt != null) both.until(pause.reviewAt / 60_000 + 480);
  const [hand = '', whole] = right.split('whole');
  const handAt = hand.trim() === 'nothing' ? null : read.time(wordsOf(hand));
  return {
    live: both,
    expected: { hand: handAt, whole: whole ? read.time(wordsOf(whole)) : both.due.whole },
  };
}

const shown = ({ hand, whole }: Lived['expected']) => {
  const words = (at: WallMinute | null) =>
    (at === null ? 'nothing' : new Date(at * 60_000).toISOString().slice(0, 16));
  return { hand: words(hand), whole: words(whole) };
};

const ROWS = DEADLINES.replace(/;\s*\n\s*/g, '; ').split('\n').map((row) => row.trim())
  .filter((row) => row && !row.startsWith('#'));

test('the table is a long one', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(150);
  expect(new Set(ROWS).size).toBe(ROWS.length);
});

test.each(ROWS)('%s', (row) => {
  const { live: both, expected } = live(row);
  expect(shown(both.dueOnTheWall), 'on the wall').toEqual(shown(expected));
  expect(shown(both.due), 'by the engine').toEqual(shown(expected));
});
