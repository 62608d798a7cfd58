// When the brief of a centre is written by itself, and of which period: at a minute of the day, every day of
// the day before, every Monday of the week before, every first of the month of the month before. Pure.
import { DAY, MINUTE } from '../../../kernel/duration.ts';
import { type Instant, localDate } from '../../../kernel/instant.ts';
import { type Period, periodAfter, periodBefore, periodOf } from '../../evaluation/core/period.ts';

export const BRIEF_KINDS = ['day', 'week', 'month'] as const;
export type BriefKind = (typeof BRIEF_KINDS)[number];

export interface Plan {
  readonly kind: BriefKind;
  /** Of the day on which it is written, in the district's own time. */
  readonly minute: number;
}

const startOf = (day: string, offsetMinutes: number): Instant =>
  Date.parse(`${day}T00:00:00Z`) - offsetMinutes * MINUTE;

/** The first time after this moment. */
export function nextIssueAt({ kind, minute }: Plan, after: Instant, offsetMinutes: number): Instant {
  const period = periodOf(kind, localDate(after, offsetMinutes));
  const at = startOf(period.from, offsetMinutes) + minute * MINUTE;
  return at > after ? at : startOf(periodAfter(period).from, offsetMinutes) + minute * MINUTE;
}

/** What is told by the brief that is due then: the period that ended before. */
export const periodTold = (kind: BriefKind, dueAt: Instant, offsetMinutes: number): Period =>
  periodBefore(periodOf(kind, localDate(dueAt, offsetMinutes)));

/** The days of which a brief shows the course: its own; for a day the seven that end with it. */
export function courseOf({ kind, from, to }: Period): { readonly from: string; readonly to: string } {
  if (kind !== 'day') return { from, to };
  return { from: localDate(Date.parse(`${to}T00:00:00Z`) - 6 * DAY, 0), to };
}

export function daysOf({ from, to }: { readonly from: string; readonly to: string }): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += DAY) {
    days.push(localDate(at, 0));
  }
  return days;
}
