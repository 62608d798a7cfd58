// What counting needs to know of a case and its steps: no words, no address, no reporter. Steps that were
// taken back are left out before anything is counted, so that a slip of the hand is nobody's figure. Pure.
import type { Rating } from '../../cases/core/case-file.ts';
import type { CountedHistory, HistoryStep } from '../../cases/core/counted-history.ts';
import { edgeOf } from '../../cases/core/flow.ts';
import { flowNamed } from '../../cases/core/flows.ts';

export type CountedStep = HistoryStep;

/** What the facts hang on: not how far it was read, and of a rating only whose it is and what it says. */
export interface CountedCase extends Omit<CountedHistory, 'lastSeq' | 'ratings'> {
  readonly ratings: readonly Pick<Rating, 'by' | 'score' | 'isSatisfied'>[];
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
