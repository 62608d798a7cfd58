// To whom it goes up when nobody acknowledges: a person → the heads → the centre in charge → the centres
// above; a unit → its heads and the centre in charge → the centres above; a centre → those above it. Each
// level is told once, nobody twice, at most MOST_LEVELS of them. Pure: who these are is an argument.
// Quiet hours and a duty rota would choose among the people of a level here, and nowhere else.
import type { Id } from '../../../kernel/id.ts';

/** One or the other. */
export interface Addressee {
  readonly unitId: Id | null;
  readonly personId: Id | null;
}

/** After this many levels whoever could be told has been. */
export const MOST_LEVELS = 3;

export interface ChainFacts {
  /** Whom the notice was for. */
  readonly first: Addressee;
  /** The people at the head of the unit that was told, or in whose name the person was. */
  readonly headIds: readonly Id[];
  /** The centre in charge of the case, then those above it, nearest first. */
  readonly centreIds: readonly Id[];
}

const person = (personId: Id): Addressee => ({ unitId: null, personId });
const unit = (unitId: Id): Addressee => ({ unitId, personId: null });
const isSame = (a: Addressee, b: Addressee) => a.unitId === b.unitId && a.personId === b.personId;

/** All levels, lowest first; a level without anyone new is left out. */
export function levelsOf({ first, headIds, centreIds }: ChainFacts): Addressee[][] {
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
  const told: Addressee[] = [first];
  const levels: Addressee[][] = [];
  for (const level of all) {
    const fresh = level.filter((one) => !told.some((known) => isSame(known, one)));
    told.push(...fresh);
    if (fresh.length > 0) levels.push(fresh);
  }
  return levels.slice(0, MOST_LEVELS);
}
