// change.expire: the days of a proposal are over and nobody decided; what it would have done is forgotten.
// It forgets all that are over, so that one whose timer was never set goes with the next.
import type { TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { forgetExpired } from './queries.ts';

export const PROPOSAL_EXPIRES = 'change.expire';

export const changesJobs: readonly TimerHandler[] = [
  { kind: PROPOSAL_EXPIRES, handle: (tx) => forgetExpired(tx) },
];
