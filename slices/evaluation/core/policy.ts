// Who may read figures, publish them, contest them. A person's figures are that person's first; whoever else
// looks at them is on record.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const evaluationPolicy: readonly PolicyRow[] = [
  {
    operation: 'evaluation.read',
    who: ['leader', 'dispatcher', 'analyst', 'administrator'],
    scope: 'own_area',
    why: 'Whoever answers for an area, or judges it, sees its figures and the cases behind each.',
  },
  {
    operation: 'evaluation.own',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'Everyone sees their own figures, a head those of the own unit; the operation asks whose they are.',
  },
  {
    operation: 'evaluation.look',
    who: ['leader', 'analyst'],
    scope: 'own_area',
    why: 'Whoever judges work in an area may look at one person’s figures, for a reason that is on record.',
  },
  {
    operation: 'evaluation.look',
    who: ['unit_head'],
    scope: 'own_unit',
    why: 'A head may look at the figures of a person of the unit, for a reason that is on record.',
  },
  {
    operation: 'evaluation.publish',
    who: ['leader', 'analyst'],
    scope: 'own_area',
    why: 'Whoever judges an area publishes its figures, and from then on they stay.',
  },
  {
    operation: 'evaluation.edit',
    who: ['leader', 'analyst', 'administrator'],
    scope: 'own_area',
    why: 'An area sets its own bands and weights, from today on, with a second person and a source.',
  },
  {
    operation: 'evaluation.contest',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'Whoever is judged may say that it is wrong; the operation asks whether it is their own score.',
  },
  {
    operation: 'evaluation.answer',
    who: ['leader', 'analyst'],
    scope: 'own_area',
    why: 'Whoever judges an area answers for its judgement; never to themselves.',
  },
];
