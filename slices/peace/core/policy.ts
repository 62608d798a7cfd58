// Who may read series and indexes, tell values, define series, and put a scheme in force.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const peacePolicy: readonly PolicyRow[] = [
  {
    operation: 'peace.read',
    who: ['leader', 'dispatcher', 'analyst', 'administrator'],
    scope: 'own_area',
    why: 'whoever answers for an area, or judges it, sees its figures over time and what makes its index',
  },
  {
    operation: 'peace.tell',
    who: ['analyst', 'administrator', 'dispatcher'],
    scope: 'own_area',
    why: 'the centre of an area tells the values of that area; each stays on record with its source',
  },
  {
    operation: 'peace.define',
    who: ['analyst', 'administrator'],
    scope: 'own_area',
    why: 'what is followed over time is decided by whoever judges the district',
  },
  {
    operation: 'peace.publish',
    who: ['leader', 'analyst'],
    scope: 'own_area',
    why: 'whoever judges the district publishes its indexes, and from then on they stay',
  },
  {
    operation: 'peace.simulate',
    who: ['analyst', 'administrator', 'leader'],
    scope: 'own_area',
    why: 'whoever drafts a scheme or decides on it sees what it would have said of the past',
  },
  {
    operation: 'peace.put_in_force',
    who: ['administrator'],
    scope: 'own_area',
    why: 'one proposes by what areas are judged from a month on, and a second person agrees',
  },
];
