// Posts: a person in a unit with a role, for an area, from a day to a day. Rights come from posts in force
// and from nothing else. Days are local days; `toDate` is the first day on which the post no longer holds.
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { localDate } from '../../../kernel/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { isWithin, type Post, type Role } from '../../../kernel/rights.ts';
import { isAreaPath, PATH_PARTS, serves, type Unit } from './unit.ts';

/** Half-open like every span here: the first day counts, the last named day does not. */
export interface Term {
  readonly fromDate: string;
  readonly toDate: string | null;
}

export type DatedPost = Post & Term;

export interface NewPost extends Term {
  readonly personId: Id;
  readonly unitId: Id;
  readonly role: Role;
  readonly areaPath: string;
}

export const isInForce = (term: Term, today: string): boolean =>
  term.fromDate <= today && (term.toDate === null || today < term.toDate);

/** The posts that count at this moment, without their dates. */
export function postsInForce(posts: readonly DatedPost[], now: Instant): Post[] {
  const today = localDate(now);
  return posts
    .filter((post) => isInForce(post, today))
    .map(({ id, unitId, unitKind, role, areaPath }) => ({ id, unitId, unitKind, role, areaPath }));
}

export const overlaps = (a: Term, b: Term): boolean =>
  (b.toDate === null || a.fromDate < b.toDate) && (a.toDate === null || b.fromDate < a.toDate);

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** What a new post must satisfy, given its unit; that a grid has one head at a time the store holds
 *  itself. */
export function checkPost(post: NewPost, unit: Unit | undefined): NewPost | Refusal {
  if (!unit) return refuse('people.unit_unknown', { unitId: post.unitId });
  if (unit.isClosed) return refuse('people.unit_closed', { name: unit.name });
  if (!isAreaPath(post.areaPath)) {
    return refuse('people.area_path', { areaPath: post.areaPath, districtId: unit.districtId });
  }
  if (
    !isDay(post.fromDate) ||
    (post.toDate !== null && (!isDay(post.toDate) || post.toDate < post.fromDate))
  ) {
    return refuse('people.post_dates', { fromDate: post.fromDate, toDate: post.toDate });
  }
  if (post.role === 'grid_head' && post.areaPath.split('.').length !== PATH_PARTS.grid) {
    return refuse('people.head_needs_grid', { areaPath: post.areaPath });
  }
  if (!isWithin(post.areaPath, unit.areaPath) && !serves(unit, post.areaPath)) {
    return refuse('people.post_outside_unit', { areaPath: post.areaPath, unit: unit.name });
  }
  return post;
}

/** All posts with their units, or the first refusal; two heads of one grid within the list clash as well. */
export function checkPosts(
  posts: readonly NewPost[],
  unitOf: (id: Id) => Unit | undefined,
): readonly NewPost[] | Refusal {
  const heads = new Map<string, NewPost[]>();
  for (const post of posts) {
    const checked = checkPost(post, unitOf(post.unitId));
    if (isRefusal(checked)) return checked;
    if (post.role !== 'grid_head') continue;
    const others = heads.get(post.areaPath) ?? [];
    if (others.some((other) => overlaps(other, post)))
      return refuse('people.grid_has_head', { areaPath: post.areaPath });
    heads.set(post.areaPath, [...others, post]);
  }
  return posts;
}

/** So long somebody is told which of their posts ended, and by whom: they may have been away meanwhile. */
export const ENDED_TOLD_MS = 7 * DAY;

/** The day on which a post ends when it is ended now: at once, and never before it began. */
export const endDate = (term: Term, now: Instant): string => {
  const today = localDate(now);
  const end = term.toDate !== null && term.toDate < today ? term.toDate : today;
  return end < term.fromDate ? term.fromDate : end;
};
