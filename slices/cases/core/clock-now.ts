// A clock as it stands now: what is left of it and its lamp. Never stored; asked each time it is shown.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { type Clock, leftMs, shiftByLimitTime } from '../../calendar/core/clock.ts';
import { type Lamp, lampOf } from '../../calendar/core/lamp.ts';
import { runsOnWorkingTime } from '../../calendar/core/limit.ts';

export interface ClockNow {
  readonly lamp: Lamp;
  /** Negative: overdue by that much of the limit's kind of time. */
  readonly remainingMs: number;
  /** Outside working time no working limit runs down: when it goes on; null: it runs, or is paused. */
  readonly restsUntil: Instant | null;
  /** Nights and days off lie between now and the due instant: what is left, or late, is less than the plain
   *  time, and has to be called working time wherever it is told. */
  readonly isWorkingTime: boolean;
}

/** The first millisecond of working time from now on ends just after the moment at which work begins. */
function restsUntil(calendar: Calendar, clock: Clock, now: Instant): Instant | null {
  if (clock.runningSince === null || !runsOnWorkingTime(clock.limit.kind)) return null;
  const next = shiftByLimitTime(calendar, clock.limit, now, 1);
  return isRefusal(next) || next <= now + 1 ? null : next - 1;
}

/** Less than what any words tell is no difference. */
const TELLABLE = MINUTE;

export function clockNow(calendar: Calendar, clock: Clock, now: Instant): ClockNow {
  const remainingMs = leftMs(calendar, clock, now);
  const plainMs = clock.dueAt === null ? remainingMs : clock.dueAt - now;
  return {
    lamp: lampOf(calendar, clock, now),
    remainingMs,
    restsUntil: restsUntil(calendar, clock, now),
    isWorkingTime: runsOnWorkingTime(clock.limit.kind) && Math.abs(plainMs - remainingMs) >= TELLABLE,
  };
}
