// The check of one actor, one operation, one target, in the operation itself: the route has only asked
// whether the actor could ever do this.
import { type Actor, type PolicyRow, type Post, rightTo, type Target } from '../../../kernel/rights.ts';
import { throwRefusal } from './refused.ts';

/** The post by which it is allowed (`true` where none is needed). Throws Refused `auth.not_allowed`. */
export function requireRight(
  policy: readonly PolicyRow[],
  actor: Actor,
  operation: string,
  target: Target = {},
): Post | true {
  return rightTo(policy, actor, operation, target) ?? throwRefusal('auth.not_allowed', { operation });
}

/** Whether some target could exist on which the actor may do this: the edge's coarse check. */
export function mayEverDo(policy: readonly PolicyRow[], actor: Actor, operation: string): boolean {
  return policy.some((row) => {
    if (row.operation !== operation) return false;
    if (row.who.includes('public')) return true;
    if (actor.kind === 'system') return row.who.includes('system');
    if (actor.kind === 'reporter') return row.who.includes('reporter');
    if (actor.kind === 'device') return row.who.includes('device') && actor.operation === operation;
    if (actor.kind !== 'person') return false;
    return (
      row.who.includes('anyone_signed_in') ||
      actor.posts.some(
        (post) =>
          row.who.includes(post.role) &&
          (row.unitKinds === undefined || row.unitKinds.includes(post.unitKind)),
      )
    );
  });
}
