// Who reads and who changes a city's own words.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const wordingPolicy: readonly PolicyRow[] = [
  {
    operation: 'wording.read',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'every form offers them; no person stands in them',
  },
  {
    operation: 'wording.change',
    who: ['administrator'],
    scope: 'own_area',
    why: 'a district’s forms speak its own language; the target is the district, so a street may not',
  },
];
