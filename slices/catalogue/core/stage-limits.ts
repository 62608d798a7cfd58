// The limits of every stage of a case, and the limit of the whole as the sum of its parts.
// Amounts are data of the catalogue; nothing here decides what a city allows.
import { limitMs, limitOfMs } from '../../calendar/core/limit.ts';
import type { Limit } from '../../calendar/core/limit.ts';

export interface StageLimits {
  readonly accept: Limit;
  readonly dispatch: Limit;
  readonly check: Limit;
  readonly claim: Limit;
  readonly handle: Limit;
  readonly verify: Limit;
  readonly close: Limit;
  readonly total: Limit;
  /** Where it is missing a rework goes on with the handling clock that was running. */
  readonly rework?: Limit;
  /** Within what time the unit speaks with whoever reported; where it is missing, the flow's. */
  readonly respond?: Limit;
}

export type Stage = keyof StageLimits;
export const STAGES: readonly Stage[] = [
  'accept', 'dispatch', 'check', 'claim', 'handle', 'verify', 'close', 'total', 'rework',
  'respond',
];

const SUMMED = ['accept', 'dispatch', 'claim', 'handle', 'verify', 'close'] as const;

/** The whole case: the hours of its stages, counted in the kind of time in which it is handled.
 *  The field check is left out, since the accept clock is paused while it lasts. */
export function totalOf(limits: Omit<StageLimits, 'total'>): Limit {
  const ms = SUMMED.reduce((sum, stage) => sum + limitMs(limits[stage]), 0);
  const kind = limits.handle.kind;
  if (kind === 'working_days') return limitOfMs('working_hours', ms);
  if (kind === 'natural_days') return limitOfMs('natural_hours', ms);
  return limitOfMs(kind, ms);
}
