// SQL of persons and of who read their protected fields.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Language, Person } from '../core/person.ts';

export interface PersonRow extends Person {
  readonly phoneSealed: Uint8Array | null;
  /** Moves on with every change of what is held, so that who changes says what they had read. */
  readonly version: number;
}

export interface NewPersonRow {
  readonly id: Id;
  readonly districtId: string;
  readonly areaPath: string;
  readonly name: string;
  readonly login: string | null;
  readonly passwordHash: string | null;
  readonly language: Language;
  /** Hex, since many rows travel as one JSON text. */
  readonly phoneSealed: string | null;
  readonly phoneIndex: string | null;
}

/** Many rows in one statement, whatever their number. */
export async function insertPeople(tx: Tx, rows: readonly NewPersonRow[]): Promise<void> {
  await sql`
    insert into person (id, district_id, area_path, name, login, password_hash, password_changed_at, language,
      state, phone_sealed, phone_index, created_at)
    select r.id, r."districtId", r."areaPath", r.name, r.login, r."passwordHash",
      case when r."passwordHash" is not null then ${toIso(tx.now)}::timestamptz end, r.language, 'active',
      decode(r."phoneSealed", 'hex'), decode(r."phoneIndex", 'hex'), ${toIso(tx.now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "districtId" text, "areaPath" text,
      name text, login text, "passwordHash" text, language text, "phoneSealed" text,
      "phoneIndex" text)`.execute(tx.db);
}

const personColumns = sql`person.id, person.district_id as "districtId", person.area_path as "areaPath",
  person.name, person.login, person.language, person.state, person.phone_sealed as "phoneSealed",
  person.version`;

export async function findPerson(tx: Tx, id: Id): Promise<PersonRow | undefined> {
  const found = await sql<PersonRow>`select ${personColumns} from person where id = ${id}`.execute(tx.db);
  return found.rows[0];
}

