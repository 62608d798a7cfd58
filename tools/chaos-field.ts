// npm run chaos:field: a phone in a cellar at full size: reports with two photos each are made through the
// screen without a network while the app is killed with SIGKILL, then sent while it is killed again; and once
// more with answers lost and pieces doubled. The same code as e2e/outbox-kill.test.ts. Arguments only.
import { spawnSync } from 'node:child_process';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { ArgumentError, countOf, readArguments } from './arguments.ts';

const USAGE = `npm run chaos:field -- [--reports 60] [--kills 10] [--seed N]
    needs the built screens: npm run build:web (or GRIDLOOP_WEB=FOLDER)`;

function run(args: readonly string[]): number {
  const { flags } = readArguments(args, { values: ['reports', 'kills', 'seed'], switches: ['help'] });
  if (flags.has('help')) throw new ArgumentError(USAGE);
  const sizes = {
    GRIDLOOP_KILL_REPORTS: String(countOf(flags, 'reports') ?? 60),
    GRIDLOOP_KILLS: String(countOf(flags, 'kills') ?? 10),
    GRIDLOOP_KILL_SEED: String(countOf(flags, 'seed') ?? 20_260_805),
  };
  const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'e2e', 'e2e/outbox-kill.test.ts'], {
    cwd: ROOT_FOLDER,
    stdio: 'inherit',
    env: { ...process.env, ...sizes },
  });
  return status ?? 1;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ArgumentError)) throw error;
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
