// How a shell lets a person stay signed in on a phone without a network. The real one is
// outbox/session-in-pocket.ts; a shell that hands in none (command, portal) asks the server every time.
import type { Session } from './session.tsx';

export interface SessionKeep {
  /** Who was signed in here last, and opens what this phone keeps for them. */
  find(): Promise<Session | undefined>;
  /** The server has confirmed this person: opens and keeps. Throws WeatherError when it can't yet. */
  keep(session: Session): Promise<void>;
  /** The person leaves: nothing on this phone can be read from now on, and the server must hear of it. */
  leave(personId: string): Promise<void>;
  /** Nobody is signed in (any more): what is kept stays, closed. */
  close(): Promise<void>;
  /** Who left without the server having been told. */
  untold(): Promise<string | undefined>;
  told(): Promise<void>;
  /** Another window of this browser signed in or out. */
  subscribe(listener: () => void): () => void;
}
