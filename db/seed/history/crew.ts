// Who acts in the played history: the people of the district by unit, role and place. Pure look-ups; it
// grants no right: the flow asks for the post itself.
import type { Id } from '../../../kernel/id.ts';
import type { Actor, Role } from '../../../kernel/rights.ts';
import type { PersonInPost } from '../../../slices/people/server/public.ts';
import type { UnitDirectory } from '../../../slices/people/core/unit-directory.ts';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

export class Crew {
  private readonly byPost = new Map<string, PersonActor[]>();
  private readonly byPlace = new Map<string, PersonActor[]>();
  private readonly byPerson = new Map<Id, PersonActor>();
  private readonly directory: UnitDirectory;

  constructor(people: readonly PersonInPost[], directory: UnitDirectory) {
    this.directory = directory;
    for (const { personId, name, postId, unitId, role, areaPath } of people) {
      const unitKind = directory.unit(unitId)?.kind;
      if (!unitKind) continue;
      const actor: PersonActor = {
        kind: 'person',
        personId,
        name,
        posts: [{ id: postId, unitId, unitKind, role, areaPath }],
      };
      this.byPerson.set(personId, actor);
      this.push(this.byPost, `${role} ${unitId}`, actor);
      this.push(this.byPlace, `${role} ${areaPath}`, actor);
    }
  }

  private push(map: Map<string, PersonActor[]>, key: string, actor: PersonActor): void {
    const list = map.get(key);
    if (list) list.push(actor);
    else map.set(key, [actor]);
  }

  person(id: Id | null | undefined): PersonActor | undefined {
    return id ? this.byPerson.get(id) : undefined;
  }

  inUnit(role: Role, unitId: Id | null, nth = 0): PersonActor | undefined {
    const list = unitId ? this.byPost.get(`${role} ${unitId}`) : undefined;
    return list?.[nth % list.length];
  }

  /** The one whose area is the place, or the nearest above it. `except` is passed over. */
  near(role: Role, areaPath: string, except: readonly Id[] = []): PersonActor | undefined {
    for (let path = areaPath; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
      const found = this.byPlace.get(`${role} ${path}`)?.find((actor) => !except.includes(actor.personId));
      if (found) return found;
    }
    return undefined;
  }

  /** Somebody of the unit: its handlers, else its head, else its dispatcher. */
  worker(unitId: Id | null, nth: number): PersonActor | undefined {
    return (
      this.inUnit('handler', unitId, nth) ??
      this.inUnit('unit_head', unitId) ??
      this.inUnit('dispatcher', unitId)
    );
  }

  /** The dispatcher of the centre of an area level around the place. */
  dispatcherOf(
    areaPath: string,
    level: 'district' | 'street' | 'community',
    nth = 0,
  ): PersonActor | undefined {
    return this.inUnit('dispatcher', this.directory.centreOf(areaPath, level)?.id ?? null, nth);
  }
}
