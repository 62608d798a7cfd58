// A clock: a running time limit on a stage or on a whole case. Values only: each function
// gives a new clock. Modes: running (runningSince and dueAt set), paused (both null, pausedAt set).
// Time used is carried over pauses, so that start + pause + resume lose nothing. `now` is an argument.
import { assert } from '../../../kernel/assert.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import type { Calendar } from './calendar.ts';
import { DEFAULT_THRESHOLDS, thresholdMs } from './lamp-rule.ts';
import type { Limit } from './limit.ts';
import { limitMs, limitOfMs, runsOnWorkingTime, tellLimit } from './limit.ts';
import type { WorkingTimeRefusal } from './working-time.ts';
import { shiftByWorkingTime, workingTimeBetween } from './working-time.ts';

/** When the lamp of a running clock turns; null: it never shows that colour. */
export interface LitAt {
  readonly yellow: Instant | null;
  readonly orange: Instant | null;
}

export interface Clock {
  /** The stage it measures (`accept`, `handle`, …) or `total`. */
  readonly stage: string;
  readonly limit: Limit;
  readonly startedAt: Instant;
  /** Time of the limit's kind counted before `runningSince`. */
  readonly usedMs: number;
  /** Null while paused. */
  readonly runningSince: Instant | null;
  /** The last instant that is still on time. Null while paused. */
  readonly dueAt: Instant | null;
  /** Null while paused; undefined in a clock that was kept before they were. */
  readonly litAt?: LitAt | null;
  readonly pausedAt: Instant | null;
}

export type ClockRefusal = WorkingTimeRefusal | Refusal<'calendar.other_kind_of_time'>;

/** The instant at which `ms` of the limit's kind of time have passed since `from` (negative: before it). */
export const shiftByLimitTime = (calendar: Calendar, limit: Limit, from: Instant, ms: number) =>
  runsOnWorkingTime(limit.kind) ? shiftByWorkingTime(calendar, from, ms) : from + ms;

function timeBetween(calendar: Calendar, limit: Limit, from: Instant, to: Instant) {
  if (runsOnWorkingTime(limit.kind)) return workingTimeBetween(calendar, from, to);
  return { ms: Math.max(0, to - from), missingYears: [] };
}

/** A new clock, running from `at`. Refused when a working limit reaches into a year without holiday data. */
export function startClock(
  calendar: Calendar,
  stage: string,
  limit: Limit,
  at: Instant,
): Clock | WorkingTimeRefusal {
  const fresh = { stage, limit, startedAt: at, usedMs: 0, runningSince: at, dueAt: null, pausedAt: null };
  return withDueAt(calendar, fresh);
}

/** The same stage from nothing, under its own or another limit (a rework limit, another unit). */
export const restart = (
  calendar: Calendar,
  clock: Clock,
  at: Instant,
  limit: Limit = clock.limit,
): Clock | WorkingTimeRefusal => startClock(calendar, clock.stage, limit, at);

/** Time of the limit's kind used by `now`. In a year without holiday data working time is not counted: then
 *  the figure is a lower bound, and `uncountedYears` names the years. */
export function usedMs(calendar: Calendar, clock: Clock, now: Instant): number {
  if (clock.runningSince === null) return clock.usedMs;
  return clock.usedMs + timeBetween(calendar, clock.limit, clock.runningSince, now).ms;
}

/** Years between the start of running and `now` whose working time can't be counted; empty: all counted. */
export function uncountedYears(calendar: Calendar, clock: Clock, now: Instant): readonly number[] {
  if (clock.runningSince === null) return [];
  return timeBetween(calendar, clock.limit, clock.runningSince, now).missingYears;
}

/** What is left of the limit; negative: overdue by that much of the limit's kind of time. */
export const remainingMs = (calendar: Calendar, clock: Clock, now: Instant): number =>
  limitMs(clock.limit) - usedMs(calendar, clock, now);

/** What is left until the due instant, as it was settled; negative: past it. The same as `remainingMs` while
 *  the calendar is the same: where a day was closed or opened since, neither the due instant nor the lamp
 *  moves, so what is told beside them must not either. */
export function leftMs(calendar: Calendar, clock: Clock, now: Instant): number {
  const { dueAt, limit, runningSince } = clock;
  if (dueAt === null) return remainingMs(calendar, clock, now);
  if (now > dueAt) return 0 - timeBetween(calendar, limit, dueAt, now).ms;
  // Before it began to run, by a clock that is behind, no more is left than the limit.
  const { ms, missingYears } = timeBetween(calendar, limit, Math.max(now, runningSince ?? now), dueAt);
  // A year that was taken out of the calendar can't be counted through: what was used can.
  return missingYears.length === 0 ? ms : Math.max(0, remainingMs(calendar, clock, now));
}

