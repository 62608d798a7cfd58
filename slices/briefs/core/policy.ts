// Who reads, issues and schedules briefs. A brief tells of a whole area, so only roles that may read every
// case there have it.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const briefsPolicy: readonly PolicyRow[] = [
  {
    operation: 'brief.read',
    who: ['leader', 'dispatcher', 'analyst', 'administrator'],
    scope: 'own_area',
    why: 'Whoever answers for an area reads its briefs, and the cases behind every figure in them.',
  },
  {
    operation: 'brief.issue',
    who: ['leader', 'dispatcher', 'analyst'],
    scope: 'own_area',
    why: 'Whoever works in the centre of an area issues its brief; from then on it stays as it was written.',
  },
  {
    operation: 'brief.plan',
    who: ['leader', 'administrator'],
    scope: 'own_area',
    why: 'Whoever leads an area, or keeps its settings, says when its briefs are written by themselves.',
  },
];
