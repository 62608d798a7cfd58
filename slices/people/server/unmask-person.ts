// person.unmask: one phone number, for one purpose, on record in the same transaction. Never a list.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { assert } from '../../../kernel/assert.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { UNMASK_MS } from '../core/person.ts';
import { requireRightOverSome } from './person-rights.ts';
import { findPerson, insertPersonalRead } from './queries-people.ts';
import { listPostsOf } from './queries-posts.ts';

const MIN_PURPOSE = 4;

export interface Unmasked {
  readonly phone: string;
  /** The screen masks it again at this instant. */
  readonly maskAgainAt: Instant;
}

export async function unmaskPerson(
  tx: Tx,
  cipher: Cipher,
  actor: Actor,
  command: { readonly personId: Id; readonly purpose: string },
): Promise<Unmasked> {
  const purpose = command.purpose.trim();
  if (Array.from(purpose).length < MIN_PURPOSE) throwRefusal('people.purpose_missing');
  const person = (await findPerson(tx, command.personId)) ?? throwRefusal('people.person_unknown');
  const by = requireRightOverSome(actor, 'person.unmask', person, await listPostsOf(tx, [person.id]));
  assert(by !== true && actor.kind === 'person', 'a protected field is read by a person in a post');
  if (person.phoneSealed === null) return throwRefusal('people.no_phone');
  const { districtId, id: personId } = person;
  await insertPersonalRead(tx, {
    districtId,
    personId,
    purpose,
    readerId: actor.personId,
    readerPostId: by.id,
  });
  return { phone: cipher.open(person.phoneSealed), maskAgainAt: tx.now + UNMASK_MS };
}
