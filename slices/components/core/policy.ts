// Who may see and bring in components. What stands in the street is public: a citizen names it in a report.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const componentsPolicy: readonly PolicyRow[] = [
  {
    operation: 'component.read',
    who: ['public'],
    scope: 'anywhere',
    why: 'the plate on a lamp post leads anyone to its card; the card names units, never persons',
  },
  {
    operation: 'component.search',
    who: ['public'],
    scope: 'anywhere',
    why: 'a report names the nearest component of its class',
  },
  {
    operation: 'component.import',
    who: ['administrator'],
    scope: 'own_area',
    why: 'the register decides which unit answers for a thing',
  },
];
