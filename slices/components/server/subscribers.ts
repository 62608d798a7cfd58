// What components do when another slice has done something: new boundaries move things into other grids, a
// matter that is solved makes its thing whole again.
import type { Subscriber } from '../../../platform/server/events/event.ts';
import { mendConditions } from './mend-condition.ts';
import { relocateComponents } from './relocate-components.ts';

export const componentsSubscribers: readonly Subscriber[] = [
  {
    name: 'components.relocate',
    kinds: ['areas.published'],
    handle: async (tx, events) => {
      for (const districtId of new Set(events.map((event) => event.districtId))) {
        await relocateComponents(tx, districtId);
      }
    },
  },
  { name: 'components.mend_condition', kinds: ['case.closed'], handle: mendConditions },
];
