// The lamp of a clock: a pure function of (clock, calendar, now), never stored. A lamp turns at the instant
// its threshold is reached, and red one millisecond after the due instant, since whoever answers at the due
// instant is on time. When it will turn is settled with the due instant (clock.ts): so a store can look for
// orange ones, and a calendar that is changed later moves neither.
import type { Instant } from '../../../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import { isOverdue, remainingMs } from './clock.ts';
import { DEFAULT_THRESHOLDS, type LampRule, type LampThresholds, thresholdMs } from './lamp-rule.ts';
import { limitMs } from './limit.ts';

export type Lamp = 'green' | 'yellow' | 'orange' | 'red' | 'paused';

/** As the calendar counts now: for clocks that were kept without, and for other thresholds. */
function counted(calendar: Calendar, clock: Clock, now: Instant, thresholds: LampThresholds): Lamp {
  const wholeMs = limitMs(clock.limit);
  const leftMs = remainingMs(calendar, clock, now);
  const isLit = (rule: LampRule): boolean => {
    const threshold = thresholdMs(rule, wholeMs);
    return threshold !== undefined && leftMs <= threshold;
  };
  if (isLit(thresholds.orange)) return 'orange';
  return isLit(thresholds.yellow) ? 'yellow' : 'green';
}

export function lampOf(calendar: Calendar, clock: Clock, now: Instant, thresholds?: LampThresholds): Lamp {
  if (clock.runningSince === null) return 'paused';
  if (isOverdue(clock, now)) return 'red';
  const { litAt } = clock;
  if (!litAt || thresholds) return counted(calendar, clock, now, thresholds ?? DEFAULT_THRESHOLDS);
  const isLit = (at: Instant | null): boolean => at !== null && now >= at;
  if (isLit(litAt.orange)) return 'orange';
  return isLit(litAt.yellow) ? 'yellow' : 'green';
}
