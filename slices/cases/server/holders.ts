// Which units a question means that names a level, or a unit with everything below it. Pure over the
// directory.
import type { UnitDirectory } from '../../people/server/public.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { levelOf } from '../core/levels.ts';

interface Holders {
  readonly unitIds: readonly string[];
  /** False: everyone but these. */
  readonly isOneOf: boolean;
}

/** The unit and all below it, however deep. */
export function unitsUnder(directory: UnitDirectory, unitId: string): ReadonlySet<string> {
  const under = new Set([unitId]);
  const units = directory.units();
  for (let before = 0; before < under.size; ) {
    before = under.size;
    for (const { id, parentId } of units) if (parentId !== undefined && under.has(parentId)) under.add(id);
  }
  return under;
}

/** Undefined where nobody in particular is meant. A holder whom nobody knows counts as a unit at work. */
export function holdersOf(
  directory: UnitDirectory,
  { level, underUnitId }: Pick<ListQuery, 'level' | 'underUnitId'>,
): Holders | undefined {
  if (underUnitId !== undefined) return { unitIds: [...unitsUnder(directory, underUnitId)], isOneOf: true };
  if (level === undefined) return undefined;
  const ranked = directory.units().filter((unit) => (level === 'unit') !== (levelOf(unit) === level));
  return { unitIds: ranked.map(({ id }) => id), isOneOf: level !== 'unit' };
}
