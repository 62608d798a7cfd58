// npm run chaos:shift: the district's shift in virtual time, from one seed: every officer's phone with the
// app's own outbox against the real application, with everything that goes wrong on the way. The same code
// as e2e/field/shift.test.ts. Arguments only.
import { spawnSync } from 'node:child_process';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { ArgumentError, countOf, readArguments } from './arguments.ts';

const USAGE = `npm run chaos:shift -- [--officers 411] [--reports 30] [--seed N]
    411 officers with 30 reports of two photos each take some minutes on an idle machine`;

function run(args: readonly string[]): number {
  const { flags } = readArguments(args, { values: ['officers', 'reports', 'seed'], switches: ['help'] });
  if (flags.has('help')) throw new ArgumentError(USAGE);
  const seed = countOf(flags, 'seed');
  const sizes = {
    GRIDLOOP_SHIFT_OFFICERS: String(countOf(flags, 'officers') ?? 411),
    GRIDLOOP_SHIFT_REPORTS: String(countOf(flags, 'reports') ?? 30),
    ...(seed === undefined ? {} : { GRIDLOOP_SHIFT_SEED: String(seed) }),
  };
  const command = ['vitest', 'run', '--project', 'e2e', 'e2e/field/shift.test.ts'];
  const { status } = spawnSync('npx', [...command, '--disable-console-intercept'], {
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
  console.error(error.message);
  process.exitCode = 2;
}
