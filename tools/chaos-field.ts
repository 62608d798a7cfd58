// npm run chaos:field: a phone in a cellar at full size: reports with two photos each are made through the
// screen without a network while the app is killed with SIGKILL, then sent while it is killed again; and once
// more with answers lost and pieces doubled. The same code as e2e/outbox-kill.test.ts. Arguments only.
import { runJourney } from './chaos/as-command.ts';

runJourney({
  usage: `npm run chaos:field -- [--reports 60] [--kills 10] [--seed N]
    needs the built screens: npm run build:web (or GRIDLOOP_WEB=FOLDER)`,
  test: 'e2e/outbox-kill.test.ts',
  sizes: {
    reports: { variable: 'GRIDLOOP_KILL_REPORTS', usual: 60 },
    kills: { variable: 'GRIDLOOP_KILLS', usual: 10 },
    seed: { variable: 'GRIDLOOP_KILL_SEED', usual: 20_260_805 },
  },
});
