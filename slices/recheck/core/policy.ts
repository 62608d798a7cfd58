// Who plans samples and reads what they found, and who looks again.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const recheckPolicy: readonly PolicyRow[] = [
  {
    operation: 'recheck.supervise',
    who: ['leader', 'analyst'],
    unitKinds: ['centre'],
    scope: 'own_area',
    why: 'Whoever answers for an area sees what samples found there; of the own unit’s work not before.',
  },
  {
    operation: 'recheck.plan',
    who: ['leader', 'analyst'],
    unitKinds: ['centre'],
    scope: 'own_area',
    why: 'How much is looked at again is decided where the figures are answered for.',
  },
  {
    operation: 'recheck.do',
    who: ['inspector'],
    scope: 'own_area',
    why: 'Inspectors look again, unannounced; never at their own work nor at that of their unit.',
  },
];
