// Who may read a case: by the area of a post, by the unit, or as the one who reported it. The list's query
// and the reading of one case take their limits from here, so they can't differ, but for one thing: whoever
// is asked something in a case may open it wherever it lies, and it comes by a notice and with the shift.
import type { Id } from '../../../kernel/id.ts';
import { type Actor, isWithin, type Role } from '../../../kernel/rights.ts';
import type { CaseFile } from './case-file.ts';

/** Roles that see every case of their post's area; the others see their unit's. */
export const AREA_ROLES: readonly Role[] = [
  'dispatcher', 'leader', 'analyst', 'administrator', 'grid_head', 'inspector', 'guide', 'assistant',
    'clerk', 'mediator',
];

export interface Sight {
  readonly areaPaths: readonly string[];
  readonly unitIds: readonly Id[];
  /** Units whose cases the areas above don't hold already: a district's own units all lie in the district. */
  readonly unitIdsBeside: readonly Id[];
  readonly personId: Id | null;
}

/** Areas inside another of the same list are left out, so that no case is found twice. */
export function sightOf(actor: Actor): Sight {
  if (actor.kind !== 'person') return { areaPaths: [], unitIds: [], unitIdsBeside: [], personId: null };
  const paths = actor.posts.filter((post) => AREA_ROLES.includes(post.role)).map((post) => post.areaPath);
  const widest = paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)));
  return {
    areaPaths: [...new Set(widest)],
    unitIds: [...new Set(actor.posts.map((post) => post.unitId))],
    unitIdsBeside: [...new Set(actor.posts
      .filter((post) => !widest.includes(post.areaPath.slice(0, 6))).map((post) => post.unitId))],
    personId: actor.personId,
  };
}

/** Of a case what reading hangs on. */
export interface Readable extends Pick<CaseFile,
  'id' | 'unitId' | 'holder' | 'coUnitIds' | 'reporterPersonId' | 'asks'> {
  readonly place: Pick<CaseFile['place'], 'areaPath'>;
}

export function mayRead(actor: Actor, file: Readable): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'reporter') return actor.caseId === file.id;
  const sight = sightOf(actor);
  const { unitIds, personId } = sight;
  return (
    sight.areaPaths.some((path) => isWithin(file.place.areaPath, path))
    || unitIds.some((id) => id === file.unitId || id === file.holder?.unitId || file.coUnitIds.includes(id))
    || (personId !== null && personId === file.reporterPersonId)
    || file.asks.some((ask) => (ask.toPersonId !== null && ask.toPersonId === personId)
      || (ask.toUnitId !== null && unitIds.includes(ask.toUnitId)))
  );
}
