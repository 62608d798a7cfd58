// Names of people: nearly every screen shows the same few hundred. Whoever renames a person
// bumps NAMES in the same transaction.
import type { Id } from '../../../kernel/id.ts';
import { Lookup } from '../../../platform/server/db/lookup.ts';
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { peoplePolicy } from '../core/policy.ts';
import { listNames } from './queries-people.ts';
import { listPostsOf } from './queries-posts.ts';

export const NAMES = 'people.names';
const names = new Lookup(NAMES, listNames);

/** Names by id, of those who left as well: the history names them. Unknown ids are missing. */
export const namesOf = (tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> => names.get(tx, ids);

/** Of these people the ones whom the actor may know by name: oneself, and those posted where the actor may
 *  read of people. */
export async function knownPeople(tx: Tx, actor: Actor, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
  if (ids.length === 0) return new Set();
  const posts = await listPostsOf(tx, ids);
  const mayRead = (target: { areaPath?: string; unitId?: Id; personId: Id }) =>
    rightTo(peoplePolicy, actor, 'person.read', target) !== undefined;
  const known = posts.filter(({ personId, areaPath, unitId }) => mayRead({ personId, areaPath, unitId }));
  return new Set([...ids.filter((personId) => mayRead({ personId })), ...known.map((post) => post.personId)]);
}
