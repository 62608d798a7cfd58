// What leaves the scores and stays on record. An overdue appeal that was granted exempts its whole case: the
// history says so by a step of its own. Which steps those are is data: another flow, another name. Pure.
import { type CountedCase, standingSteps } from './counted-case.ts';

/** A yes to `by` exempts the case, until `until` begins it anew. */
const EXEMPTING = [{ by: 'confirm_appeal', until: 'reopen' }] as const;

export function isExemptByHistory(file: CountedCase): boolean {
  const steps = standingSteps(file);
  return EXEMPTING.some(({ by, until }) => {
    const granted = steps.findLast(({ action, isGranted }) => action === by && isGranted);
    return granted !== undefined && !steps.some(({ action, seq }) => action === until && seq > granted.seq);
  });
}
