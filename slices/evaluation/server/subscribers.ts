// Counting goes on behind the cases: whatever happened in one, its facts are made again from its steps.
import type { Subscriber } from '../../../platform/server/events/event.ts';
import { CASE_EVENT_KINDS } from '../../cases/core/contract.ts';
import { foldCases } from './fold-cases.ts';

export const evaluationSubscribers: readonly Subscriber[] = [
  {
    name: 'evaluation',
    kinds: CASE_EVENT_KINDS,
    handle: (tx, events) =>
      foldCases(
        tx,
        events.flatMap(({ caseId }) => caseId ?? []),
      ),
  },
];
