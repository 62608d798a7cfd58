// Who is asking: the cookie of a browser or the bearer token of a program, looked up by its hash. A cookie
// that no longer counts makes its owner a stranger, who may sign in again; a dead bearer token is refused.
import { timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Authenticate, Credentials } from '../../../platform/server/http/authenticate.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { postsInForce } from '../core/post.ts';
import { isLive, SESSION_COOKIE, SESSION_RULE } from '../core/session.ts';
import { findSession, type SessionRecord, touchSession } from './queries-sessions.ts';
import type { PeopleServices } from './services.ts';
import { hashToken } from './sign-in.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const BEARER = /^Bearer +(\S+)$/i;

const bearerOf = (credentials: Credentials): string | undefined =>
  BEARER.exec(credentials.authorization ?? '')?.[1];

/** The hash of the token that the caller presents, whether or not it still counts. */
export function presentedHash(credentials: Credentials): Uint8Array | undefined {
  const token = bearerOf(credentials) ?? credentials.cookies[SESSION_COOKIE];
  return token !== undefined && TOKEN.test(token) ? hashToken(token) : undefined;
}

async function readSession(
  services: PeopleServices,
  tokenHash: Uint8Array,
): Promise<SessionRecord | undefined> {
  return services.database.read(async (tx) => {
    const record = await findSession(tx, tokenHash);
    if (!record || !isLive(record, tx.now, SESSION_RULE)) return undefined;
    if (tx.now - record.lastSeenAt < SESSION_RULE.touchMs) return record;
    await touchSession(tx, tokenHash);
    return { ...record, lastSeenAt: tx.now };
  });
}

/** The live session behind the credentials, believed from the cache for a few seconds. */
export async function findPresentedSession(
  services: PeopleServices,
  credentials: Credentials,
): Promise<SessionRecord | undefined> {
  const tokenHash = presentedHash(credentials);
  if (!tokenHash) return undefined;
  const channel = bearerOf(credentials) === undefined ? 'cookie' : 'bearer';
  const now = services.clock.now();
  const key = Buffer.from(tokenHash).toString('hex');
  let record = services.sessions.find(key, now);
  if (!record) {
    record = await readSession(services, tokenHash);
    if (record) services.sessions.keep(key, record, now);
  }
  return record && record.channel === channel && isLive(record, now, SESSION_RULE) ? record : undefined;
}

function isSame(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export const actorFrom = (session: SessionRecord, now: Instant): Actor => ({
  kind: 'person',
  personId: session.personId,
  name: session.name,
  posts: postsInForce(session.posts, now),
});

/** What somebody may do whose password another has chosen: choose their own, or leave. */
const BEFORE_OWN_PASSWORD: ReadonlySet<string> = new Set([
  'session.open',
  'session.look',
  'session.read',
  'session.pocket_key',
  'session.close',
  'password.change',
]);

export const makeAuthenticate =
  (services: PeopleServices): Authenticate =>
  async (credentials) => {
    const session = await findPresentedSession(services, credentials);
    if (!session) {
      if (bearerOf(credentials) !== undefined) return throwRefusal('auth.session_ended');
      return { kind: 'public' };
    }
    if (credentials.isWrite && session.channel === 'cookie' && !isSame(credentials.csrf, session.csrf)) {
      return throwRefusal('auth.csrf');
    }
    if (session.isPasswordGiven && !BEFORE_OWN_PASSWORD.has(credentials.operation ?? '')) {
      // What is open to everybody stays open, as to anybody who is not known.
      const isOpen = services.policy.some(
        ({ operation, who }) => operation === credentials.operation && who.includes('public'),
      );
      return isOpen ? { kind: 'public' } : throwRefusal('auth.password_given');
    }
    return actorFrom(session, services.clock.now());
  };
