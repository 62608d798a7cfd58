// A unit is who can be responsible: a command centre, a department, a station, a company, a team. Units form
// a tree of their own and each serves one area or more. This file must never know a person.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { isWithin, type UnitKind } from '../../../kernel/rights.ts';

export const UNIT_KINDS: readonly UnitKind[] = [
  'centre',
  'department',
  'station',
  'company',
  'team',
  'social_org',
];

export interface Unit {
  readonly id: Id;
  /** The six-digit county code of the root area. */
  readonly districtId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: UnitKind;
  /** What a responsibility rule names: `sanitation`, `urban_management`, `centre`, … */
  readonly specialty: string;
  /** Where the unit belongs. */
  readonly areaPath: string;
  /** The areas, with all below them, for which it answers. Never empty. */
  readonly serves: readonly string[];
  readonly parentId?: Id;
  readonly calendarId?: string;
  /** The office number, public by nature; a person's own number is never kept here. */
  readonly phone?: string;
  /** No more: nothing new is given to it, and the history still names it. */
  readonly isClosed?: true;
  /** Who took over what it had, its cases and the rules that name it. Only of one that is closed. */
  readonly successorId?: Id;
  /** One more with every change. */
  readonly version?: number;
}

export type AreaLevel = 'district' | 'street' | 'community' | 'grid';

/** How many parts the path of an area has; the county code is the first. */
export const PATH_PARTS: Readonly<Record<AreaLevel, number>> = {
  district: 1,
  street: 2,
  community: 3,
  grid: 4,
};

export const AREA_PATH_PATTERN = '^[0-9]{6}(\\.[0-9]{3}){0,3}$';
const areaPathShape = new RegExp(AREA_PATH_PATTERN);
export const isAreaPath = (path: string): boolean => areaPathShape.test(path);

/** `500151.003.012` and `street` → `500151.003`; undefined where the path is not that deep. */
export function cutPath(areaPath: string, level: AreaLevel): string | undefined {
  const parts = areaPath.split('.');
  const wanted = PATH_PARTS[level];
  return parts.length < wanted ? undefined : parts.slice(0, wanted).join('.');
}

/** The path itself and every area above it, deepest first. */
export function pathUpwards(areaPath: string): string[] {
  const paths: string[] = [];
  for (let end = areaPath.length; end > 0; end = areaPath.lastIndexOf('.', end - 1)) {
    paths.push(areaPath.slice(0, end));
  }
  return paths;
}

export const serves = (unit: Pick<Unit, 'serves'>, areaPath: string): boolean =>
  unit.serves.some((path) => isWithin(areaPath, path));

/** What a new unit must satisfy before it is written. */
export function checkUnit(unit: Unit): Unit | Refusal {
  const paths = [unit.areaPath, ...unit.serves];
  const broken = paths.find((path) => !isAreaPath(path) || !isWithin(path, unit.districtId));
  if (broken !== undefined)
    return refuse('people.area_path', { areaPath: broken, districtId: unit.districtId });
  if (unit.serves.length === 0) return refuse('people.unit_serves_nothing', { code: unit.code });
  if (unit.parentId === unit.id) return refuse('people.unit_own_parent', { code: unit.code });
  return unit;
}

/** All units, or the first refusal: a list is written whole or not at all. */
export function checkUnits(units: readonly Unit[]): readonly Unit[] | Refusal {
  for (const unit of units) {
    const checked = checkUnit(unit);
    if (isRefusal(checked)) return checked;
  }
  return units;
}
