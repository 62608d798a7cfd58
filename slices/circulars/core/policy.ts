// Who drafts, issues and reads circulars. Issuing names units in public: that is a leader's act.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const circularsPolicy: readonly PolicyRow[] = [
  {
    operation: 'circular.read',
    who: ['leader', 'dispatcher', 'analyst', 'administrator'],
    scope: 'own_area',
    why: 'Whoever answers for an area reads its circulars and drafts.',
  },
  {
    operation: 'circular.read',
    who: ['unit_head', 'handler'],
    scope: 'own_unit',
    why: 'A unit reads the issued circulars that name it.',
  },
  {
    operation: 'circular.draft',
    who: ['leader', 'dispatcher', 'analyst'],
    scope: 'own_area',
    why: 'Whoever works in the centre of an area prepares its circulars.',
  },
  {
    operation: 'circular.issue',
    who: ['leader'],
    scope: 'own_area',
    why: 'A circular names units before all others: a leader of the area answers for it.',
  },
];
