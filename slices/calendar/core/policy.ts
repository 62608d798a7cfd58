// Who may read and change working calendars.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const calendarPolicy: readonly PolicyRow[] = [
  {
    operation: 'calendar.read',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'everyone whose work has a time limit may see how it is counted',
  },
  {
    operation: 'calendar.add_exception',
    who: ['administrator'],
    scope: 'own_area',
    why: 'a closed or an extra working day moves every deadline of the district',
  },
  {
    operation: 'calendar.remove_exception',
    who: ['administrator'],
    scope: 'own_area',
    why: 'taking an exception back moves the same deadlines again',
  },
  {
    operation: 'calendar.load_year',
    who: ['administrator'],
    scope: 'own_area',
    why: 'the State Council announces next year’s holidays each November, and work limits need them',
  },
];
