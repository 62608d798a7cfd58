// Counting goes on behind the cases: whatever happened in one, its facts are made again from its steps.
import { SECOND } from '../../../kernel/duration.ts';
import type { Subscriber } from '../../../platform/server/events/event.ts';
import { CASE_EVENT_KINDS } from '../../cases/core/contract.ts';
import { foldCases } from './fold-cases.ts';

/** Nobody judges the last quarter of a minute: those who write go first, and a case that is accepted and
 *  dispatched at once is counted once. */
const REST_MS = 15 * SECOND;
/** A page of events is a tenth of a second of work. A storm of an hour is counted within the next. */
const PACE_MS = SECOND;

export const evaluationSubscribers: readonly Subscriber[] = [
  {
    name: 'evaluation',
    kinds: CASE_EVENT_KINDS,
    restMs: REST_MS,
    paceMs: PACE_MS,
    handle: (tx, events) =>
      foldCases(
        tx,
        events.flatMap(({ caseId }) => caseId ?? []),
      ),
  },
];
