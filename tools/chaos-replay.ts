// npm run chaos: replays reports through the built server while it is killed with SIGKILL at random
// moments, on both stores, and reads afterwards whether every acknowledged report is there once. Arguments
// and a table only.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { findPostgresBinaries } from '../platform/server/db/private-cluster.ts';
import { ArgumentError, countOf, readArguments } from './arguments.ts';
import { chaosInput } from './chaos/input.ts';
import type { StoreName } from './chaos/killable-server.ts';
import { type ChaosResult, isSound, runChaos } from './chaos/run-chaos.ts';

const USAGE = `npm run chaos -- [--store pglite|postgres|both] [--kills 10] [--letters 2000] [--seed N]
    [--data FOLDER] [--source]
  --data    keeps the stores under this folder (it must be empty); else they are made and removed in a
            temporary one
  --source  runs the server from its source instead of building it first`;

const DEFAULTS = { kills: 10, letters: 2_000, seed: 20_260_805 } as const;

function storesOf(word: string): readonly StoreName[] {
  if (word === 'pglite' || word === 'postgres') return [word];
  if (word !== 'both') throw new ArgumentError(`--store is ${word}: give pglite, postgres or both`);
  if (findPostgresBinaries()) return ['pglite', 'postgres'];
  console.log('skipped: postgres (not installed here: apt-get install postgresql postgresql-15-postgis-3)');
  return ['pglite'];
}

function build(): void {
  const built = spawnSync('npm', ['run', '--silent', 'build:server'], {
    cwd: ROOT_FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0)
    throw new ArgumentError('the server can’t be built: mend what is told above, or use --source');
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function tell(result: ChaosResult): string[] {
  const line = (words: string, value: string | number) => `  ${words.padEnd(42)} ${value}`;
  const faults = [
    ['missing', result.missing],
    ['not acknowledged to anyone', result.surplus],
    ['uneven steps or events', result.uneven],
    ['broken history', result.brokenHistories],
  ] as const;
  const perSecond = (result.acknowledged * 1000) / result.elapsedMs;
  const longest = Math.round(Math.max(0, ...result.restartsMs));
  return [
    `${result.store}: ${isSound(result) ? 'sound' : 'NOT SOUND'} (seed ${result.seed})`,
    line('kills of the server', result.deaths),
    ...(result.store === 'postgres' ? [line('  of these with the database', result.deathsOfDatabase)] : []),
    line('restart, median and longest', `${Math.round(median(result.restartsMs))} ms, ${longest} ms`),
    line('rows', result.rows),
    line('refused with a reason', result.refused),
    line('unaccounted for', result.unaccounted),
    line('acknowledged', result.acknowledged),
    line('in the store', result.inStore),
    ...faults.map(([words, list]) =>
      line(words, `${list.length}${list.length > 0 ? `: ${list.slice(0, 5).join(', ')}` : ''}`),
    ),
    line('steps in histories that verify', result.steps),
    line('sent again for want of an answer', result.retries),
    line('time, reports a second', `${(result.elapsedMs / 1000).toFixed(1)} s, ${perSecond.toFixed(0)}`),
  ];
}

/** A folder that the database's own user may pass through, where this runs as root. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gridloop-chaos-'));
  chmodSync(folder, 0o755);
  return folder;
}

async function run(args: readonly string[]): Promise<number> {
  const { flags } = readArguments(args, {
    values: ['store', 'kills', 'letters', 'seed', 'data'],
    switches: ['source', 'help'],
  });
  if (flags.has('help')) throw new ArgumentError(USAGE);
  const stores = storesOf(flags.get('store') ?? 'both');
  const isFromSource = flags.has('source');
  if (!isFromSource) build();
  const kept = flags.get('data');
  const base = kept === undefined ? temporaryFolder() : resolve(kept);
  const input = chaosInput(countOf(flags, 'letters') ?? DEFAULTS.letters);
  const seed = countOf(flags, 'seed') ?? DEFAULTS.seed;
  const kills = countOf(flags, 'kills') ?? DEFAULTS.kills;
  const onProgress = (words: string) => console.log(`· ${words}`);
  let isWhole = true;
  for (const store of stores) {
    const dataDir = join(base, store);
    const result = await runChaos({ store, dataDir, seed, kills, input, isFromSource, onProgress });
    for (const told of tell(result)) console.log(told);
    isWhole &&= isSound(result);
  }
  // What went wrong is kept for looking at.
  if (kept === undefined && isWhole) rmSync(base, { recursive: true, force: true });
  else console.log(`the stores are kept in ${base}`);
  return isWhole ? 0 : 1;
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error instanceof ArgumentError ? error.message : error);
    process.exit(2);
  },
);
