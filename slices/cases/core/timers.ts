// The timers that a case as it stands needs, and what changed. Each kind exists at most once per case, so a
// timer that fires late or twice finds the case already past it and does nothing.
import type { Instant } from '../../../kernel/instant.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import type { CaseFile } from './case-file.ts';
import type { Flow } from './flow.ts';
import { nextRung } from './ladder.ts';

export type TimerKind = 'case.ladder' | 'case.review' | 'case.remind' | 'case.settle';
export const TIMER_KINDS: readonly TimerKind[] =
  ['case.ladder', 'case.review', 'case.remind', 'case.settle'];

export interface TimerChange {
  readonly kind: TimerKind;
  readonly key: string;
  /** Null: the timer is not needed any more. */
  readonly dueAt: Instant | null;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Needed {
  readonly dueAt: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

function needed(flow: Flow, file: CaseFile | undefined, kind: TimerKind,
  calendar: Calendar): Needed | undefined {
  if (!file) return undefined;
  if (kind === 'case.ladder') {
    const next = nextRung(flow, file, calendar);
    return next && { dueAt: next.at, data: { rung: next.rung + 1 } };
  }
  if (kind === 'case.review') {
    const reviewAt = file.pause?.reviewAt;
    return reviewAt ? { dueAt: reviewAt, data: {} } : undefined;
  }
  const canReopen = flow.edges.some((edge) => edge.action === 'settle') && file.state === 'closed';
  if (!canReopen || file.isSettled || file.endedAt === null) return undefined;
  const overAt = file.endedAt + flow.windows.reopenMs;
  return { dueAt: kind === 'case.remind' ? overAt - flow.windows.remindMs : overAt, data: {} };
}

export function timerChanges(
  flow: Flow, before: CaseFile | undefined, after: CaseFile, calendar: Calendar,
): TimerChange[] {
  return TIMER_KINDS.flatMap((kind) => {
    const was = needed(flow, before, kind, calendar);
    const is = needed(flow, after, kind, calendar);
    if (was?.dueAt === is?.dueAt && was?.data.rung === is?.data.rung) return [];
    return [{ kind, key: after.id, dueAt: is?.dueAt ?? null, data: is?.data ?? {} }];
  });
}
