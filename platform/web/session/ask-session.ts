// What is asked of the server about the session, in the order that keeps a shared phone honest: a sign-out
// that it has not heard of comes before anything else.
import { api, setCsrfToken } from '../api/api.ts';
import { isRefused } from '../api/errors.ts';
import type { Session } from './session.tsx';
import type { SessionKeep } from './session-keep.ts';

/** Nobody signed in is an answer here and no refusal, so that the sign-in page opens without an error. */
const askCurrent = async (): Promise<Session | null> =>
  (await api.get<{ session: Session | null }>('/api/session/current', { isKept: false })).session;

/** Throws WeatherError while the server can't be told. */
export async function tellSignOut(keep: SessionKeep | undefined): Promise<void> {
  const personId = await keep?.untold();
  if (keep === undefined || personId === undefined) return;
  const still = await askCurrent();
  if (still?.personId === personId) {
    setCsrfToken(still.csrf, personId);
    try {
      await api.delete('/api/session');
    } catch (error) {
      // A refusal means that this session is over already.
      if (!isRefused(error)) throw error;
    } finally {
      setCsrfToken(undefined);
    }
  }
  await keep.told();
}

/** `isStill`: nobody has come or left here since it was asked; else the answer is of before, and not kept. */
export async function askSession(
  keep: SessionKeep | undefined,
  isStill: () => boolean,
): Promise<Session | null> {
  await tellSignOut(keep);
  const current = await askCurrent();
  if (current && isStill()) await keep?.keep(current);
  return current;
}
