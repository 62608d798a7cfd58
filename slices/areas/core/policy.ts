// Who may do what with areas. Boundaries decide whose a case is, so only a district's administrator changes
// them; reading them is public, since citizens must see who serves them.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const areasPolicy: readonly PolicyRow[] = [
  {
    operation: 'area.import',
    who: ['administrator'],
    scope: 'own_area',
    why: 'a new tree of a district is prepared by its administrator',
  },
  {
    operation: 'area.check',
    who: ['administrator'],
    scope: 'own_area',
    why: 'whoever imports must see what is wrong with it',
  },
  {
    operation: 'area.draft',
    who: ['administrator'],
    scope: 'own_area',
    why: 'a draft moves no case; who may bring it into force is asked when it is published',
  },
  {
    operation: 'area.publish',
    who: ['administrator'],
    scope: 'own_area',
    why: 'publication moves every later case to the new boundaries',
  },
  {
    operation: 'area.change_layers',
    who: ['administrator'],
    scope: 'own_area',
    why: 'a professional layer moves no case; what it changes is on record',
  },
  {
    operation: 'area.read_layers',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'whoever works must know whose police grid or no-entry zone a place lies in',
  },
  { operation: 'area.read', who: ['public'], scope: 'anywhere', why: 'administrative boundaries are public' },
  {
    operation: 'area.locate',
    who: ['public'],
    scope: 'anywhere',
    why: 'a citizen who reports must learn which grid serves the place',
  },
];
