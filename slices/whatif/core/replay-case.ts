// One past case in two worlds: as it was, and as it would have been under drafted lists, grids or calendar.
// Where it would have gone, and whether it would have been in time. Its steps stay as they were taken;
// nothing is guessed of what people would have done otherwise.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { latenessOf } from '../../cases/core/lateness.ts';
import type { PastHistory } from '../../cases/core/past-history.ts';
import { type StageLimits, STAGES } from '../../catalogue/core/stage-limits.ts';

export interface PastCase {
  readonly itemCode: string;
  /** As it was reported; null: without one. */
  readonly reportedItem: string | null;
  readonly areaPath: string;
  readonly point: { readonly lon: number; readonly lat: number } | null;
  readonly maintenanceUnitId: Id | null;
  readonly createdAt: Instant;
  readonly history: PastHistory;
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

/** What a case's time hangs on in a world: the calendar, and the limits that it ran on. */
interface Ran {
  readonly went: { readonly areaPath: string; readonly unitId: Id };
  readonly limits: StageLimits;
  readonly atReport: StageLimits | null;
}

function ranIn(world: World, past: PastCase): Ran | Outcome {
  const areaPath = world.areaOf(past);
  if (areaPath === null) return NOWHERE;
  const ruled = world.ruleFor(past, past.itemCode, areaPath);
  if (typeof ruled === 'string') return { ...NOWHERE, areaPath, why: ruled };
  const { reportedItem, itemCode, history } = past;
  const { limits, unitId } = ruled;
  const went = { areaPath, unitId };
  // A report without its item, or with another, ran on other limits until the centre corrected it.
  const isCorrected = reportedItem !== itemCode && history.course.takesRule;
  if (!isCorrected) return { went, limits, atReport: limits };
  const first = reportedItem === null ? null : world.ruleFor(past, reportedItem, areaPath);
  return { went, limits, atReport: first === null || typeof first === 'string' ? null : first.limits };
}

function timeOf({ calendar }: World, { limits, atReport }: Ran, past: PastCase, now: Instant) {
  const limitsAt = (seq: number) => (seq === 1 ? atReport : limits);
  const late = latenessOf(past.history, { calendar, limitsAt }, now);
  if ('notReplayed' in late) return { isLate: null, isHandleLate: null, why: late.notReplayed };
  return { isLate: late.isLate, isHandleLate: late.isHandleLate, why: null };
}

const isSame = (a: StageLimits | null, b: StageLimits | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    STAGES.every((stage) => a[stage]?.kind === b[stage]?.kind && a[stage]?.amount === b[stage]?.amount));

export interface Replayed {
  readonly before: Outcome;
  readonly after: Outcome;
}

export function replayCase(past: PastCase, before: World, after: World, now: Instant): Replayed {
  const [was, is] = [ranIn(before, past), ranIn(after, past)];
  const timeWas = 'went' in was ? timeOf(before, was, past, now) : undefined;
  // On the same limits and calendar the same steps take the same time: most cases of a draft are like that.
  const isAlike = 'went' in was && 'went' in is && before.calendar === after.calendar
    && isSame(was.limits, is.limits) && isSame(was.atReport, is.atReport);
  const timeIs = isAlike || !('went' in is) ? timeWas : timeOf(after, is, past, now);
  return {
    before: 'went' in was && timeWas ? { ...was.went, ...timeWas } : (was as Outcome),
    after: 'went' in is && timeIs ? { ...is.went, ...timeIs } : (is as Outcome),
  };
}
