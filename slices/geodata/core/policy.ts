// Who may read what a district has opened, and who opens it.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const geodataPolicy: readonly PolicyRow[] = [
  {
    operation: 'geodata.read',
    who: ['public'],
    scope: 'anywhere',
    why: 'open data is for everybody; what is not opened is not there',
  },
  {
    operation: 'geodata.open',
    who: ['administrator'],
    scope: 'own_area',
    why: 'what a district gives to the world is decided in the district, by somebody with a name',
  },
];
