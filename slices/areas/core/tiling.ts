// What can be wrong with a tiling (invariant 6: grids tile their parent, no gap and no overlap over 1 m²),
// told with its place, the areas concerned, and its size. Looking for it is the database's work; deciding
// what counts is done here.
import { fromE7, squareMetresPerE7 } from './exact-geometry.ts';
import type { AreaLevel } from './area.ts';
import type { Point } from '../../../kernel/geo.ts';

/** invalid_ring: crosses itself · overlap: two areas of one level share ground · gap: ground of the parent in
 *  none of its areas · stray: ground of an area outside its parent. */
export type FindingKind = 'invalid_ring' | 'overlap' | 'gap' | 'stray';

export interface NamedArea {
  readonly path: string;
  readonly name: string;
}

export interface TilingFinding {
  readonly kind: FindingKind;
  readonly level: AreaLevel;
  readonly at: Point;
  /** Of this one place; 0 for an invalid ring. */
  readonly squareMetres: number;
  /** The areas concerned; for a gap those that border it. */
  readonly areas: readonly NamedArea[];
  /** The parent, for a gap and a stray. */
  readonly parent: NamedArea | null;
}

/** Ground of less than this in one place is drawing inaccuracy, not a fault. */
export const TOLERATED_SQUARE_METRES = 1;
/** The same in e7 units at the equator, where a unit is largest: what is smaller need not be looked at. */
export const SMALLEST_E7 = Math.floor(TOLERATED_SQUARE_METRES / squareMetresPerE7(0));

/** A place that the database found, in e7 units. */
export interface FoundPlace {
  readonly kind: FindingKind;
  readonly level: AreaLevel;
  readonly x: number;
  readonly y: number;
  readonly areaE7: number;
  readonly areas: readonly NamedArea[];
  readonly parent: NamedArea | null;
}

export function toFinding(found: FoundPlace): TilingFinding | undefined {
  const at = { lon: fromE7(found.x), lat: fromE7(found.y) };
  const squareMetres = found.areaE7 * squareMetresPerE7(at.lat);
  if (found.kind !== 'invalid_ring' && squareMetres <= TOLERATED_SQUARE_METRES) return undefined;
  const { kind, level, areas, parent } = found;
  return { kind, level, at, squareMetres: Math.round(squareMetres * 100) / 100, areas, parent };
}

const named = (areas: readonly NamedArea[]): string => areas.map((a) => `${a.name} (${a.path})`).join(', ');

/** One sentence for a person: what, where, how much, which areas, how to mend. */
export function tellFinding(finding: TilingFinding, lang: 'zh' | 'en'): string {
  const place = `${finding.at.lon.toFixed(7)}, ${finding.at.lat.toFixed(7)}`;
  const who = named(finding.areas);
  const parent = finding.parent ? named([finding.parent]) : '–';
  const size = finding.squareMetres;
  const words: Readonly<Record<FindingKind, { zh: string; en: string }>> = {
    invalid_ring: {
      zh: `${who} 的界线在 ${place} 处自相交，请改正该处的点序。`,
      en: `The boundary of ${who} crosses itself at ${place}; put its positions there in order.`,
    },
    overlap: {
      zh: `${who} 在 ${place} 处重叠 ${size} 平方米，请只划归其一。`,
      en: `${who} overlap by ${size} m² at ${place}; give this ground to one of them.`,
    },
    gap: {
      zh: `${parent} 在 ${place} 处有 ${size} 平方米不属于任何下级区域（相邻：${who || '无'}），请划归其一。`,
      en: `${size} m² of ${parent} at ${place} lie in none of its areas (beside: ${who || 'none'}).`,
    },
    stray: {
      zh: `${who} 在 ${place} 处有 ${size} 平方米超出上级 ${parent}，请收回界线或改正上级。`,
      en: `${who} reaches ${size} m² outside ${parent} at ${place}; draw it back, or correct the area above.`,
    },
  };
  return words[finding.kind][lang];
}
