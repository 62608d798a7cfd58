// What components do when another slice has done something: new boundaries move things into other grids.
import type { Subscriber } from '../../../platform/server/events/event.ts';
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
];
