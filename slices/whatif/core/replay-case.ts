// One past case in two worlds: as it was, and as it would have been under drafted lists, grids or calendar.
// Where it would have gone, and whether it would have been in time. Its steps stay as they were taken;
// nothing is guessed of what people would have done otherwise.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import type { Flow } from '../../cases/core/flow.ts';
import { isReplayed, type PastStep, replayClocks } from '../../cases/core/replay-clocks.ts';
import type { StageLimits } from '../../catalogue/core/stage-limits.ts';

export interface PastCase {
  readonly itemCode: string;
  /** As it was reported; null: without one. */
  readonly reportedItem: string | null;
  readonly areaPath: string;
  readonly point: { readonly lon: number; readonly lat: number } | null;
  readonly maintenanceUnitId: Id | null;
  readonly createdAt: Instant;
  readonly flow: Flow;
  readonly steps: readonly PastStep[];
}

export interface Ruled {
  readonly unitId: Id;
  readonly limits: StageLimits;
}

export interface World {
  readonly calendar: Calendar;
  /** Where the case lies; null: in no grid. */
  areaOf(past: PastCase): string | null;
  /** Who answers for the item there, on what limits; a text says why nobody does. */
  ruleFor(past: PastCase, itemCode: string, areaPath: string): Ruled | string;
}

export interface Outcome {
  readonly areaPath: string | null;
  readonly unitId: Id | null;
  /** Of the whole case, at its end or by now; null: it cannot be told. */
  readonly isLate: boolean | null;
  /** Of the time for handling, in any round. */
  readonly isHandleLate: boolean | null;
  /** Why it cannot be told. */
  readonly why: string | null;
}

const NOWHERE: Outcome = {
  areaPath: null, unitId: null, isLate: null, isHandleLate: null, why: 'areas.outside',
};

function outcomeIn(world: World, past: PastCase, now: Instant): Outcome {
  const areaPath = world.areaOf(past);
  if (areaPath === null) return NOWHERE;
  const ruled = world.ruleFor(past, past.itemCode, areaPath);
  if (typeof ruled === 'string') return { ...NOWHERE, areaPath, why: ruled };
  const { reportedItem, itemCode, flow, steps } = past;
  const first = reportedItem === null ? null : world.ruleFor(past, reportedItem, areaPath);
  const atReport = first === null || typeof first === 'string' ? null : first.limits;
  // A report without its item, or with another, ran on other limits until the centre corrected it.
  const isCorrected = reportedItem !== itemCode && steps.some(({ takesRule }) => takesRule);
  const limitsAt = (seq: number) => (seq === 1 && isCorrected ? atReport : ruled.limits);
  const clocks = replayClocks(flow, steps, { calendar: world.calendar, limitsAt }, now);
  const went = { areaPath, unitId: ruled.unitId };
  if (!isReplayed(clocks)) return { ...went, isLate: null, isHandleLate: null, why: clocks.notReplayed };
  const handled = clocks.stages.filter(({ stage }) => stage === 'handle');
  return { ...went, isLate: clocks.isLate, isHandleLate: handled.some(({ isLate }) => isLate), why: null };
}

export interface Replayed {
  readonly before: Outcome;
  readonly after: Outcome;
}

export const replayCase = (past: PastCase, before: World, after: World, now: Instant): Replayed => ({
  before: outcomeIn(before, past, now),
  after: outcomeIn(after, past, now),
});
