// Timers were written: told is the soonest due time, so that the runners of this process sleep no longer than
// that. Those of other processes see it at their next poll, at most a second later.
import type { Instant } from '../../../kernel/instant.ts';
import { makeWake } from '../clock/wake.ts';

export const { announce: announceTimers, onAnnounced: onTimersAnnounced } = makeWake<[dueAt: Instant]>();
