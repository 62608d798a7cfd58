// Speaking with whoever reported (响应), in the standard flow: an act of the unit that was sent, and within
// what time by how bad the matter is. The hours are the hotline's default template (evaluation.md); an item
// may have its own.
import type { Edge, Field, Flow } from '../flow.ts';

/** No number is opened by it: the centre puts a call through, or they meet. */
const RESPOND: readonly Field[] = [
  {
    name: 'way', type: 'code', zh: '联系方式', en: 'how', isRequired: true, isPublic: true,
    options: ['call', 'visit'],
  },
  {
    name: 'isContacted', type: 'boolean', zh: '联系上上报人', en: 'reporter reached', isRequired: true,
    isPublic: true,
  },
  { name: 'words', type: 'text', zh: '说明', en: 'words', isRequired: false },
];

export const responding: readonly Edge[] = [
  {
    action: 'respond', zh: '联系上报人', en: 'speak with the reporter', event: 'case.reporter_contacted',
    from: ['dispatched', 'handling', 'answered', 'verified'], to: 'same',
    who: ['unit', 'holding_person', 'grid_head_for_unit'], carries: RESPOND, clock: 'keep', holder: 'keep',
    guards: ['reporterReachable'], effects: ['noteContact'], visibility: 'public',
    reason: 'Whoever told us hears from whoever settles it, in time; and sees on record that they did.',
  },
];

export const RESPOND_WITHIN: Flow['respondWithin'] = {
  critical: { kind: 'urgent_hours', amount: 2 },
  urgent: { kind: 'urgent_hours', amount: 24 },
  normal: { kind: 'natural_days', amount: 7 },
};
