// Who may read the record of changes, and who may be the second person of a change.
import type { PolicyRow, Role } from '../../../kernel/rights.ts';

const DECIDERS: readonly Role[] = ['administrator', 'leader'];

export const changesPolicy: readonly PolicyRow[] = [
  {
    operation: 'change.list',
    who: ['administrator', 'leader', 'analyst'],
    scope: 'own_area',
    why: 'whoever answers for an area, or examines it, must see who changed what in it',
  },
  {
    operation: 'change.list_proposals',
    who: DECIDERS,
    scope: 'own_area',
    why: 'what waits for a second person must be in front of those who can be it, and of its proposer',
  },
  {
    operation: 'change.decide',
    who: DECIDERS,
    scope: 'own_area',
    why:
      'a leader is second where there is one administrator; the store itself holds that it is ' +
      'another person',
  },
  {
    operation: 'change.withdraw',
    who: ['administrator'],
    scope: 'own_area',
    why: 'whoever proposed may think better of it; the operation checks that it is the proposer',
  },
];
