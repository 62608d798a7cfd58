// post.end: a post is over at once. It stays in the history with who ended it and when.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { peoplePolicy } from '../core/policy.ts';
import { endDate } from '../core/post.ts';
import { lockPost, type PostRow, updatePostEnd } from './queries-posts.ts';
import type { SessionCache } from './session-cache.ts';
import { UNITS_SNAPSHOT } from './unit-snapshot.ts';

const idOf = (actor: Actor): Id | null => (actor.kind === 'person' ? actor.personId : null);

/** Ends posts that the caller has locked and has the right to end. */
export async function endThesePosts(tx: Tx, actor: Actor, posts: readonly PostRow[]): Promise<void> {
  for (const post of posts) await updatePostEnd(tx, post.id, endDate(post, tx.now), idOf(actor));
  if (posts.some((post) => post.role === 'grid_head')) await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
}

/** Answers the first day on which the post no longer holds. */
export async function endPost(tx: Tx, sessions: SessionCache, actor: Actor, postId: Id): Promise<string> {
  const post = (await lockPost(tx, postId)) ?? throwRefusal('people.post_unknown');
  requireRight(peoplePolicy, actor, 'post.end', { areaPath: post.areaPath, unitId: post.unitId });
  await endThesePosts(tx, actor, [post]);
  tx.afterCommit(() => sessions.forgetPerson(post.personId));
  return endDate(post, tx.now);
}
