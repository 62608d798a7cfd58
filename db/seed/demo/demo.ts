// The whole demo district from one seed: places, things, units, people. Pure and quick (well under a second).
import { type DemoComponent, makeComponents } from './components.ts';
import { type DemoPlaces, makePlaces } from './district.ts';
import { type DemoUnit, makeUnits } from './organisation.ts';
import { type DemoPerson, makePeople } from './people.ts';

/** Chosen by looking at the maps of a dozen seeds. */
export const DEMO_SEED = 12;

export interface DemoDistrict {
  readonly seed: number;
  readonly places: DemoPlaces;
  readonly components: readonly DemoComponent[];
  readonly units: readonly DemoUnit[];
  readonly people: readonly DemoPerson[];
}

export function makeDemoDistrict(seed = DEMO_SEED): DemoDistrict {
  const places = makePlaces(seed);
  const units = makeUnits(seed, places);
  return {
    seed,
    places,
    units,
    components: makeComponents(seed, places),
    people: makePeople(seed, places, units),
  };
}
