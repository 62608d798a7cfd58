// session.open: counts the try, looks at the password, opens the session. Three short transactions, none of
// which is open while the slow hash is computed. The reply never tells whether the login exists.
import { hash } from 'node:crypto';
import type { Id } from '../../../kernel/id.ts';
import { DAY } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { addressBucket, countTry, giveBack, LOCKOUT_RULES } from '../core/lockout.ts';
import { normalisePassword } from '../core/password.ts';
import { normaliseLogin } from '../core/person.ts';
import { SESSION_RULE, type SessionChannel } from '../core/session.ts';
import { phoneIndex } from './create-people.ts';
import { findForSignIn, findPasswordHash } from './queries-people.ts';
import {
  type AttemptSubject,
  deleteStale,
  insertSession,
  lockAttempts,
  updateAttempts,
} from './queries-sessions.ts';
import type { PeopleServices } from './services.ts';

export interface SignIn {
  /** A login, or the phone number where it belongs to one person only. */
  readonly login: string;
  readonly password: string;
  readonly channel: SessionChannel;
  /** The network address of the caller. */
  readonly address: string;
}

export interface OpenedSession {
  readonly personId: Id;
  readonly token: string;
  readonly csrf: string;
  readonly expiresAt: Instant;
}

export const hashToken = (token: string): Uint8Array => hash('sha256', token, 'buffer');

const TOKEN_BYTES = 32;
const secret = (tx: Tx): string => Buffer.from(tx.random(TOKEN_BYTES)).toString('base64url');

/** What a run of wrong tries is held against. */
export const accountSubject = (services: Pick<PeopleServices, 'cipher'>, login: string): AttemptSubject => ({
  kind: 'account',
  subject: services.cipher.blindIndex(`account:${normaliseLogin(login)}`),
});

/** Counts the try against every subject, or against none when one is locked. */
export async function countTries(tx: Tx, subjects: readonly AttemptSubject[]): Promise<Refusal | undefined> {
  const counted = [];
  for (const key of subjects) {
    const result = countTry(await lockAttempts(tx, key), tx.now, LOCKOUT_RULES[key.kind]);
    if (isRefusal(result)) return result;
    counted.push({ key, attempts: result.attempts });
  }
  for (const { key, attempts } of counted) await updateAttempts(tx, key, attempts);
  return undefined;
}

export async function giveTriesBack(tx: Tx, subjects: readonly AttemptSubject[]): Promise<void> {
  for (const key of subjects) {
    const attempts = await lockAttempts(tx, key);
    await updateAttempts(tx, key, giveBack(key.kind, attempts, LOCKOUT_RULES[key.kind]));
  }
}

/** For a person who is known already: sign-in, and the tests' short way in. */
export async function openSession(tx: Tx, personId: Id, channel: SessionChannel): Promise<OpenedSession> {
  const opened = { personId, token: secret(tx), csrf: secret(tx), expiresAt: tx.now + SESSION_RULE.lastsMs };
  await insertSession(tx, { ...opened, channel, tokenHash: hashToken(opened.token) });
  return opened;
}

export async function signIn(services: PeopleServices, command: SignIn): Promise<OpenedSession | Refusal> {
  const { database, cipher, hasher } = services;
  const login = normaliseLogin(command.login);
  const subjects: AttemptSubject[] = [
    accountSubject(services, login),
    { kind: 'address', subject: cipher.blindIndex(`address:${addressBucket(command.address)}`) },
  ];
  const locked = await database.transaction((tx) => countTries(tx, subjects));
  if (locked) return locked;
  const person = await database.read((tx) => findForSignIn(tx, login, phoneIndex(cipher, login)));
  const stored = person?.passwordHash ?? undefined;
  const isRight = await hasher.verify(stored, normalisePassword(command.password));
  if (!person || !isRight) return refuse('auth.wrong');
  return database.transaction(async (tx) => {
    // Someone may have left, or had a new password set, while the hash was computed.
    if ((await findPasswordHash(tx, person.id)) !== stored) return refuse('auth.wrong');
    await giveTriesBack(tx, subjects);
    await deleteStale(tx, tx.now - 2 * DAY);
    return openSession(tx, person.id, command.channel);
  });
}
