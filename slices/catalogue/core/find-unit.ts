// Who a rule means in a place: a named unit, or the one unit of a kind that serves it. Two that serve it
// equally are told as such, never chosen between. A unit that is no more means whoever took over from it.
import { PATH_PARTS, type Unit } from '../../people/core/unit.ts';
import { standsFor, type UnitDirectory } from '../../people/core/unit-directory.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Responsible, Rule } from './catalogue.ts';

/** As much of the unit directory as the catalogue needs. */
export type Units = Pick<UnitDirectory, 'unit' | 'centreOf' | 'unitsOfKind'>;

export type Sought =
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'several'; readonly units: readonly Unit[] };

const NOBODY: Sought = { kind: 'nobody' };

const partsOf = (path: string): number => path.split('.').length;

/** How specific the unit's service to the place is: parts of the longest served path that covers it. */
const servedParts = (unit: Unit, areaPath: string): number =>
  Math.max(0, ...unit.serves.filter((path) => isWithin(areaPath, path)).map(partsOf));

export function findUnit(units: Units, responsible: Responsible, areaPath: string): Sought {
  if ('unitId' in responsible) {
    const unit = standsFor(units, responsible.unitId);
    return unit ? { kind: 'unit', unit } : NOBODY;
  }
  const { unitKind, unitLevel } = responsible;
  const all = units.unitsOfKind(unitKind, areaPath);
  const candidates =
    unitLevel === 'nearest' ? all : all.filter((unit) => partsOf(unit.areaPath) === PATH_PARTS[unitLevel]);
  const [first, second] = candidates;
  if (first === undefined) return NOBODY;
  if (second === undefined) return { kind: 'unit', unit: first };
  const nearest = servedParts(first, areaPath);
  const equal = candidates.filter((unit) => servedParts(unit, areaPath) === nearest);
  return equal.length === 1 ? { kind: 'unit', unit: first } : { kind: 'several', units: equal };
}

export type CentreLevel = 'district' | 'street' | 'community';
const CENTRE_LEVELS: readonly CentreLevel[] = ['district', 'street', 'community'];

/** The level whose centre keeps the case: the rule's, else the unit's own (a grid's team: community). */
export const centreLevelFor = (rule: Rule, unit: Unit): CentreLevel =>
  rule.centreLevel ?? CENTRE_LEVELS[Math.min(partsOf(unit.areaPath), 3) - 1] ?? 'district';

export const tellResponsible = (responsible: Responsible): string =>
  'unitId' in responsible ? responsible.unitId : responsible.unitKind;
