// Who may see and change who is on call, when it is quiet, and the links to calendars.
import { type PolicyRow, ROLES } from '../../../kernel/rights.ts';

export const dutyPolicy: readonly PolicyRow[] = [
  {
    operation: 'duty.read',
    who: ROLES,
    scope: 'own_unit',
    why: 'whoever works in a unit sees who of it is on call',
  },
  {
    operation: 'duty.read',
    who: ['administrator', 'dispatcher', 'leader'],
    scope: 'own_area',
    why: 'whoever sends work and pushes sees whom it will reach',
  },
  {
    operation: 'duty.arrange',
    who: ['unit_head', 'leader'],
    scope: 'own_unit',
    why: 'the head of a unit says who of it is on call',
  },
  {
    operation: 'duty.arrange',
    who: ['administrator'],
    scope: 'own_area',
    why: 'someone must help a unit whose head is away; it is on record who did',
  },
  {
    operation: 'duty.set_quiet',
    who: ['administrator'],
    scope: 'own_area',
    why: 'when people may not be woken is a rule of the area, with a source, and not a unit’s wish',
  },
  {
    operation: 'duty.link_own',
    who: ['anyone_signed_in'],
    scope: 'self',
    why: 'one’s own turns in one’s own calendar',
  },
  {
    operation: 'duty.feed',
    who: ['public'],
    scope: 'anywhere',
    why: 'a calendar program signs in nowhere: the link is the key, 256 random bits, and can be revoked',
  },
];
