// The edge by which a unit that is closed leaves its cases to another (docs/decisions/0011-successors.md).
// Data with a reason, no code.
import type { Edge } from '../flow.ts';
import { TAKE_OVER } from './standard-fields.ts';

export const succession: readonly Edge[] = [
  {
    action: 'take_over', zh: '机构调整转办', en: 'transfer by reorganisation', event: 'case.taken_over',
    from: 'open', to: 'same', who: ['system'], carries: TAKE_OVER, clock: 'keep', holder: 'keep',
    effects: ['takeOver'], visibility: 'public', isAutomatic: true,
    reason: 'A unit goes, its matters stay: whoever takes over goes on where it stood, in the same time.',
  },
];
