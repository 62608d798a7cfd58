// What leaves the scores and stays on record. An overdue appeal that was granted exempts its whole case: the
// history says so by a step of its own. Which steps those are is data: another flow, another name. Pure.
import { type CountedCase, standingSteps } from './counted-case.ts';

/** Answers that exempt a case, where they were a yes. */
const EXEMPTING = ['answer_overdue_appeal'];

export const isExemptByHistory = (file: CountedCase): boolean =>
  standingSteps(file).some(({ action, isGranted }) => isGranted && EXEMPTING.includes(action));
