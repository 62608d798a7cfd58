// Whether the units that were sent have spoken with whoever reported, in time: each by its last sending, on
// the day of that limit. A unit that gave the case away before its limit, and had not reached anybody yet,
// owes nothing for it; nor does anybody where nobody can be reached, or wants to be. Pure.
import type { CountedCase, CountedStep } from './counted-case.ts';
import { type Tally, unitSubject } from './tally.ts';
import { workers } from './work.ts';

export function countResponses(to: Tally, file: CountedCase, steps: readonly CountedStep[]): void {
  if (file.isForceClosed) return;
  const before = workers(steps);
  const last = new Map<string, { readonly dueAt: number; readonly index: number }>();
  for (const [index, { respondBy, holderUnitId }] of steps.entries()) {
    if (respondBy !== null && holderUnitId !== null) last.set(holderUnitId, { dueAt: respondBy, index });
  }
  for (const [unitId, { dueAt, index }] of last) {
    const reached = steps.find((step, n) => step.isReached && before[n] === unitId);
    const left = steps.find((_, n) => n > index && before[n + 1] !== unitId);
    if (!reached && left && left.at <= dueAt) continue;
    const subject = unitSubject(unitId);
    to.add(subject, 'to_respond', dueAt);
    if (reached) to.add(subject, 'responded', dueAt);
    if (reached && reached.at <= dueAt) to.add(subject, 'responded_in_time', dueAt);
  }
}
