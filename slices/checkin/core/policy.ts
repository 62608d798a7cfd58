// Who may begin a check-in, who may look, who checks in. Nobody may prolong one or look without it being
// kept.
import type { PolicyRow } from '../../../kernel/rights.ts';
import { OFFICERS } from '../../people/core/officers.ts';

const byAdministrator = (operation: string, why: string): PolicyRow => ({
  operation,
  who: ['administrator'],
  scope: 'own_area',
  why,
});

export const checkinPolicy: readonly PolicyRow[] = [
  byAdministrator(
    'check_in.begin',
    'a check-in is an exception for security and emergency work: an administrator of the area answers for it',
  ),
  byAdministrator('check_in.end', 'what an administrator began, one of the same area ends at any time'),
  byAdministrator('check_in.list', 'the tasks of one’s area, running and past, are never hidden from it'),
  byAdministrator('check_in.look', 'the entries are read for the task’s sake, and every look is kept'),
  {
    operation: 'check_in.list_mine',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'everyone may see whether a check-in runs for them, what of them it holds and who has looked',
  },
  {
    operation: 'check_in.check_in',
    who: OFFICERS,
    scope: 'anywhere',
    why: 'officers of the task’s area alone: the task itself says whose posts lie in it',
  },
];
