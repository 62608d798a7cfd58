// password.change by its owner, who shows the old one; password.set by an administrator, who need not. Either
// way all other sessions end: whoever knew the old password is out. A password that was set for somebody lets
// its owner do one thing: choose another.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Consent } from '../../changes/core/change.ts';
import { proposeChange, recordChanges, requireReason } from '../../changes/server/public.ts';
import { checkPassword, normalisePassword } from '../core/password.ts';
import { needsSecond } from '../core/two-people.ts';
import { requireRightOverAll } from './person-rights.ts';
import {
  findPasswordHash,
  findPerson,
  lockPerson,
  type PersonRow,
  replacePassword,
  setPasswordHash,
} from './queries-people.ts';
import { listPostsOf, type PostRow } from './queries-posts.ts';
import { type AttemptSubject, deleteAttempts, revokeSessionsOf } from './queries-sessions.ts';
import type { PeopleServices } from './services.ts';
import { accountSubject, countTries, giveTriesBack } from './sign-in.ts';
import { personSubject, TITLES } from './tell-change.ts';

export interface PasswordChange {
  readonly personId: Id;
  readonly current: string;
  readonly next: string;
  /** The session that asks, which goes on. */
  readonly tokenHash: Uint8Array | undefined;
}

/** A stolen session must not be a way to guess the password: wrong ones count as in signing in. */
export async function changePassword(
  services: PeopleServices,
  command: PasswordChange,
): Promise<Refusal | undefined> {
  const { database, hasher, sessions } = services;
  const { personId, next, tokenHash } = command;
  const person = await database.read((tx) => findPerson(tx, personId));
  if (!person) return refuse('people.person_unknown');
  const subjects: AttemptSubject[] = [accountSubject(services, person.login ?? personId)];
  const locked = await database.transaction((tx) => countTries(tx, subjects));
  if (locked) return locked;
  const before = await database.read((tx) => findPasswordHash(tx, personId));
  if (!(await hasher.verify(before, normalisePassword(command.current))) || before === undefined) {
    return refuse('auth.wrong');
  }
  await database.transaction((tx) => giveTriesBack(tx, subjects));
  const checked = checkPassword(next, person);
  if (isRefusal(checked)) return checked;
  if (checked === normalisePassword(command.current)) return refuse('people.password_same');
  const after = await hasher.hash(checked);
  const isDone = await database.transaction(async (tx) => {
    if (!(await replacePassword(tx, personId, before, after))) return false;
    await revokeSessionsOf(tx, personId, tokenHash);
    return true;
  });
  sessions.forgetPerson(personId);
  return isDone ? undefined : refuse('auth.wrong');
}

interface NewPassword {
  readonly personId: Id;
  readonly passwordHash: string;
  readonly consent?: Consent;
  readonly why?: string;
}

async function lockForReset(tx: Tx, actor: Actor, personId: Id) {
  const person = (await lockPerson(tx, personId)) ?? throwRefusal('people.person_unknown');
  const posts = await listPostsOf(tx, [personId]);
  requireRightOverAll(actor, 'password.set', person, posts);
  if (person.state === 'left') throwRefusal('people.person_left', { name: person.name });
  return { person, posts };
}

const tellReset = (person: PersonRow) => ({
  operation: 'password.set',
  title: TITLES['password.set'],
  areaPath: person.areaPath,
  subject: personSubject(person.id, person.name),
  facts: [],
});

/** Every area over which somebody enters who knows this person's password. */
const reachOf = (person: PersonRow, posts: readonly PostRow[]): readonly string[] => [
  person.areaPath,
  ...posts.map((post) => post.areaPath),
];

/** As it is now, and stays until the caller's transaction is over. */
export async function reachOfReset(tx: Tx, personId: Id): Promise<readonly string[]> {
  const person = (await lockPerson(tx, personId)) ?? throwRefusal('people.person_unknown');
  return reachOf(person, await listPostsOf(tx, [personId]));
}

/** Also opens the door again that wrong tries had closed. */
export async function replaceOldPassword(
  tx: Tx,
  services: PeopleServices,
  actor: Actor,
  { personId, passwordHash, consent, why }: NewPassword,
): Promise<void> {
  const { person } = await lockForReset(tx, actor, personId);
  await setPasswordHash(tx, personId, passwordHash, actor.kind === 'person' ? actor.personId : null);
  await revokeSessionsOf(tx, personId);
  const phone = person.phoneSealed === null ? null : services.cipher.open(person.phoneSealed);
  const names = [person.login, phone].filter((name) => name !== null);
  await deleteAttempts(
    tx,
    names.map((name) => accountSubject(services, name)),
  );
  const said = why === undefined ? {} : { why };
  await recordChanges(tx, actor, [{ ...tellReset(person), ...said }], consent);
  tx.afterCommit(() => services.sessions.forgetPerson(personId));
}

/** At once, or the id of the proposal that waits: whoever holds a post that takes two people to give is not
 *  entered in the name of by one. */
export async function setPassword(
  services: PeopleServices,
  actor: Actor,
  command: { readonly personId: Id; readonly next: string; readonly why?: string },
): Promise<Id | null> {
  const { personId, why } = command;
  const known = await services.database.read((tx) => findPerson(tx, personId));
  if (!known) return throwRefusal('people.person_unknown');
  const passwordHash = await services.hasher.hash(orRefuse(checkPassword(command.next, known)));
  return services.database.transaction(async (tx) => {
    const { person, posts } = await lockForReset(tx, actor, personId);
    if (!posts.some(needsSecond)) {
      await replaceOldPassword(tx, services, actor, {
        personId,
        passwordHash,
        ...(why === undefined ? {} : { why }),
      });
      return null;
    }
    const { areaPath: _, ...told } = tellReset(person);
    const reach = reachOf(person, posts);
    const reason = requireReason(why);
    return proposeChange(tx, actor, { ...told, reach, why: reason, body: { personId, passwordHash } });
  });
}
