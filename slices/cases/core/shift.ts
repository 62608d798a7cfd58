// What one phone needs of cases for a shift: which questions bring them, and the case in the form in which a
// phone decides by it. Nothing in it may tell a reader who reported, nor let them act as the reporter.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { CaseFile, Rating } from './case-file.ts';
import { PARTIES } from './parties.ts';
import { AREA_ROLES } from './visibility.ts';

/** The reach of one person's shift. */
export interface Shift {
  readonly personId: Id;
  /** What these hold is theirs to do, or their colleagues'. */
  readonly unitIds: readonly Id[];
  /** Grids and communities of the posts: everything open and what has just ended is wanted. */
  readonly nearPaths: readonly string[];
  /** Streets and districts of those who lead: what is late, and what is on the leaders' list. */
  readonly widePaths: readonly string[];
  /** Streets and districts of inspectors: what waits to be looked at. */
  readonly inspectedPaths: readonly string[];
  readonly districtIds: readonly string[];
}

const isNear = (areaPath: string): boolean => areaPath.split('.').length >= 3;
const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

export function shiftOf(actor: Actor & { readonly kind: 'person' }): Shift {
  const near = actor.posts.filter((post) => AREA_ROLES.includes(post.role) && isNear(post.areaPath));
  const wide = actor.posts.filter((post) => !isNear(post.areaPath));
  const led = wide.filter(({ role }) => role === 'leader' || role === 'dispatcher');
  const inspected = wide.filter(({ role }) => role === 'inspector');
  return {
    personId: actor.personId,
    unitIds: unique(actor.posts.map((post) => post.unitId)),
    nearPaths: unique(near.map((post) => post.areaPath)),
    widePaths: unique(led.map((post) => post.areaPath)),
    inspectedPaths: unique(inspected.map((post) => post.areaPath)),
    districtIds: unique(actor.posts.map((post) => post.areaPath.slice(0, 6))),
  };
}

/** Whether the reader can be the one who rated, or stands where that one stood: they can't rate again. */
function isFromTheirPlace(rating: Rating, file: CaseFile, actor: Actor): boolean {
  if (actor.kind !== 'person') return false;
  const { by, byUnitId } = rating;
  if (byUnitId === null) return actor.personId === file.reporterPersonId;
  const roles: readonly string[] = PARTIES[by].who;
  return actor.posts.some(({ unitId, role }) => unitId === byUnitId && roles.includes(role));
}

/** That it was given, never what was given. */
const withoutWords = (rating: Rating): Rating => ({ ...rating, score: 0, isSatisfied: false });

/** What a phone decides by. Who reported is named to the reporter alone: for every other reader nobody in its
 *  place decides the same, since the core asks only whether the reporter is the one who acts. The chain of
 *  reasons is in the view already. */
export const phoneFile = (file: CaseFile, actor: Actor): CaseFile => ({
  ...file,
  publicCode: '',
  reporterPersonId:
    actor.kind === 'person' && actor.personId === file.reporterPersonId ? file.reporterPersonId : null,
  rule: file.rule && { ...file.rule, why: [] },
  ratings: file.ratings.filter((one) => isFromTheirPlace(one, file, actor)).map(withoutWords),
});
