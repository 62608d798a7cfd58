// Median and ninetieth of a spread in steps: the middle of the step in which that share of the cases is
// reached. The error is at most half a step, about an eighth of the value. Pure.
import { timeOfStep } from '../../cases/server/public.ts';

export interface StepCount {
  readonly step: number;
  readonly cases: number;
}

/** `share`: 0.5 for the median. Milliseconds; 0 where nothing was counted. */
export function quantileOf(steps: readonly StepCount[], share: number): number {
  const sorted = [...steps].sort((a, b) => a.step - b.step);
  const all = sorted.reduce((sum, { cases }) => sum + cases, 0);
  let reached = 0;
  for (const { step, cases } of sorted) {
    reached += cases;
    if (cases > 0 && reached >= all * share) return (timeOfStep(step) + timeOfStep(step + 1)) / 2;
  }
  return 0;
}
