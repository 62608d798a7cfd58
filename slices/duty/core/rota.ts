// Who is on call in a unit at a moment, in order: a week that repeats, in force from a day until the next one
// begins, and days that are otherwise. Pure: whether somebody named here is still in post is not asked here.
import { DAY, MINUTE } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { CHINA_OFFSET_MINUTES, type Instant } from '../../../kernel/instant.ts';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Role } from '../../../kernel/rights.ts';
import { dateOfDay, dayNumber, startOfDay, weekdayOfDay } from '../../calendar/core/day.ts';

/** Who may be named: those who may answer a push to their unit. */
export const ON_CALL_ROLES: readonly Role[] = ['handler', 'unit_head', 'dispatcher'];
/** The first on call and four substitutes: after them the head of the unit is told. */
export const MOST_IN_ORDER = 5;
export const MINUTES_A_DAY = 24 * 60;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

export interface Shift {
  /** After local midnight of the day it begins on. */
  readonly fromMinute: number;
  /** Of the same count: past 1440 it ends on the next day. */
  readonly toMinute: number;
  /** The first on call, then who stands in, in order. */
  readonly personIds: readonly Id[];
}
export interface WeeklyShift extends Shift {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
}
export interface Pattern {
  /** A local day. */
  readonly since: string;
  readonly weekly: readonly WeeklyShift[];
}
/** Instead of the pattern: these shifts, or none, begin on that day. */
export interface DayPlan {
  readonly day: string;
  readonly shifts: readonly Shift[];
}
export interface Rota {
  readonly patterns: readonly Pattern[];
  readonly days: readonly DayPlan[];
}

interface PlannedDay {
  readonly shifts: readonly Shift[];
  readonly isException: boolean;
}

const byBegin = (a: Shift, b: Shift): number => a.fromMinute - b.fromMinute;

/** The pattern in force that day: the newest that has begun. */
export const patternOn = <P extends Pattern>(patterns: readonly P[], day: string): P | undefined =>
  patterns
    .filter(({ since }) => since <= day)
    .sort((a, b) => (a.since < b.since ? -1 : 1))
    .at(-1);

export function plannedOn(rota: Rota, day: string): PlannedDay {
  const exception = rota.days.find((one) => one.day === day);
  if (exception) return { shifts: [...exception.shifts].sort(byBegin), isException: true };
  const weekday = weekdayOfDay(dayNumber(day));
  const weekly = patternOn(rota.patterns, day)?.weekly ?? [];
  return { shifts: weekly.filter((one) => one.weekday === weekday).sort(byBegin), isException: false };
}

/** A shift of one day, as it is lived. */
export interface Turn {
  readonly day: string;
  readonly fromMinute: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly personIds: readonly Id[];
  readonly isException: boolean;
}

/** What begins on these days, in order; `toDay` is the day after the last. */
export function turnsOf(
  rota: Rota,
  fromDay: string,
  toDay: string,
  offsetMinutes = CHINA_OFFSET_MINUTES,
): Turn[] {
  const turns: Turn[] = [];
  for (let number = dayNumber(fromDay); number < dayNumber(toDay); number++) {
    const day = dateOfDay(number);
    const { shifts, isException } = plannedOn(rota, day);
    const midnight = startOfDay(number, offsetMinutes);
    for (const { fromMinute, toMinute, personIds } of shifts) {
      const startsAt = midnight + fromMinute * MINUTE;
      const endsAt = midnight + toMinute * MINUTE;
      turns.push({ day, fromMinute, startsAt, endsAt, personIds, isException });
    }
  }
  return turns;
}

/** First whom today's shift names, then whom last night's still does; each once. A turn ends at its end. */
export function onCall(rota: Rota, at: Instant, offsetMinutes = CHINA_OFFSET_MINUTES): readonly Id[] {
  const today = Math.floor((at + offsetMinutes * MINUTE) / DAY);
  const turns = turnsOf(rota, dateOfDay(today - 1), dateOfDay(today + 1), offsetMinutes);
  const now = turns.filter((turn) => turn.startsAt <= at && at < turn.endsAt);
  return [...new Set(now.reverse().flatMap(({ personIds }) => personIds))];
}

type ShiftRefusal = Refusal<'duty.bad_shift' | 'duty.shifts_overlap'>;

const isOrder = (personIds: readonly Id[]): boolean =>
  personIds.length > 0 &&
  personIds.length <= MOST_IN_ORDER &&
  new Set(personIds).size === personIds.length;

function isWhole({ fromMinute, toMinute, personIds }: Shift): boolean {
  const areMinutes = Number.isInteger(fromMinute) && Number.isInteger(toMinute);
  const isInDay = fromMinute >= 0 && fromMinute < MINUTES_A_DAY;
  const isLong = toMinute > fromMinute && toMinute <= fromMinute + MINUTES_A_DAY;
  return areMinutes && isInDay && isLong && isOrder(personIds);
}

/** The shifts of one day in order; one that is none, or two at one time, are refused by their position. */
export function checkShifts<S extends Shift>(shifts: readonly S[]): readonly S[] | ShiftRefusal {
  const wrong = shifts.findIndex((shift) => !isWhole(shift));
  if (wrong >= 0) return refuse('duty.bad_shift', { position: wrong + 1, most: MOST_IN_ORDER });
  const sorted = [...shifts].sort(byBegin);
  for (const [index, shift] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && shift.toMinute > next.fromMinute) {
      return refuse('duty.shifts_overlap', { position: shifts.indexOf(next) + 1 });
    }
  }
  return sorted;
}

/** As `checkShifts`, round the week: Sunday's night may not reach into Monday's first shift. */
export function checkWeekly(weekly: readonly WeeklyShift[]): readonly WeeklyShift[] | ShiftRefusal {
  const isDay = ({ weekday }: WeeklyShift) => Number.isInteger(weekday) && weekday >= 1 && weekday <= 7;
  const wrong = weekly.findIndex((shift) => !isWhole(shift) || !isDay(shift));
  if (wrong >= 0) return refuse('duty.bad_shift', { position: wrong + 1, most: MOST_IN_ORDER });
  const begin = (shift: WeeklyShift) => (shift.weekday - 1) * MINUTES_A_DAY + shift.fromMinute;
  const sorted = [...weekly].sort((a, b) => begin(a) - begin(b));
  const [first] = sorted;
  for (const [index, shift] of sorted.entries()) {
    const next = sorted[index + 1] ?? first;
    if (!next || next === shift) break;
    const nextBegin = begin(next) + (sorted[index + 1] ? 0 : MINUTES_A_WEEK);
    if (begin(shift) + shift.toMinute - shift.fromMinute > nextBegin) {
      return refuse('duty.shifts_overlap', { position: weekly.indexOf(next) + 1 });
    }
  }
  return sorted;
}
