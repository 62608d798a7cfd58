// person.create: takes on people, one or thousands in one statement. Phones are sealed before they are sent
// to the store. A password comes in hashed already, or is set afterwards; it never travels through here.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { checkPhone, type Language, normaliseLogin, normalisePhone } from '../core/person.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { peoplePolicy } from '../core/policy.ts';
import { isAreaPath } from '../core/unit.ts';
import { refuseClash } from './clash.ts';
import { insertPeople, type NewPersonRow } from './queries-people.ts';
import { personFacts, personSubject, placeName, TITLES, toldOf } from './tell-change.ts';

export interface NewPerson {
  readonly id?: Id;
  readonly name: string;
  /** Where the person is taken on; its first part is the district. */
  readonly areaPath: string;
  readonly login?: string;
  /** From `PasswordHasher.hash`; many people may share one hash when a demonstration is seeded. */
  readonly passwordHash?: string;
  /** Default zh. */
  readonly language?: Language;
  readonly phone?: string;
}

/** What the phone is found by: an exact number in its plainest form. */
export const phoneIndex = (cipher: Cipher, phone: string): Uint8Array =>
  cipher.blindIndex(`phone:${normalisePhone(phone)}`);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function toRow(tx: Tx, cipher: Cipher, person: NewPerson): NewPersonRow {
  const phone = person.phone === undefined ? undefined : orRefuse(checkPhone(person.phone));
  return {
    id: person.id ?? tx.ids.next(),
    districtId: person.areaPath.slice(0, 6),
    areaPath: person.areaPath,
    name: person.name.trim(),
    login: person.login === undefined ? null : normaliseLogin(person.login),
    passwordHash: person.passwordHash ?? null,
    language: person.language ?? 'zh',
    phoneSealed: phone === undefined ? null : hex(cipher.seal(phone)),
    phoneIndex: phone === undefined ? null : hex(phoneIndex(cipher, phone)),
  };
}

interface Taken {
  readonly people: readonly NewPerson[];
  readonly rows: readonly NewPersonRow[];
  readonly why: string | undefined;
}

async function record(tx: Tx, actor: Actor, { people, rows, why }: Taken) {
  const places = new Map<string, string>();
  for (const { areaPath } of toldOf(actor, rows)) {
    if (!places.has(areaPath)) places.set(areaPath, await placeName(tx, areaPath));
  }
  const entries = toldOf(actor, rows).map((row, n) => ({
    operation: 'person.create',
    title: TITLES['person.create'],
    areaPath: row.areaPath,
    subject: personSubject(row.id, row.name),
    ...(why === undefined ? {} : { why }),
    facts: personFacts(null, {
      name: row.name,
      login: row.login,
      language: row.language,
      phone: people[n]?.phone ?? null,
      place: places.get(row.areaPath) ?? row.areaPath,
    }),
  }));
  await recordChanges(tx, actor, entries, undefined, rows.length);
}

/** The ids, in the order given. `why` stands on the record of each. Throws Refused `people.phone_unlikely`,
 *  `people.login_taken`, `people.area_path`. */
export async function createPeople(
  tx: Tx,
  cipher: Cipher,
  actor: Actor,
  people: readonly NewPerson[],
  why?: string,
): Promise<Id[]> {
  for (const areaPath of new Set(people.map((person) => person.areaPath))) {
    requireRight(peoplePolicy, actor, 'person.create', { areaPath });
    if (!isAreaPath(areaPath))
      throwRefusal('people.area_path', { areaPath, districtId: areaPath.slice(0, 6) });
  }
  const rows = people.map((person) => toRow(tx, cipher, person));
  const login = rows.length === 1 ? rows[0]?.login : undefined;
  await refuseClash(
    insertPeople(tx, rows),
    { person_login_key: 'people.login_taken' },
    { login: login ?? '…' },
  );
  await record(tx, actor, { people, rows, why });
  return rows.map((row) => row.id);
}
