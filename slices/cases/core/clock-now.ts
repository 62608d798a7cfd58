// A clock as it stands now: what is left of it and its lamp. Never stored; asked each time it is shown.
import type { Instant } from '../../../kernel/instant.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { type Clock, remainingMs } from '../../calendar/core/clock.ts';
import { type Lamp, lampOf } from '../../calendar/core/lamp.ts';

export interface ClockNow {
  readonly lamp: Lamp;
  /** Negative: overdue by that much of the limit's kind of time. */
  readonly remainingMs: number;
}

export const clockNow = (calendar: Calendar, clock: Clock, now: Instant): ClockNow => ({
  lamp: lampOf(calendar, clock, now),
  remainingMs: remainingMs(calendar, clock, now),
});
