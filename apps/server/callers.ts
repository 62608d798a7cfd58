// Who calls, whoever it may be: a person signed in, else the machine before a wall, else nobody. Both
// kinds of session are asked again while their streams are open.
import type { Actor } from '../../kernel/rights.ts';
import type { Clock } from '../../platform/server/clock/clock.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import type { Authenticate, Credentials } from '../../platform/server/http/authenticate.ts';
import {
  makeAuthenticate,
  makeLiveSessions,
  type PeopleServices,
} from '../../slices/people/server/public.ts';
import { makeWallSessions } from '../../slices/wall/server/public.ts';

interface Caller {
  readonly sessionId: string;
  readonly actor: Actor;
}

export interface Callers {
  readonly authenticate: Authenticate;
  identify(credentials: Credentials): Promise<Caller | undefined>;
  recheck(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Actor>>;
}

export interface CallerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly people: PeopleServices;
}

export function makeCallers({ database, clock, people }: CallerParts): Callers {
  const ofPeople = makeLiveSessions(people);
  const ofWalls = makeWallSessions({ database, clock });
  const authenticatePerson = makeAuthenticate(people);
  return {
    async authenticate(credentials) {
      const actor = await authenticatePerson(credentials);
      if (actor.kind !== 'public') return actor;
      return (await ofWalls.identify(credentials))?.actor ?? actor;
    },
    async identify(credentials) {
      return (await ofPeople.identify(credentials)) ?? ofWalls.identify(credentials);
    },
    async recheck(sessionIds) {
      const walls = sessionIds.filter((id) => ofWalls.isOfWall(id));
      const people = sessionIds.filter((id) => !ofWalls.isOfWall(id));
      const [here, there] = await Promise.all([
        people.length > 0 ? ofPeople.recheck(people) : new Map<string, Actor>(),
        walls.length > 0 ? ofWalls.recheck(walls) : new Map<string, Actor>(),
      ]);
      return new Map([...here, ...there]);
    },
  };
}
