// post.end: a post is over at once. It stays in the history with who ended it and when.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { factOf, factsOf, same, textFact } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import { peoplePolicy } from '../core/policy.ts';
import { endDate } from '../core/post.ts';
import { lockPost, type PostRow, updatePostEnd } from './queries-posts.ts';
import type { SessionCache } from './session-cache.ts';
import { namesOf } from './names.ts';
import { personSubject, placeName, TITLES, unitWords } from './tell-change.ts';
import { unitDirectory, UNITS_SNAPSHOT } from './unit-snapshot.ts';

const idOf = (actor: Actor): Id | null => (actor.kind === 'person' ? actor.personId : null);

async function record(tx: Tx, actor: Actor, posts: readonly PostRow[], why: string | undefined) {
  const directory = await unitDirectory(tx);
  const names = await namesOf(
    tx,
    posts.map((post) => post.personId),
  );
  const entries = [];
  for (const post of posts) {
    entries.push({
      operation: 'post.end',
      title: TITLES['post.end'],
      areaPath: post.areaPath,
      subject: personSubject(post.personId, names.get(post.personId) ?? ''),
      facts: factsOf(
        factOf({ zh: '岗位', en: 'role' }, ROLE_WORDS[post.role], null),
        factOf({ zh: '单位', en: 'unit' }, unitWords(directory.unit(post.unitId)), null),
        textFact({ zh: '区域', en: 'area' }, await placeName(tx, post.areaPath), null),
        factOf(
          { zh: '任期至', en: 'until' },
          post.toDate === null ? null : same(post.toDate),
          same(endDate(post, tx.now)),
        ),
      ),
      ...(why === undefined ? {} : { why }),
    });
  }
  await recordChanges(tx, actor, entries);
}

/** Ends posts that the caller has locked and has the right to end. */
export async function endThesePosts(
  tx: Tx,
  actor: Actor,
  posts: readonly PostRow[],
  why?: string,
): Promise<void> {
  for (const post of posts) await updatePostEnd(tx, post.id, endDate(post, tx.now), idOf(actor));
  await record(tx, actor, posts, why);
  if (posts.some((post) => post.role === 'grid_head')) await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
}

/** Answers the first day on which the post no longer holds. */
export async function endPost(
  tx: Tx,
  sessions: SessionCache,
  actor: Actor,
  postId: Id,
  why?: string,
): Promise<string> {
  const post = (await lockPost(tx, postId)) ?? throwRefusal('people.post_unknown');
  requireRight(peoplePolicy, actor, 'post.end', { areaPath: post.areaPath, unitId: post.unitId });
  await endThesePosts(tx, actor, [post], why);
  tx.afterCommit(() => sessions.forgetPerson(post.personId));
  return endDate(post, tx.now);
}
