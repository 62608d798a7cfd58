// SQL of sessions and of tries to sign in.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, localDate, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Attempts, LockoutKind } from '../core/lockout.ts';
import type { DatedPost } from '../core/post.ts';
import type { Language } from '../core/person.ts';
import type { SessionChannel, SessionTimes } from '../core/session.ts';

export interface SessionRecord extends SessionTimes {
  readonly personId: Id;
  readonly name: string;
  readonly language: Language;
  readonly channel: SessionChannel;
  readonly csrf: string;
  /** Somebody else chose the password: the owner chooses one of their own before anything else. */
  readonly isPasswordGiven: boolean;
  /** In force now or later; the days are checked on every use. */
  readonly posts: readonly DatedPost[];
}

export async function insertSession(
  tx: Tx,
  row: { tokenHash: Uint8Array; personId: Id; channel: SessionChannel; csrf: string; expiresAt: Instant },
): Promise<void> {
  const now = toIso(tx.now);
  await tx.db
    .insertInto('session')
    .values({
      token_hash: row.tokenHash,
      person_id: row.personId,
      channel: row.channel,
      csrf: row.csrf,
      created_at: now,
      last_seen_at: now,
      expires_at: toIso(row.expiresAt),
      revoked_at: null,
    })
    .execute();
}

/** Sessions with their people and posts in one statement; nothing for people who have left. */
export async function listSessions(
  tx: Tx,
  tokenHashes: readonly Uint8Array[],
): Promise<(SessionRecord & { readonly tokenHash: Uint8Array })[]> {
  const found = await sql<SessionRecord & { readonly tokenHash: Uint8Array }>`
    select s.token_hash as "tokenHash", s.person_id as "personId", p.name, p.language, s.channel, s.csrf,
      p.is_password_given as "isPasswordGiven",
      s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.revoked_at as "revokedAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', post.id, 'unitId', post.unit_id, 'unitKind', unit.kind,
          'role', post.role, 'areaPath', post.area_path, 'fromDate', post.from_date, 'toDate', post.to_date)
          order by post.given_at, post.id)
        from post join unit on unit.id = post.unit_id
        where post.person_id = p.id and (post.to_date is null or post.to_date > ${localDate(tx.now)}::date)
      ), '[]'::jsonb) as posts
    from session s join person p on p.id = s.person_id
    where s.token_hash = any(${tokenHashes}::bytea[]) and p.state = 'active'`.execute(tx.db);
  return found.rows;
}

export async function findSession(tx: Tx, tokenHash: Uint8Array): Promise<SessionRecord | undefined> {
  return (await listSessions(tx, [tokenHash]))[0];
}

export async function touchSession(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.db
    .updateTable('session')
    .set({ last_seen_at: toIso(tx.now) })
    .where('token_hash', '=', tokenHash)
    .where(sql<boolean>`last_seen_at < ${toIso(tx.now)}`)
    .execute();
}

export async function revokeSession(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.db
    .updateTable('session')
    .set({ revoked_at: toIso(tx.now) })
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .execute();
}

/** All sessions of a person, or all but the one that asks. */
export async function revokeSessionsOf(tx: Tx, personId: Id, except?: Uint8Array): Promise<void> {
  let update = tx.db
    .updateTable('session')
    .set({ revoked_at: toIso(tx.now) })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null);
  if (except) update = update.where('token_hash', '!=', except);
  await update.execute();
}

/** Rows that no longer decide anything. Called on sign-in, a few at a time: no job of its own is needed. */
export async function deleteStale(tx: Tx, before: Instant): Promise<void> {
  await sql`delete from session where token_hash in (
    select token_hash from session where expires_at < ${toIso(before)} limit 20)`.execute(tx.db);
  await sql`delete from login_attempt where (kind, subject) in (
    select kind, subject from login_attempt where last_failed_at < ${toIso(before)}
    limit 20 for update skip locked)`.execute(tx.db);
}

export interface AttemptSubject {
  readonly kind: LockoutKind;
  readonly subject: Uint8Array;
}

/** Makes the row if needed and locks it: tries at once take turns. Lock account before address. */
export async function lockAttempts(tx: Tx, key: AttemptSubject): Promise<Attempts> {
  const found = await sql<Attempts>`
    insert into login_attempt (kind, subject, failures, last_failed_at)
    values (${key.kind}, ${key.subject}, 0, ${toIso(tx.now)})
    on conflict (kind, subject) do update set failures = login_attempt.failures
    returning failures, last_failed_at as "lastFailedAt", locked_until as "lockedUntil"`.execute(tx.db);
  const row = found.rows[0];
  return row ?? { failures: 0, lastFailedAt: tx.now, lockedUntil: null };
}

export async function updateAttempts(tx: Tx, key: AttemptSubject, attempts: Attempts): Promise<void> {
  await tx.db
    .updateTable('login_attempt')
    .set({
      failures: attempts.failures,
      last_failed_at: toIso(attempts.lastFailedAt),
      locked_until: attempts.lockedUntil === null ? null : toIso(attempts.lockedUntil),
    })
    .where('kind', '=', key.kind)
    .where('subject', '=', key.subject)
    .execute();
}

export async function deleteAttempts(tx: Tx, keys: readonly AttemptSubject[]): Promise<void> {
  for (const key of keys) {
    await tx.db
      .deleteFrom('login_attempt')
      .where('kind', '=', key.kind)
      .where('subject', '=', key.subject)
      .execute();
  }
}
