// Rights over a person follow that person's posts: to look it is enough to stand above one of them, to take
// something away or to enter in the person's name it needs all of them.
import { type Actor, type Post, rightTo } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { peoplePolicy } from '../core/policy.ts';
import type { Person } from '../core/person.ts';
import type { PostRow } from './queries-posts.ts';

interface Place {
  readonly areaPath: string;
  readonly unitId?: string;
}

/** Where a person can be reached: the posts, or the area that took on someone without one. */
const placesOf = (person: Person, posts: readonly PostRow[]): Place[] =>
  posts.length === 0
    ? [{ areaPath: person.areaPath }]
    : posts.map((post) => ({ areaPath: post.areaPath, unitId: post.unitId }));

/** The post by which the actor may, or `true` for oneself. Throws Refused `auth.not_allowed`. */
export function requireRightOverSome(
  actor: Actor,
  operation: string,
  person: Person,
  posts: readonly PostRow[],
): Post | true {
  for (const place of placesOf(person, posts)) {
    const by = rightTo(peoplePolicy, actor, operation, { ...place, personId: person.id });
    if (by) return by;
  }
  return throwRefusal('auth.not_allowed', { operation });
}

export function requireRightOverAll(
  actor: Actor,
  operation: string,
  person: Person,
  posts: readonly PostRow[],
): void {
  for (const place of placesOf(person, posts)) {
    const by = rightTo(peoplePolicy, actor, operation, { ...place, personId: person.id });
    if (!by) throwRefusal('auth.not_allowed', { operation });
  }
}
