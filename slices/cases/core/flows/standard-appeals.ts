// Overdue appeals in the standard flow: asked by the unit after the end, decided by two people of the centre.
import type { Edge } from '../flow.ts';
import * as f from './standard-fields.ts';

export const appealing: readonly Edge[] = [
  {
    action: 'appeal', zh: '超时申诉', en: 'appeal against overdue', event: 'case.appealed', from: ['closed'],
    to: 'same', who: ['unit'], carries: f.REASON, clock: 'keep', holder: 'none', asks: 'appeal',
    guards: ['wasLate', 'appealedOnce', 'appealWindow'], effects: ['appeal'], visibility: 'internal',
    reason: 'A storm or a locked gate is nobody’s neglect: the unit says so once, while it is fresh.',
  },
  {
    action: 'review_appeal', zh: '申诉初审', en: 'review an overdue appeal', event: 'case.appeal_reviewed',
    from: ['closed'], to: 'same', who: ['centre', 'centre_leader'], carries: f.JUDGED, clock: 'keep',
    holder: 'none', answers: 'appeal', asks: 'appeal_second', isByAnother: true, ifYes: 'isGranted',
    guards: ['notTheHandler', 'noSaysWhy'], visibility: 'internal',
    reason: 'The first of two who decide: a yes asks the second, a no ends it with its reason.',
  },
  {
    action: 'confirm_appeal', zh: '申诉复核', en: 'confirm an overdue appeal', event: 'case.appeal_decided',
    from: ['closed'], to: 'same', who: ['centre', 'centre_leader'], carries: f.JUDGED, clock: 'keep',
    holder: 'none', answers: 'appeal_second', isByAnother: true, ifYes: 'isGranted',
    guards: ['notTheAppellant', 'notTheHandler', 'noSaysWhy'], effects: ['grantAppeal'],
    visibility: 'internal',
    reason: 'Two yeses exempt the case from scores. That it was late stays written.',
  },
];
