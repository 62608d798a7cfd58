// A journey of e2e/, or a test of here, as a command of its own: at the size that its arguments say, which it
// reads from the environment. Ends the process with the journey's own status.
import { spawnSync } from 'node:child_process';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';
import { ArgumentError, countOf, readArguments } from '../arguments.ts';

export interface JourneyCommand {
  readonly usage: string;
  readonly test: string;
  /** Of the test run; left out: e2e. */
  readonly project?: string;
  /** The variable that each argument sets, and what it is where the argument is left out; undefined: unset.
   *  */
  readonly sizes: Readonly<Record<string, { readonly variable: string; readonly usual: number | undefined }>>;
  readonly more?: readonly string[];
}

function run(command: JourneyCommand, args: readonly string[]): number {
  const { usage, test, project = 'e2e', sizes, more = [] } = command;
  const { flags } = readArguments(args, { values: Object.keys(sizes), switches: ['help'] });
  if (flags.has('help')) throw new ArgumentError(usage);
  const asked = Object.entries(sizes).flatMap(([name, { variable, usual }]) => {
    const size = countOf(flags, name) ?? usual;
    return size === undefined ? [] : [[variable, String(size)] as const];
  });
  const { status } = spawnSync('npx', ['vitest', 'run', '--project', project, test, ...more], {
    cwd: ROOT_FOLDER,
    stdio: 'inherit',
    env: { ...process.env, ...Object.fromEntries(asked) },
  });
  return status ?? 1;
}

export function runJourney(command: JourneyCommand): void {
  try {
    process.exitCode = run(command, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    console.error(error.message === command.usage ? command.usage : `${error.message}\n${command.usage}`);
    process.exitCode = 2;
  }
}
