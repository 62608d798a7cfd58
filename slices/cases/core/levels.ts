// On which level a unit works: a command centre by its area, the branch centres of a district's departments,
// and everyone else, who does the work itself. One table for the figures, the lists and the screens.
import type { UnitKind } from '../../../kernel/rights.ts';

export const LEVELS = ['district', 'street', 'community', 'sub_centre', 'unit'] as const;
export type Level = (typeof LEVELS)[number];

/** What a unit's `specialty` says of a branch centre (分中心). */
export const SUB_CENTRE = 'sub_centre';

export interface Ranked {
  readonly kind: UnitKind;
  readonly specialty: string;
  readonly areaPath: string;
}

const BY_DEPTH: readonly Level[] = ['district', 'street', 'community'];

export function levelOf(unit: Ranked | undefined): Level {
  if (unit?.specialty === SUB_CENTRE) return 'sub_centre';
  if (unit?.kind !== 'centre') return 'unit';
  return BY_DEPTH[unit.areaPath.split('.').length - 1] ?? 'community';
}

export const LEVEL_WORDS: Readonly<Record<Level, { readonly zh: string; readonly en: string }>> = {
  district: { zh: '区中心', en: 'district centre' },
  street: { zh: '镇街中心', en: 'street centres' },
  community: { zh: '村社区中心', en: 'community centres' },
  sub_centre: { zh: '分中心', en: 'sub-centres' },
  unit: { zh: '责任单位', en: 'units' },
};

/** Under which all units of a level together have their share in a case: a case counts once per level, though
 *  two of its units had it one after the other. No unit ever has such an id. */
export const markOfLevel = (level: Level): string =>
  `00000000-0000-0000-0000-00000000000${LEVELS.indexOf(level) + 1}`;
