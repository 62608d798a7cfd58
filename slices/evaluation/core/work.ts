// Who worked on a case, stage by stage, read from its standing steps: which centre or unit, which person,
// when it was due, whether in time, how often. What went straight through took nobody any time and is
// nobody's. Pure.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { CountedCase, CountedStep } from './counted-case.ts';

/** A stage that ended by somebody's work. */
export interface Ended {
  readonly step: CountedStep;
  readonly stage: string;
  readonly unitId: Id;
  readonly personId: Id | null;
  readonly dueAt: Instant;
  readonly usedMs: number;
  readonly isLate: boolean;
}

const isPassing = ({ isBySystem, ended }: CountedStep): boolean => isBySystem && ended?.usedMs === 0;

export function stageEnds(steps: readonly CountedStep[]): readonly Ended[] {
  return steps.flatMap((step, index) => {
    const unitId = steps[index - 1]?.holderUnitId;
    const { ended, at } = step;
    if (!ended || !unitId || isPassing(step)) return [];
    const { stage, usedMs } = ended;
    const isLate = ended.dueAt !== null && at > ended.dueAt;
    return [{ step, stage, unitId, personId: step.personId, dueAt: ended.dueAt ?? at, usedMs, isLate }];
  });
}

const entersDispatched = (step: CountedStep, before: CountedStep | undefined): boolean =>
  step.toState === 'dispatched' &&
  (step.fromState !== 'dispatched' || step.holderUnitId !== before?.holderUnitId);

/** Each sending to a unit. */
export const sendings = (steps: readonly CountedStep[]): readonly CountedStep[] =>
  steps.filter((step, index) => step.holderUnitId !== null && entersDispatched(step, steps[index - 1]));

const NOBODY_SENT = ['reported', 'accepted'];

/** The unit that was last sent to work on it, as it stands before each of the steps, and after the last. */
export function workers(steps: readonly CountedStep[]): readonly (Id | null)[] {
  const all: (Id | null)[] = [null];
  for (const [index, step] of steps.entries()) {
    const before = all[index] ?? null;
    const isTakenOver = step.action === 'take_over' && before === steps[index - 1]?.holderUnitId;
    if (entersDispatched(step, steps[index - 1]) || isTakenOver) all.push(step.holderUnitId);
    else all.push(NOBODY_SENT.includes(step.toState) || step.action === 'split' ? null : before);
  }
  return all;
}

/** A return that named somebody else as the right one; the others say that something was missing. */
const NOT_MINE = ['not_ours', 'not_our_area', 'wrong_item'];

export interface Return {
  readonly step: CountedStep;
  readonly unitId: Id;
  /** The sending that was returned. */
  readonly sending: CountedStep | undefined;
  /** It was sent to the same unit again: the unit's own after all. */
  readonly isWrongful: boolean;
  readonly isNotMine: boolean;
}

export function returnsOf(steps: readonly CountedStep[]): readonly Return[] {
  const sent = sendings(steps);
  return steps.flatMap((step, index) => {
    const unitId = steps[index - 1]?.holderUnitId;
    if (step.action !== 'return' || !unitId) return [];
    const next = sent.find(({ seq }) => seq > step.seq);
    return [
      {
        step,
        unitId,
        sending: sent.findLast(({ seq }) => seq < step.seq),
        isWrongful: next?.holderUnitId === unitId,
        isNotMine: NOT_MINE.includes(step.reason ?? ''),
      },
    ];
  });
}

/** What runs now in this stage, and with whom. A pause is nobody's due. */
export const runningIn = (
  { stage, dueAt, holderUnitId, holderPersonId, isSuspended }: CountedCase,
  stages: readonly string[],
): { readonly unitId: Id; readonly personId: Id | null; readonly dueAt: Instant } | undefined =>
  stage !== null && dueAt !== null && holderUnitId !== null && !isSuspended && stages.includes(stage)
    ? { unitId: holderUnitId, personId: holderPersonId, dueAt }
    : undefined;
