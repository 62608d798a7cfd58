// What lies under a map: classes of ground, and from which zoom each is drawn. Pure; the phone reads it as
// well.
import type { Geometry } from '../../components/core/component.ts';

export const BASE_CLASSES = ['water', 'green', 'building', 'road', 'rail'] as const;
export type BaseClass = (typeof BASE_CLASSES)[number];
export const isBaseClass = (text: unknown): text is BaseClass => BASE_CLASSES.includes(text as BaseClass);

/** 1 main road or river, 2 side road, 3 lane or path; other classes are all 1. */
export type Rank = 1 | 2 | 3;

export interface BaseDraft {
  /** Position in the file, the first feature being 1. */
  readonly feature: number;
  readonly class: BaseClass;
  readonly rank: Rank;
  readonly name: string | null;
  readonly nameEn: string | null;
  /** WGS 84. */
  readonly geometry: Geometry;
}

export const MIN_ZOOM = 10;
export const MAX_ZOOM = 17;

const ROAD_FROM: Readonly<Record<Rank, number>> = { 1: 10, 2: 12, 3: 14 };
const FROM: Readonly<Record<BaseClass, number>> = { water: 10, green: 12, building: 14, road: 10, rail: 11 };

/** The lowest zoom at which it is drawn: lower tiles would hold what nobody can tell apart. */
export const shownFrom = (of: Pick<BaseDraft, 'class' | 'rank'>): number =>
  of.class === 'road' ? ROAD_FROM[of.rank] : FROM[of.class];
