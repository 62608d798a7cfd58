// Who may ask what before a matter is filed, and who may compare cases that are filed already.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const intakePolicy: readonly PolicyRow[] = [
  {
    operation: 'intake.likely_same',
    who: ['public'],
    scope: 'anywhere',
    why: 'whoever is about to report is shown what is there already: kind, distance, age, state, no words',
  },
  {
    operation: 'intake.suggest_item',
    who: ['public'],
    scope: 'anywhere',
    why: 'the list of items is public, and a citizen need not know its names',
  },
  {
    operation: 'intake.compare',
    who: ['dispatcher', 'leader', 'clerk', 'grid_head', 'inspector'],
    scope: 'own_area',
    why: 'who triages or checks a report in the area must see which cases it may repeat, with the words of ' +
      'those they may open',
  },
];