/** Past the due instant; at the due instant itself one is still on time. */
export function isOverdue(clock: Clock, now: Instant): boolean {
  return clock.dueAt === null ? clock.usedMs > limitMs(clock.limit) : now > clock.dueAt;
}

/** What is used when the count stops. The due instant is a promise: a day that was opened since takes nothing
 *  of what was left until it, a day that was closed is not counted, and what was overdue stays overdue. */
function usedAtPause(calendar: Calendar, clock: Clock, at: Instant): number {
  const promised = limitMs(clock.limit) - leftMs(calendar, clock, at);
  return isOverdue(clock, at) ? promised : Math.min(promised, usedMs(calendar, clock, at));
}

/** Stops the count. Pausing a paused clock changes nothing: the first pause counts. */
export function pauseClock(calendar: Calendar, clock: Clock, at: Instant): Clock {
  if (clock.runningSince === null) return clock;
  const used = usedAtPause(calendar, clock, at);
  return { ...clock, usedMs: used, runningSince: null, dueAt: null, litAt: null, pausedAt: at };
}

/** Goes on with what was left. A clock that was overdue stays so: its due instant then lies before `at`.
 *  Resuming a running clock changes nothing. */
export function resumeClock(calendar: Calendar, clock: Clock, at: Instant): Clock | WorkingTimeRefusal {
  if (clock.runningSince !== null) return clock;
  return withDueAt(calendar, { ...clock, runningSince: at, pausedAt: null });
}

/** Why more time can't be added to a limit: working time and natural time don't add. */
export function otherKindOfTime(
  limit: Limit,
  extra: Limit,
): Refusal<'calendar.other_kind_of_time'> | undefined {
  if (runsOnWorkingTime(extra.kind) === runsOnWorkingTime(limit.kind)) return undefined;
  return refuse('calendar.other_kind_of_time', {
    limitZh: tellLimit(limit, 'zh'),
    limitEn: tellLimit(limit, 'en'),
    extraZh: tellLimit(extra, 'zh'),
    extraEn: tellLimit(extra, 'en'),
  });
}

/** More time of the same kind: working with working, natural with natural. A paused clock stays paused. In a
 *  calendar that changed meanwhile it is counted anew or put behind what was promised, whichever is later:
 *  nobody who is granted time is due earlier by it. */
export function extendClock(calendar: Calendar, clock: Clock, extra: Limit): Clock | ClockRefusal {
  const no = otherKindOfTime(clock.limit, extra);
  if (no) return no;
  const limit = limitOfMs(clock.limit.kind, limitMs(clock.limit) + limitMs(extra));
  const anew = withDueAt(calendar, { ...clock, limit });
  if (isRefusal(anew) || clock.dueAt === null || anew.dueAt === null) return anew;
  const onward = shiftByLimitTime(calendar, limit, clock.dueAt, limitMs(extra));
  if (isRefusal(onward) || onward <= anew.dueAt) return anew;
  const promised = { ...anew, dueAt: onward };
  return { ...promised, litAt: litAtOf(calendar, promised) };
}

/** The same clock under a changed calendar: a day was closed or opened after it was started. */
export const recomputeDue = (calendar: Calendar, clock: Clock): Clock | WorkingTimeRefusal =>
  withDueAt(calendar, clock);

/** Of a running clock, counted back from its due instant; null while it is paused. What was settled when it
 *  began to run does not move by itself when a calendar changes. */
export function litAtOf(calendar: Calendar, clock: Clock): LitAt | null {
  const { limit, runningSince, dueAt } = clock;
  if (runningSince === null || dueAt === null) return null;
  const atStart = limitMs(limit) - clock.usedMs;
  const lightsAt = (lamp: keyof LitAt): Instant | null => {
    const threshold = thresholdMs(DEFAULT_THRESHOLDS[lamp], limitMs(limit));
    if (threshold === undefined) return null;
    const at = atStart <= threshold
      ? shiftByLimitTime(calendar, limit, runningSince, 0)
      : shiftByLimitTime(calendar, limit, dueAt, -threshold);
    // A year that was taken out of the calendar leaves only the red, which the due instant itself tells.
    return isRefusal(at) ? null : at;
  };
  return { yellow: lightsAt('yellow'), orange: lightsAt('orange') };
}

function withDueAt(calendar: Calendar, clock: Clock): Clock | WorkingTimeRefusal {
  if (clock.runningSince === null) return clock;
  const leftMs = limitMs(clock.limit) - clock.usedMs;
  const dueAt = shiftByLimitTime(calendar, clock.limit, clock.runningSince, leftMs);
  if (isRefusal(dueAt)) return dueAt;
  assert(leftMs <= 0 || dueAt > clock.runningSince, 'a clock with time left is due after it starts running');
  const due = { ...clock, dueAt };
  return calendar.isUnlit ? due : { ...due, litAt: litAtOf(calendar, due) };
}
