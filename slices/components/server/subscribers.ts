// What components do when another slice has done something: new boundaries move things into other grids, a
// case says what is wrong with its thing, or that it is whole again.
import type { Subscriber } from '../../../platform/server/events/event.ts';
import { hearCases } from './hear-cases.ts';
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
  // From the first event on: conditions are made of what cases have said, whenever this server learned to
  // listen.
  { name: 'components.hear_cases', kinds: ['thing.told'], from: 'beginning', handle: hearCases },
];
