// session.close: the presented session is over, here at once and elsewhere within seconds.
import type { Credentials } from '../../../platform/server/http/authenticate.ts';
import { presentedHash } from './authenticate.ts';
import { revokeSession } from './queries-sessions.ts';
import type { PeopleServices } from './services.ts';

export async function signOut(services: PeopleServices, credentials: Credentials): Promise<void> {
  const tokenHash = presentedHash(credentials);
  if (!tokenHash) return;
  await services.database.transaction((tx) => revokeSession(tx, tokenHash));
  services.sessions.forget(Buffer.from(tokenHash).toString('hex'));
}
