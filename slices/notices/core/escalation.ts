// To whom it goes up when nobody acknowledges: a person → who is next on call, one by one → the heads → the
// centre in charge → the centres above; a unit → its heads and the centre in charge → the centres above; a
// centre → those above it. Each level is told once, nobody twice. Pure: who these are is an argument.
import type { Id } from '../../../kernel/id.ts';

/** One or the other. */
export interface Addressee {
  readonly unitId: Id | null;
  readonly personId: Id | null;
}

/** After this many levels above those on call, whoever could be told has been. */
export const MOST_LEVELS = 3;
/** Of one chain, however often the shift changes meanwhile. */
export const MOST_TOLD = 9;

export interface ChainFacts {
  /** Whom the notice was for. */
  readonly first: Addressee;
  /** Whom this chain has told so far, besides. */
  readonly told?: readonly Addressee[];
  /** Who of the pushed unit is on call now, in order. */
  readonly onCallIds?: readonly Id[];
  /** The people at the head of the unit that was told, or in whose name the person was. */
  readonly headIds: readonly Id[];
  /** The centre in charge of the case, then those above it, nearest first. */
  readonly centreIds: readonly Id[];
}

const person = (personId: Id): Addressee => ({ unitId: null, personId });
const unit = (unitId: Id): Addressee => ({ unitId, personId: null });
const isSame = (a: Addressee, b: Addressee) => a.unitId === b.unitId && a.personId === b.personId;

/** What each level has that no lower one and nobody known has; a level without anyone new is left out. */
function freshIn(levels: readonly (readonly Addressee[])[], known: readonly Addressee[]): Addressee[][] {
  const told = [...known];
  const fresh: Addressee[][] = [];
  for (const level of levels) {
    const more = level.filter((one) => !told.some((other) => isSame(one, other)));
    told.push(...more);
    if (more.length > 0) fresh.push(more);
  }
  return fresh;
}

/** All levels that are still to be told, lowest first. */
export function levelsOf(facts: ChainFacts): Addressee[][] {
  const { first, told = [], onCallIds = [], headIds, centreIds } = facts;
  const heads = headIds.map(person);
  const centres = centreIds.map((id) => [unit(id)]);
  const isCentre = first.unitId !== null && centreIds.includes(first.unitId);
  const [inCharge = [], ...above] = centres;
  const all =
    first.personId !== null
      ? [heads, ...centres]
      : isCentre
        ? // A centre is not told on to those below it.
          centres.slice(centreIds.indexOf(first.unitId ?? '') + 1)
        : [[...heads, ...inCharge], ...above];
  const upwards = freshIn(all, [first]).slice(0, MOST_LEVELS);
  return freshIn([...onCallIds.map((id) => [person(id)]), ...upwards], [first, ...told]);
}