export async function listNames(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const rows = await tx.query<{ id: Id; name: string }>(
    'select id, name from person where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Those of them who have not left. */
export async function listActive(
  tx: Tx,
  ids: readonly Id[],
): Promise<readonly { readonly id: Id; readonly name: string }[]> {
  const found = await sql<{ id: Id; name: string }>`
    select id, name from person where id = any(${[...ids]}::uuid[]) and state = 'active'
    limit ${ids.length}`.execute(tx.db);
  return found.rows;
}

export async function lockPerson(tx: Tx, id: Id): Promise<PersonRow | undefined> {
  const found = await sql<PersonRow>`
    select ${personColumns} from person where id = ${id} for update`.execute(tx.db);
  return found.rows[0];
}

/** Who a line of a list means: whoever has the login, else the number, else the name in this district. */
export async function findForImport(
  tx: Tx,
  of: {
    readonly districtId: string;
    readonly login: string | null;
    readonly phoneIndex: Uint8Array | null;
    readonly name: string;
  },
): Promise<PersonRow[]> {
  const { districtId, login, phoneIndex, name } = of;
  const byLogin = sql<PersonRow>`select ${personColumns} from person where login = ${login} limit 2`;
  if (login !== null) {
    const { rows } = await byLogin.execute(tx.db);
    if (rows.length > 0) return rows;
  }
  // A line with a login means that login, also when a namesake or another of the same number has none.
  const found = await sql<PersonRow>`
    select ${personColumns} from person
    where district_id = ${districtId} and state = 'active' and name = ${name}
      and (${login}::text is null or login is null)
      and (${phoneIndex}::bytea is null or phone_index = ${phoneIndex}::bytea) limit 2`.execute(tx.db);
  return found.rows;
}

/** Holds off a leaving until the caller's transaction is over. */
export async function lockPeopleForPosts(tx: Tx, ids: readonly Id[]): Promise<PersonRow[]> {
  const found = await sql<PersonRow>`
    select ${personColumns} from person where id = any(${[...ids]}::uuid[])
    order by id limit ${ids.length} for share`.execute(tx.db);
  return found.rows;
}

export interface SignInRow {
  readonly id: Id;
  readonly isByLogin: boolean;
  readonly passwordHash: string | null;
}

/** By login, or by phone where exactly one person has it. One statement, so that time tells nothing. */
export async function findForSignIn(
  tx: Tx,
  login: string,
  phoneIndex: Uint8Array,
): Promise<SignInRow | undefined> {
  const found = await sql<SignInRow>`
    select id, coalesce(login = ${login}, false) as "isByLogin", password_hash as "passwordHash" from person
    where state = 'active' and (login = ${login} or phone_index = ${phoneIndex})
    order by 2 desc limit 2`.execute(tx.db);
  const [first, second] = found.rows;
  return first?.isByLogin || !second ? first : undefined;
}

export async function findPasswordHash(tx: Tx, id: Id): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('person')
    .select('password_hash')
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row?.password_hash ?? undefined;
}

/** Only while the hash is still the one that was verified; false when someone was faster. */
export async function replacePassword(
  tx: Tx,
  id: Id,
  before: string,
  passwordHash: string,
): Promise<boolean> {
  const done = await tx.db
    .updateTable('person')
    .set({ password_hash: passwordHash, password_changed_at: toIso(tx.now), is_password_given: false })
    .where('id', '=', id)
    .where('password_hash', '=', before)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** `givenBy` knows it, so its owner must choose another; null: the operator's own programs. */
export async function setPasswordHash(
  tx: Tx,
  id: Id,
  passwordHash: string,
  givenBy: Id | null,
): Promise<void> {
  const now = toIso(tx.now);
  await tx.db
    .updateTable('person')
    .set({
      password_hash: passwordHash,
      password_changed_at: now,
      is_password_given: givenBy !== null,
      password_given_by: givenBy,
      password_given_at: givenBy === null ? null : now,
    })
    .where('id', '=', id)
    .execute();
}

/** Who set this person's password for them since then, whether or not it was changed afterwards. */
export async function findPasswordGiver(tx: Tx, id: Id, since: Instant): Promise<Id | undefined> {
  const row = await tx.db
    .selectFrom('person')
    .select('password_given_by')
    .where('id', '=', id)
    .where('password_given_at', '>', sql<never>`${toIso(since)}::timestamptz`)
    .executeTakeFirst();
  return row?.password_given_by ?? undefined;
}

/** The password goes with the person: a leaver's hash is of no use to anyone. */
export async function markLeft(tx: Tx, id: Id): Promise<void> {
  await tx.db
    .updateTable('person')
    .set({ state: 'left', left_at: toIso(tx.now), password_hash: null })
    .where('id', '=', id)
    .execute();
}

export interface PersonUpdate {
  readonly id: Id;
  readonly areaPath: string;
  readonly name: string;
  readonly login: string | null;
  readonly language: Language;
  readonly phoneSealed: Uint8Array | null;
  readonly phoneIndex: Uint8Array | null;
}

/** Fails on `person_login_key` where another has the login. */
export async function updatePerson(tx: Tx, row: PersonUpdate): Promise<void> {
  await sql`
    update person set area_path = ${row.areaPath}, name = ${row.name}, login = ${row.login},
      language = ${row.language}, phone_sealed = ${row.phoneSealed}, phone_index = ${row.phoneIndex},
      version = version + 1
    where id = ${row.id}::uuid`.execute(tx.db);
}

export interface PersonalRead {
  readonly districtId: string;
  readonly personId: Id;
  readonly purpose: string;
  readonly readerId: Id;
  readonly readerPostId: Id;
}

export async function insertPersonalRead(tx: Tx, read: PersonalRead): Promise<void> {
  await tx.db
    .insertInto('personal_read')
    .values({
      id: tx.ids.next(),
      district_id: read.districtId,
      person_id: read.personId,
      field: 'phone',
      purpose: read.purpose,
      reader_id: read.readerId,
      reader_post_id: read.readerPostId,
      read_at: toIso(tx.now),
    })
    .execute();
}

export interface PersonalReadRow {
  readonly readAt: number;
  readonly field: string;
  readonly purpose: string;
  readonly readerName: string;
}

/** Who read what about a person, newest first. */
export async function listPersonalReads(tx: Tx, personId: Id, limit: number): Promise<PersonalReadRow[]> {
  return tx.db
    .selectFrom('personal_read')
    .innerJoin('person as reader', 'reader.id', 'personal_read.reader_id')
    .where('personal_read.person_id', '=', personId)
    .select(['read_at as readAt', 'field', 'purpose', 'reader.name as readerName'])
    .orderBy('read_at', 'desc')
    .orderBy('personal_read.id', 'desc')
    .limit(limit)
    .execute();
}
