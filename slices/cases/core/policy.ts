// The permission rows of cases: one per action and party, made from the flows, and the few for reading.
// Nothing is granted here that a flow does not say.
import type { PolicyRow } from '../../../kernel/rights.ts';
import { OFFICERS } from '../../people/core/officers.ts';
import { FLOWS } from './flows.ts';
import { rowOf } from './parties.ts';

const acting: readonly PolicyRow[] = FLOWS.flatMap((flow) =>
  flow.edges.flatMap((edge) => edge.who.map((party) => rowOf(`case.${edge.action}`, party, edge.reason))));

const WHOEVER_WORKS =
  'Lists and cases are cut to the reader’s posts by the query itself: areas, units, own reports.';

export const casesPolicy: readonly PolicyRow[] = [
  ...acting,
  { operation: 'case.list', who: ['anyone_signed_in'], scope: 'anywhere', why: WHOEVER_WORKS },
  {
    operation: 'case.export', scope: 'anywhere',
    who: ['dispatcher', 'leader', 'analyst', 'unit_head', 'administrator', 'inspector', 'grid_head', 'clerk',
      'mediator'],
    why: 'Whoever works at a desk takes the list that they see away as a file, and it is kept who did.',
  },
  {
    operation: 'case.list_to_rate', who: [...OFFICERS, 'dispatcher', 'leader'], scope: 'anywhere',
    why: 'Whoever rates from below sees what waits for it; each case asks the flow whether it is theirs.',
  },
  { operation: 'case.read', who: ['anyone_signed_in'], scope: 'anywhere', why: WHOEVER_WORKS },
  { operation: 'case.shift', who: ['anyone_signed_in'], scope: 'anywhere', why: WHOEVER_WORKS },
  {
    operation: 'case.verify_history', who: ['anyone_signed_in'], scope: 'anywhere',
    why: 'Whoever may read a case may check that nobody has altered its history.',
  },
  {
    operation: 'case.figures', who: ['leader', 'dispatcher', 'analyst', 'unit_head', 'administrator'],
    scope: 'own_area',
    why: 'Whoever answers for an area sees its figures, counted from the cases that they may read there.',
  },
  {
    operation: 'case.list_pushes', who: ['leader', 'dispatcher', 'analyst', 'unit_head', 'administrator'],
    scope: 'own_area',
    why: 'Whoever pushes, or answers for an area that is pushed, sees which instructions wait for an answer.',
  },
  {
    operation: 'case.track', who: ['public'], scope: 'anywhere',
    why: 'The public code is the key: 75 random bits, shown to the reporter alone.',
  },
];
