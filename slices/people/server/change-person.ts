// person.change: name, login, language, telephone and place of somebody, by an administrator who stands above
// all of that person's posts. What is left out stays. The old and the new are on record, a number masked.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { checkPhone, type Language, normaliseLogin } from '../core/person.ts';
import { peoplePolicy } from '../core/policy.ts';
import { isAreaPath } from '../core/unit.ts';
import { refuseClash } from './clash.ts';
import { phoneIndex } from './create-people.ts';
import { NAMES } from './names.ts';
import { requireRightOverAll } from './person-rights.ts';
import { lockPerson, updatePerson } from './queries-people.ts';
import { listPostsOf } from './queries-posts.ts';
import { openPhone, personFacts, personSubject, placeName, TITLES } from './tell-change.ts';

export interface PersonChange {
  readonly name?: string;
  readonly login?: string | null;
  readonly language?: Language;
  readonly phone?: string | null;
  readonly areaPath?: string;
  /** As it was read; undefined: whatever it is by now. */
  readonly version?: number;
  readonly why?: string;
}

function requirePlace(actor: Actor, areaPath: string, districtId: string): void {
  requireRight(peoplePolicy, actor, 'person.change', { areaPath });
  if (!isAreaPath(areaPath) || areaPath.slice(0, 6) !== districtId) {
    throwRefusal('people.area_path', { areaPath, districtId });
  }
}

/** True where anything changed. Throws Refused `people.person_changed` where another was faster. */
export async function changePerson(
  tx: Tx,
  cipher: Cipher,
  actor: Actor,
  personId: Id,
  change: PersonChange,
): Promise<boolean> {
  const person = (await lockPerson(tx, personId)) ?? throwRefusal('people.person_unknown');
  requireRightOverAll(actor, 'person.change', person, await listPostsOf(tx, [personId]));
  if (person.state === 'left') throwRefusal('people.person_left', { name: person.name });
  if (change.areaPath !== undefined) requirePlace(actor, change.areaPath, person.districtId);
  if (change.version !== undefined && change.version !== person.version) {
    throwRefusal('people.person_changed', { name: person.name });
  }
  const phone = openPhone(cipher, person.phoneSealed);
  const { name, login, areaPath, language } = person;
  const before = { name, login, language, phone, place: await placeName(tx, areaPath) };
  const nextPath = change.areaPath ?? areaPath;
  const after = {
    name: change.name?.trim() ?? name,
    login: change.login === undefined ? login : change.login && normaliseLogin(change.login),
    language: change.language ?? language,
    phone: change.phone === undefined ? phone : change.phone && orRefuse(checkPhone(change.phone)),
    place: nextPath === areaPath ? before.place : await placeName(tx, nextPath),
  };
  const facts = personFacts(before, after);
  if (facts.length === 0) return false;
  const sealed = after.phone
    ? { phoneSealed: cipher.seal(after.phone), phoneIndex: phoneIndex(cipher, after.phone) }
    : { phoneSealed: null, phoneIndex: null };
  const write = updatePerson(tx, { id: personId, ...after, ...sealed, areaPath: nextPath });
  await refuseClash(write, { person_login_key: 'people.login_taken' }, { login: after.login });
  if (after.name !== name) await tx.snapshots.bump(tx, NAMES);
  const entry = { operation: 'person.change', title: TITLES['person.change'], areaPath: nextPath, facts };
  const why = change.why === undefined ? {} : { why: change.why };
  await recordChanges(tx, actor, [{ ...entry, ...why, subject: personSubject(personId, after.name) }]);
  return true;
}
