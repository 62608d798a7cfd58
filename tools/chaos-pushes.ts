// npm run chaos:pushes: the ladders and the chains of tellings of some hundred cases, with three servers that
// are killed and whose clocks step, from one seed. The same code as tools/chaos/killed-climbs.test.ts, for
// longer. Arguments only.
import { runJourney } from './chaos/as-command.ts';

runJourney({
  usage: `npm run chaos:pushes -- [--cases 400] [--rounds 96] [--seed N]
    400 cases, 1,200 rungs and 96 rounds take some minutes`,
  test: 'tools/chaos/killed-climbs.test.ts',
  project: 'tools',
  sizes: {
    cases: { variable: 'GRIDLOOP_CLIMB_CASES', usual: 400 },
    rounds: { variable: 'GRIDLOOP_CLIMB_ROUNDS', usual: 96 },
    seed: { variable: 'GRIDLOOP_CLIMB_SEED', usual: undefined },
  },
  more: ['--disable-console-intercept'],
});
