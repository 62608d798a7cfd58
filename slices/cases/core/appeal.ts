// Overdue appeals 超时申诉: a unit whose case ended late says once why it should not count against it, and
// two people of the centre decide. Two yeses exempt the case from scores; the overdue fact stays what it is.
// One no ends it. Pure; the flow lists its guards and effects by name.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { DAY } from '../../../kernel/duration.ts';
import { isOverdue } from '../../calendar/core/clock.ts';
import { askOf, type CaseFile } from './case-file.ts';
import type { Moment } from './moment.ts';

export interface Appeal {
  /** The step that asked. */
  readonly seq: number;
  readonly at: Instant;
  readonly byPersonId: Id | null;
  readonly unitId: Id;
  /** The step with which the second reviewer agreed too. */
  readonly grantedSeq?: number;
  /** Of a round before the case was reopened: it exempts nothing that came after. */
  readonly isPast?: true;
}

/** waiting: nobody has looked · reviewed: one has said yes · granted, refused: decided. */
export const APPEAL_STATES = ['waiting', 'reviewed', 'granted', 'refused'] as const;
export type AppealState = (typeof APPEAL_STATES)[number];

type Appealed = Pick<CaseFile, 'appeal' | 'asks'>;

export function appealStateOf(file: Appealed): AppealState | null {
  const { appeal } = file;
  if (!appeal) return null;
  if (appeal.grantedSeq !== undefined) return 'granted';
  if (askOf(file, 'appeal')) return 'waiting';
  return askOf(file, 'appeal_second') ? 'reviewed' : 'refused';
}

type Ended = Pick<CaseFile, 'endedAt' | 'deadlineAt' | 'isForceClosed' | 'lateUnitIds' | 'unitId'>;

/** As a whole, or in the hands of the unit that had it last. A forced closing counts as neither. */
export function endedLate({ endedAt, deadlineAt, isForceClosed, lateUnitIds, unitId }: Ended): boolean {
  if (endedAt === null || isForceClosed) return false;
  const isWholeLate = deadlineAt !== null && endedAt > deadlineAt;
  return isWholeLate || (unitId !== null && lateUnitIds?.includes(unitId) === true);
}

/** Late, and yet not counted: two reviewers have agreed that it was not the unit's doing. */
export const isExempt = ({ appeal }: Pick<CaseFile, 'appeal'>): boolean =>
  appeal?.grantedSeq !== undefined && !appeal.isPast;

/** Whose handling limit was past when it was left, stays known when the clocks are gone. */
export function withLateUnit(file: CaseFile, unitId: Id | undefined, now: Instant): CaseFile {
  const { clock, lateUnitIds = [] } = file;
  const isLate = unitId !== undefined && clock?.stage === 'handle' && isOverdue(clock, now);
  return isLate && !lateUnitIds.includes(unitId) ? { ...file, lateUnitIds: [...lateUnitIds, unitId] } : file;
}

/** A new round begins on time; what was ruled on the last one stays on record. */
export function pastAppeal(file: CaseFile): CaseFile {
  const { lateUnitIds: _, appeal, ...rest } = file;
  return appeal ? { ...rest, appeal: { ...appeal, isPast: true } } : rest;
}

/** As if the case had never ended: what was asked about that end has never been asked. */
export function withoutAppeal(file: CaseFile): CaseFile {
  const { appeal, ...rest } = file;
  return appeal?.isPast ? file : rest;
}

export const wasLate = (file: CaseFile): Refusal | undefined =>
  (endedLate(file) ? undefined : refuse('cases.not_late'));

export const appealedOnce = (file: CaseFile): Refusal | undefined =>
  (file.appeal ? refuse('cases.appealed_before') : undefined);

export function appealWindow(file: CaseFile, { flow, context }: Moment): Refusal | undefined {
  const { appealMs } = flow.windows;
  const isIn = file.endedAt !== null && context.now <= file.endedAt + appealMs;
  return isIn ? undefined : refuse('cases.window_over', { days: Math.round(appealMs / DAY) });
}

/** Who appeals reviews nothing of it, not as the second one either. */
export function notTheAppellant(file: CaseFile, { standing }: Moment): Refusal | undefined {
  const isSame = standing.personId !== null && standing.personId === file.appeal?.byPersonId;
  return isSame ? refuse('cases.second_person', { kind: 'appeal' }) : undefined;
}

export const appealEffect = (file: CaseFile, { context, standing, seq }: Moment): CaseFile => ({
  ...file,
  appeal: {
    seq, at: context.now, byPersonId: standing.personId,
    unitId: standing.unitId ?? file.unitId ?? file.centreUnitId,
  },
});

export const grantAppeal = (file: CaseFile, { seq }: Moment): CaseFile =>
  (file.appeal ? { ...file, appeal: { ...file.appeal, grantedSeq: seq } } : file);
