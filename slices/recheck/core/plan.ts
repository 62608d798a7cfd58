// A sampling plan: how much of what was closed by the word of those who did it is looked at again, and how
// often a sample is drawn. One plan of an area at a time; the next one ends the one before. Pure.
import { type Period, type PeriodKind, periodBefore, periodOf } from '../../evaluation/core/period.ts';
import type { Shares } from './draw.ts';

export const DRAWN_BY = ['week', 'month'] as const satisfies readonly PeriodKind[];
export type DrawnBy = (typeof DRAWN_BY)[number];

export interface Plan extends Shares {
  readonly period: DrawnBy;
  /** Its first day, and its last where it has one. */
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A plan holds for the periods that end while it is in force. */
export const holdsFor = (
  { validFrom, validTo }: Pick<Plan, 'validFrom' | 'validTo'>,
  period: Period,
): boolean => validFrom <= period.to && (validTo === null || period.to <= validTo);

/** The last period that was over before this day. */
export const lastOver = (kind: DrawnBy, today: string): Period => periodBefore(periodOf(kind, today));
