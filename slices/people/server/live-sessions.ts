// Who listens to a live stream, and whether they still may: streams outlive the request that opened them, so
// their sessions are asked again, many at once, every few seconds.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Credentials } from '../../../platform/server/http/authenticate.ts';
import { isLive, SESSION_RULE } from '../core/session.ts';
import { actorFrom, findPresentedSession, presentedHash } from './authenticate.ts';
import { listSessions } from './queries-sessions.ts';
import type { PeopleServices } from './services.ts';

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export interface LiveSessions {
  /** Undefined for nobody signed in. The id names the session and is no secret: it is the hash of its
   *  token. */
  identify(credentials: Credentials): Promise<{ sessionId: string; actor: Actor } | undefined>;
  /** The actors of those that are still in force; a missing one is over. */
  recheck(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Actor>>;
}

/** The session that these credentials present, whether or not it still counts; its id is no secret. */
export function sessionIdOf(credentials: Credentials): string | undefined {
  const hash = presentedHash(credentials);
  return hash && toHex(hash);
}

/** Who is behind these sessions now, with the posts in force; one that is over is missing. */
export async function liveActors(tx: Tx, sessionIds: readonly string[]): Promise<ReadonlyMap<string, Actor>> {
  const hashes = sessionIds.map((id) => Buffer.from(id, 'hex'));
  const records = await listSessions(tx, hashes);
  return new Map(
    records
      .filter((record) => isLive(record, tx.now, SESSION_RULE) && !record.isPasswordGiven)
      .map((record) => [toHex(record.tokenHash), actorFrom(record, tx.now)] as const),
  );
}

export const makeLiveSessions = (services: PeopleServices): LiveSessions => ({
  async identify(credentials) {
    const session = await findPresentedSession(services, credentials);
    const hash = presentedHash(credentials);
    if (!session || !hash || session.isPasswordGiven) return undefined;
    return { sessionId: toHex(hash), actor: actorFrom(session, services.clock.now()) };
  },
  recheck: (sessionIds) => services.database.read((tx) => liveActors(tx, sessionIds)),
});
