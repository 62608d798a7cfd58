// person.leave: someone no longer works here. All posts end, all sessions are over, the password is gone, in
// one transaction; the name stays, because the history of cases names it.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { endThesePosts } from './end-post.ts';
import { requireRightOverAll } from './person-rights.ts';
import { lockPerson, markLeft } from './queries-people.ts';
import { listPostsOf } from './queries-posts.ts';
import { revokeSessionsOf } from './queries-sessions.ts';
import type { SessionCache } from './session-cache.ts';
import { personSubject, TITLES } from './tell-change.ts';

export async function leavePerson(
  tx: Tx,
  sessions: SessionCache,
  actor: Actor,
  personId: Id,
  why?: string,
): Promise<void> {
  const person = (await lockPerson(tx, personId)) ?? throwRefusal('people.person_unknown');
  const posts = await listPostsOf(tx, [personId]);
  requireRightOverAll(actor, 'person.leave', person, posts);
  if (person.state === 'left') throwRefusal('people.person_left', { name: person.name });
  await endThesePosts(tx, actor, posts, why);
  await revokeSessionsOf(tx, personId);
  await markLeft(tx, personId);
  await recordChanges(tx, actor, [
    {
      operation: 'person.leave',
      title: TITLES['person.leave'],
      areaPath: person.areaPath,
      subject: personSubject(personId, person.name),
      facts: [],
      ...(why === undefined ? {} : { why }),
    },
  ]);
  tx.afterCommit(() => sessions.forgetPerson(personId));
}
