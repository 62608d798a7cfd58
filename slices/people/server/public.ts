// What other slices and the app may know of people. First argument the open transaction, except for the
// wiring.
import type { Id } from '../../../kernel/id.ts';
import type { Actor, PolicyRow } from '../../../kernel/rights.ts';
import type { Clock } from '../../../platform/server/clock/clock.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Database, Tx } from '../../../platform/server/db/tx.ts';
import { postsInForce } from '../core/post.ts';
import { SESSION_RULE } from '../core/session.ts';
import { GIVEN_PASSWORD_MS } from '../core/two-people.ts';
import { argonHasher, type PasswordHasher } from './password-hasher.ts';
import { findPasswordGiver, findPerson, listActive } from './queries-people.ts';
import {
  listPeopleInPosts, listPostsOf, listStaffedUnits, type PeopleFilter, type PersonInPost,
} from './queries-posts.ts';
import type { PeopleServices } from './services.ts';
import { SessionCache } from './session-cache.ts';
import type { UnitTies } from './unit-ties.ts';

export type { Unit } from '../core/unit.ts';
export { UnitDirectory } from '../core/unit-directory.ts';
export { makeAuthenticate } from './authenticate.ts';
export { liveActors, makeLiveSessions, sessionIdOf } from './live-sessions.ts';
export { createPeople } from './create-people.ts';
export { createUnits, type NewUnit } from './create-units.ts';
export { type GivenPost, givePosts } from './give-posts.ts';
export { argonHasher, type PasswordHasher } from './password-hasher.ts';
export { knownPeople, namesOf } from './names.ts';
export { peopleExecutors } from './people-executors.ts';
export type { PeopleFilter, PersonInPost } from './queries-posts.ts';
export type { PeopleServices } from './services.ts';
export { openSession } from './sign-in.ts';
export { holdStanding } from './hold-standing.ts';
export { recheckUnits, unitDirectory } from './unit-snapshot.ts';
export type { UnitLeaving, UnitTies } from './unit-ties.ts';

/** The wiring: what `peopleRoutes` and `makeAuthenticate` need. `policy` is the joined table of all
 *  slices. */
export const openPeople = (parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly cipher: Cipher;
  readonly policy: readonly PolicyRow[];
  readonly ties: UnitTies;
  readonly hasher?: PasswordHasher;
}): PeopleServices => ({
  ...parts,
  hasher: parts.hasher ?? argonHasher(),
  sessions: new SessionCache(SESSION_RULE.cacheMs),
});

/** The person with the posts in force now; undefined for unknown people and for those who have left. */
export async function findActor(tx: Tx, personId: Id): Promise<Actor | undefined> {
  const person = await findPerson(tx, personId);
  if (person?.state !== 'active') return undefined;
  const posts = postsInForce(await listPostsOf(tx, [personId]), tx.now);
  return { kind: 'person', personId, name: person.name, posts };
}

/** Many of them in two questions, by id; unknown people and those who have left are missing. */
export async function findActors(tx: Tx, personIds: readonly Id[]): Promise<ReadonlyMap<Id, Actor>> {
  const ids = [...new Set(personIds)];
  if (ids.length === 0) return new Map();
  const people = await listActive(tx, ids);
  const posts = await listPostsOf(tx, ids);
  return new Map(
    people.map(({ id: personId, name }) => {
      const own = posts.filter((post) => post.personId === personId);
      return [personId, { kind: 'person', personId, name, posts: postsInForce(own, tx.now) }] as const;
    }),
  );
}

/** Who has set this person's password within the last days, and could be this person on a screen. */
export const passwordGiverOf = (tx: Tx, personId: Id): Promise<Id | undefined> =>
  findPasswordGiver(tx, personId, tx.now - GIVEN_PASSWORD_MS);

/** Units of the district in which somebody works today. */
export const staffedUnits = async (tx: Tx, districtId: string): Promise<ReadonlySet<Id>> =>
  new Set(await listStaffedUnits(tx, districtId));

/** People with a post in force today; see PeopleFilter for `areaPath` (at or below) and `reaching`
 *  (above). */
export const listPeopleWith = (tx: Tx, filter: PeopleFilter): Promise<PersonInPost[]> =>
  listPeopleInPosts(tx, filter);
