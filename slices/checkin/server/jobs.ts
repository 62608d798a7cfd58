// check_in.forget: 30 days after its end a task's entries, and who looked at them, are deleted. Effect and
// timer are one transaction: it happens once however many servers run, and after a stop of any length.
import type { TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { deleteEntries } from './queries.ts';

export const FORGET_TIMER = 'check_in.forget';

export const checkinJobs: readonly TimerHandler[] = [
  { kind: FORGET_TIMER, handle: (tx, timer) => deleteEntries(tx, timer.key) },
];
