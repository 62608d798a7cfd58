// Who may ask what would have been.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const whatifPolicy: readonly PolicyRow[] = [
  {
    operation: 'whatif.run',
    who: ['administrator', 'analyst'],
    scope: 'own_area',
    why: 'whoever drafts lists, grids and calendars, or weighs them, tries them on what has been',
  },
  {
    operation: 'whatif.read',
    who: ['administrator', 'analyst', 'leader'],
    scope: 'own_area',
    why: 'whoever decides on a draft sees what it would have done',
  },
];
