// The lamp of a clock: a pure function of (clock, calendar, now), never stored.
// Thresholds are data of a flow. A lamp turns at the instant its threshold is reached, and red one
// millisecond after the due instant, since whoever answers at the due instant is on time.
// Decision: "under 2 h left" holds only for limits longer than 2 h. A limit of 2 h or less (a 15-minute
// acceptance) follows the share alone; otherwise it would be yellow from its first moment and say nothing.
import type { Instant } from '../../../kernel/instant.ts';
import { HOUR } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Calendar } from './calendar.ts';
import type { Clock } from './clock.ts';
import { isOverdue, remainingMs, shiftByLimitTime } from './clock.ts';
import { limitMs } from './limit.ts';

export type Lamp = 'green' | 'yellow' | 'orange' | 'red' | 'paused';

/** When a warning lights: at most this share of the limit left, or at most this long (of the limit's kind of
 *  time). Null: the rule is not used; with both null the colour is never shown (two-colour schemes). */
export interface LampRule {
  readonly leftShare: number | null;
  readonly leftMs: number | null;
}

export interface LampThresholds {
  readonly yellow: LampRule;
  readonly orange: LampRule;
}

/** The field's usual scheme; a flow may bring its own. */
export const DEFAULT_THRESHOLDS: LampThresholds = {
  yellow: { leftShare: 0.5, leftMs: 2 * HOUR },
  orange: { leftShare: 0.2, leftMs: null },
};

/** How much must be left for the rule not to light; undefined: never lights. */
function thresholdMs(rule: LampRule, wholeMs: number): number | undefined {
  const byShare = rule.leftShare === null ? undefined : Math.floor(rule.leftShare * wholeMs);
  const byLength = rule.leftMs !== null && rule.leftMs < wholeMs ? rule.leftMs : undefined;
  if (byShare === undefined) return byLength;
  return byLength === undefined ? byShare : Math.max(byShare, byLength);
}

export function lampOf(
  calendar: Calendar,
  clock: Clock,
  now: Instant,
  thresholds: LampThresholds = DEFAULT_THRESHOLDS,
): Lamp {
  if (clock.runningSince === null) return 'paused';
  if (isOverdue(clock, now)) return 'red';
  const wholeMs = limitMs(clock.limit);
  const leftMs = remainingMs(calendar, clock, now);
  const isLit = (rule: LampRule): boolean => {
    const threshold = thresholdMs(rule, wholeMs);
    return threshold !== undefined && leftMs <= threshold;
  };
  if (isLit(thresholds.orange)) return 'orange';
  return isLit(thresholds.yellow) ? 'yellow' : 'green';
}

export interface LampChange {
  readonly lamp: Lamp;
  readonly at: Instant;
}

/** When the lamp of a running clock turns, in order, after it began running, for timers. Paused: none. */
export function lampChanges(
  calendar: Calendar,
  clock: Clock,
  thresholds: LampThresholds = DEFAULT_THRESHOLDS,
): readonly LampChange[] {
  const { runningSince, dueAt } = clock;
  if (runningSince === null || dueAt === null) return [];
  const wholeMs = limitMs(clock.limit);
  const leftAtStart = wholeMs - clock.usedMs;
  const changes: LampChange[] = [];
  for (const lamp of ['yellow', 'orange'] as const) {
    const threshold = thresholdMs(thresholds[lamp], wholeMs);
    if (threshold === undefined || leftAtStart <= threshold) continue;
    const at = shiftByLimitTime(calendar, clock.limit, runningSince, leftAtStart - threshold);
    // A year that was taken out of the calendar since leaves only the red, which the clock itself knows.
    if (!isRefusal(at) && at <= dueAt) changes.push({ lamp, at });
  }
  const isHidden = (change: LampChange): boolean =>
    change.lamp === 'yellow' && changes.some((other) => other.lamp === 'orange' && other.at <= change.at);
  const warnings = changes.filter((change) => !isHidden(change));
  return dueAt + 1 > runningSince ? [...warnings, { lamp: 'red', at: dueAt + 1 }] : warnings;
}
