// npm run chaos:shift: the district's shift in virtual time, from one seed: every officer's phone with the
// app's own outbox against the real application, with everything that goes wrong on the way. The same code
// as e2e/field/shift.test.ts. Arguments only.
import { runJourney } from './chaos/as-command.ts';

runJourney({
  usage: `npm run chaos:shift -- [--officers 411] [--reports 30] [--seed N]
    411 officers with 30 reports of two photos each take some minutes on an idle machine`,
  test: 'e2e/field/shift.test.ts',
  sizes: {
    officers: { variable: 'GRIDLOOP_SHIFT_OFFICERS', usual: 411 },
    reports: { variable: 'GRIDLOOP_SHIFT_REPORTS', usual: 30 },
    seed: { variable: 'GRIDLOOP_SHIFT_SEED', usual: undefined },
  },
  more: ['--disable-console-intercept'],
});
