// The words of the territorial tree: levels, codes, paths. A path is the code cut at its levels
// (GB/T 30428: county 6 + street 3 + community 3 + sequence 3), e.g. 500151003012007 ↔ 500151.003.012.007.
import type { MultiPolygonRings } from '../../../kernel/geo.ts';

export type AreaLevel = 'district' | 'street' | 'community' | 'grid';
/** From the root down. */
export const LEVELS: readonly AreaLevel[] = ['district', 'street', 'community', 'grid'];

export const LEVEL_WORDS: Readonly<Record<AreaLevel, { readonly zh: string; readonly en: string }>> = {
  district: { zh: '区县', en: 'District' },
  street: { zh: '镇街', en: 'Street' },
  community: { zh: '村社区', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
};

/** Digits of a code at each level. */
export const CODE_LENGTH: Readonly<Record<AreaLevel, number>> = {
  district: 6,
  street: 9,
  community: 12,
  grid: 15,
};

export const levelAbove = (level: AreaLevel): AreaLevel | undefined => LEVELS[LEVELS.indexOf(level) - 1];
export const levelBelow = (level: AreaLevel): AreaLevel | undefined => LEVELS[LEVELS.indexOf(level) + 1];

export const pathOfCode = (code: string): string =>
  [code.slice(0, 6), ...(code.slice(6).match(/.{1,3}/g) ?? [])].join('.');
export const codeOfPath = (path: string): string => path.replaceAll('.', '');

/** `500151.003.012` → `500151.003`; the root has none. */
export const parentPath = (path: string): string | undefined =>
  path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : undefined;

/** Every path from the root to this one, itself included. */
export const pathsDownTo = (path: string): string[] =>
  path.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));

export const districtOf = (path: string): string => path.slice(0, 6);

/** An area as it stands in a version. Boundaries are WGS 84, rounded to 1e-7 degrees. */
export interface Area {
  readonly level: AreaLevel;
  readonly code: string;
  readonly path: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly externalCode: string | null;
  /** null: made by uniting the areas below. */
  readonly boundary: MultiPolygonRings | null;
}

export interface AreaNode {
  readonly path: string;
  readonly code: string;
  readonly level: AreaLevel;
  readonly name: string;
  readonly nameEn: string | null;
  readonly externalCode: string | null;
  readonly areaM2: number;
  readonly children: readonly AreaNode[];
}
