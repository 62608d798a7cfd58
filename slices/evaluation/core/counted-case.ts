// What counting needs to know of a case and its steps: no words, no address, no reporter. Steps that were
// taken back are left out before anything is counted, so that a slip of the hand is nobody's figure. Pure.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { edgeOf } from '../../cases/core/flow.ts';
import { flowNamed } from '../../cases/core/flows.ts';

export interface CountedStep {
  readonly seq: number;
  readonly action: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly at: Instant;
  readonly isBySystem: boolean;
  readonly personId: Id | null;
  readonly holderUnitId: Id | null;
  readonly ended: { readonly stage: string; readonly dueAt: Instant | null; readonly usedMs: number } | null;
  readonly reason: string | null;
  /** Of an answer: whether it was a yes. */
  readonly isGranted: boolean;
}

export interface CountedRating {
  readonly by: string;
  readonly isSatisfied: boolean;
}

export interface CountedCase {
  readonly id: Id;
  readonly districtId: string;
  readonly flow: string;
  readonly state: string;
  readonly channel: string;
  readonly areaPath: string;
  readonly itemCode: string | null;
  readonly unitId: Id | null;
  readonly mainCaseId: Id | null;
  readonly holderUnitId: Id | null;
  readonly holderPersonId: Id | null;
  readonly isSolvedOnSpot: boolean;
  readonly isForceClosed: boolean;
  readonly isSuspended: boolean;
  /** The stage whose clock runs now, and until when; null where none runs. */
  readonly stage: string | null;
  readonly dueAt: Instant | null;
  readonly deadlineAt: Instant | null;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
  readonly ratings: readonly CountedRating[];
  readonly steps: readonly CountedStep[];
}

/** What leaves the denominators by the counting rules. A rejection that was overturned is none any more. */
const LEFT = ['merged', 'withdrawn', 'rejected'];
export const hasLeft = ({ state }: CountedCase): boolean => LEFT.includes(state);

const undoneBy = (
  flow: string,
  undo: CountedStep,
  before: readonly CountedStep[],
): CountedStep | undefined => {
  const edge = edgeOf(flowNamed(flow), undo.action);
  if (edge?.undoes) return before.findLast(({ action }) => action === edge.undoes);
  // What brought it into the state that the undoing leaves.
  return before.findLast(({ fromState, toState }) => toState === undo.fromState && fromState !== toState);
};

/** The steps that stand: without what was taken back, and without its taking back. None of a case that should
 *  not have been made. */
export function standingSteps({ flow, steps }: Pick<CountedCase, 'flow' | 'steps'>): readonly CountedStep[] {
  const gone = new Set<CountedStep>();
  for (const [index, step] of steps.entries()) {
    const edge = edgeOf(flowNamed(flow), step.action);
    if (edge?.unmakes) return [];
    if (edge?.undoes === undefined && edge?.forgetsStage !== true) continue;
    gone.add(step);
    const undone = undoneBy(
      flow,
      step,
      steps.slice(0, index).filter((one) => !gone.has(one)),
    );
    if (undone) gone.add(undone);
  }
  return steps.filter((step) => !gone.has(step));
}
