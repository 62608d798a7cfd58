// What screens are shown of a session, a person and their posts: names beside ids, phones masked.
import type { Actor, Post } from '../../../kernel/rights.ts';
import { localDate } from '../../../kernel/instant.ts';
import { mayEverDo } from '../../../platform/server/http/require-right.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { maskPhone } from '../core/person.ts';
import { ENDED_TOLD_MS, isInForce, postsInForce } from '../core/post.ts';
import type { UnitDirectory } from '../core/unit-directory.ts';
import { requireRightOverSome } from './person-rights.ts';
import { findPerson } from './queries-people.ts';
import { listEndedPosts, listPostsOf } from './queries-posts.ts';
import type { SessionRecord } from './queries-sessions.ts';
import type { PeopleServices } from './services.ts';
import { unitDirectory } from './unit-snapshot.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';

function postView<P extends Post>(directory: UnitDirectory, post: P) {
  const unit = directory.unit(post.unitId);
  return { ...post, unitName: unit?.name ?? '', unitNameEn: unit?.nameEn ?? '' };
}

/** What ended of late; not what was taken back before it began. */
async function endedPosts(tx: Tx, personId: string) {
  const ended = await listEndedPosts(tx, personId, localDate(tx.now - ENDED_TOLD_MS));
  return ended.filter(({ endedAt, fromDate }) => endedAt === null || localDate(endedAt) >= fromDate);
}

/** Who am I: posts with the names of their units, those that ended of late, and the operations any allows. */
export async function sessionView(tx: Tx, services: PeopleServices, session: SessionRecord) {
  const directory = await unitDirectory(tx);
  const posts = postsInForce(session.posts, tx.now);
  const actor: Actor = { kind: 'person', personId: session.personId, name: session.name, posts };
  const operations = [...new Set(services.policy.map((row) => row.operation))];
  return {
    personId: session.personId,
    name: session.name,
    language: session.language,
    posts: posts.map((post) => postView(directory, post)),
    endedPosts: (await endedPosts(tx, session.personId)).map((post) => ({
      ...postView(directory, post),
      toDate: post.toDate ?? '',
    })),
    abilities: operations.filter((operation) => mayEverDo(services.policy, actor, operation)).sort(),
    mustChangePassword: session.isPasswordGiven,
    csrf: session.csrf,
    expiresAt: session.expiresAt,
  };
}

/** One person with the posts of today and later. */
export async function personView(tx: Tx, services: PeopleServices, actor: Actor, personId: string) {
  const person = (await findPerson(tx, personId)) ?? throwRefusal('people.person_unknown');
  const posts = await listPostsOf(tx, [personId]);
  const today = localDate(tx.now);
  const current = posts.filter((post) => isInForce(post, today));
  requireRightOverSome(actor, 'person.read', person, current.length > 0 ? current : posts);
  const directory = await unitDirectory(tx);
  const { id, name, login, language, state, phoneSealed } = person;
  const phoneMasked = phoneSealed === null ? null : maskPhone(services.cipher.open(phoneSealed));
  const shown = posts.map((post) => postView(directory, post));
  return { id, name, login, language, state, phoneMasked, posts: shown };
}
