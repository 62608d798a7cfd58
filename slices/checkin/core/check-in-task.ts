// The task for which officers check in: named, with a reason, in one area, with an end. Pure rules of when it
// runs, whom it includes, and how coarse a position may be. It must never know of tracks or of time online.
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { isWithin, type Post } from '../../../kernel/rights.ts';
import { OFFICERS } from '../../people/core/officers.ts';

export const TASK_KINDS = ['security', 'emergency'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export interface CheckInTask {
  readonly id: Id;
  readonly districtId: string;
  readonly name: string;
  readonly kind: TaskKind;
  readonly areaPath: string;
  readonly reason: string;
  readonly begunBy: Id;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Ended before its time. */
  readonly endedAt: Instant | null;
}

/** The State Council's rules of January 2026 allow a check-in for security and emergency work alone; a task
 *  that never ends would be one by habit. */
export const LONGEST_MS = 14 * DAY;
/** How long before its start one may be set up. */
export const AHEAD_MS = 30 * DAY;
/** Entries are forgotten this long after the end. */
export const KEPT_MS = 30 * DAY;

export function checkTimes(startsAt: Instant, endsAt: Instant, now: Instant): Refusal | undefined {
  if (endsAt <= now || endsAt <= startsAt) return refuse('check_in.ends_too_early');
  if (endsAt - startsAt > LONGEST_MS) return refuse('check_in.too_long', { days: LONGEST_MS / DAY });
  return startsAt - now > AHEAD_MS ? refuse('check_in.too_far_ahead', { days: AHEAD_MS / DAY }) : undefined;
}

type Times = Pick<CheckInTask, 'startsAt' | 'endsAt' | 'endedAt'>;

export const endOf = ({ endsAt, endedAt }: Times): Instant => endedAt ?? endsAt;
export const isRunning = (task: Times, now: Instant): boolean => task.startsAt <= now && now < endOf(task);
export const forgottenAt = (task: Times): Instant => endOf(task) + KEPT_MS;

/** Whose post lies in the task's area; a post that reaches beyond it is not named by it. */
export const includes = (task: Pick<CheckInTask, 'areaPath'>, posts: readonly Post[]): boolean =>
  posts.some((post) => OFFICERS.includes(post.role) && isWithin(post.areaPath, task.areaPath));

export interface RoughPoint {
  readonly lon: number;
  readonly lat: number;
}

const DIGITS = 1_000;
const rough = (degrees: number): number => Math.round(degrees * DIGITS) / DIGITS;

/** To a thousandth of a degree, about 100 m: enough to say which part of the area, not which door. */
export const roughPoint = ({ lon, lat }: RoughPoint): RoughPoint => ({ lon: rough(lon), lat: rough(lat) });

const FINEST_TOLD = 100;
/** No finer than the point is kept. */
export const roughAccuracy = (metres: number): number => Math.max(FINEST_TOLD, Math.ceil(metres));
