// Who may read a board. Its numbers are of whole areas, so only roles that may read every case there have it.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const supervisionPolicy: readonly PolicyRow[] = [
  {
    operation: 'supervision.board',
    who: ['leader', 'dispatcher', 'analyst', 'administrator'],
    scope: 'own_area',
    why: 'Whoever leads, dispatches or judges an area sees what is late there and who loses time.',
  },
];
