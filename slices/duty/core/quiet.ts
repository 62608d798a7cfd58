// Quiet hours: when a push is told no sooner than the morning, and which pushes are told all the same, as
// data with its source. They delay the telling; the push, and its time on record, are not touched by them.
import { DAY, MINUTE } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { CHINA_OFFSET_MINUTES, type Instant } from '../../../kernel/instant.ts';
import { dateOfDay, startOfDay } from '../../calendar/core/day.ts';

/** What a push is; one may be several of these. */
export type DisturbKind = 'urge' | 'supervise' | 'summon' | 'circulate' | 'leaders_list' | 'urgent_matter';
export const DISTURB_KINDS: readonly DisturbKind[] = [
  'urge',
  'supervise',
  'summon',
  'circulate',
  'leaders_list',
  'urgent_matter',
];

export interface QuietHours {
  /** Null: of every unit of the district that has none of its own that night. */
  readonly unitId: Id | null;
  /** After local midnight of the evening they begin on. */
  readonly fromMinute: number;
  /** At or before `fromMinute`: the next morning. */
  readonly toMinute: number;
  /** The first evening, and the first without; null: until taken back. */
  readonly since: string;
  readonly until: string | null;
  /** What is told all the same. */
  readonly mayDisturb: readonly DisturbKind[];
}

/** What a form offers; nothing is quiet before somebody has said so. */
export const OFFERED = {
  fromMinute: 22 * 60,
  toMinute: 7 * 60,
  mayDisturb: ['summon', 'leaders_list', 'urgent_matter'],
} as const satisfies Pick<QuietHours, 'fromMinute' | 'toMinute' | 'mayDisturb'>;

const isOn = ({ since, until }: QuietHours, day: string): boolean =>
  since <= day && (until === null || day < until);

/** Those that hold for the unit on the evening of this day: its own, where it has any. */
export function hoursOn(all: readonly QuietHours[], unitId: Id, day: string): readonly QuietHours[] {
  const inForce = all.filter((one) => isOn(one, day));
  const own = inForce.filter((one) => one.unitId === unitId);
  return own.length > 0 ? own : inForce.filter((one) => one.unitId === null);
}

function endOfQuiet(
  all: readonly QuietHours[],
  unitId: Id,
  at: Instant,
  kinds: readonly DisturbKind[],
  offsetMinutes: number,
): Instant | undefined {
  const today = Math.floor((at + offsetMinutes * MINUTE) / DAY);
  for (const number of [today, today - 1]) {
    const midnight = startOfDay(number, offsetMinutes);
    for (const { fromMinute, toMinute, mayDisturb } of hoursOn(all, unitId, dateOfDay(number))) {
      const startsAt = midnight + fromMinute * MINUTE;
      const endsAt = midnight + toMinute * MINUTE + (toMinute > fromMinute ? 0 : DAY);
      const isQuiet = startsAt <= at && at < endsAt && !kinds.some((kind) => mayDisturb.includes(kind));
      if (isQuiet) return endsAt;
    }
  }
  return undefined;
}

/** When it may be told; null: now. One window that ends as the next begins is one night. */
export function quietUntil(
  all: readonly QuietHours[],
  unitId: Id,
  at: Instant,
  kinds: readonly DisturbKind[],
  offsetMinutes = CHINA_OFFSET_MINUTES,
): Instant | null {
  let until = at;
  // Hours that never end would keep a push from everybody: after as many windows as there are, it is told.
  for (let turn = 0; turn <= all.length; turn++) {
    const end = endOfQuiet(all, unitId, until, kinds, offsetMinutes);
    if (end === undefined) break;
    until = end;
  }
  return until === at ? null : until;
}
