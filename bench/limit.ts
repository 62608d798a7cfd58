// What PostgreSQL alone can do on this machine, by pgbench over the scripts in limit/: the figure to which
// ours is compared, from the same run on the same cluster.
import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgresBinaries, type Cluster } from '../platform/server/db/private-cluster.ts';
import { BENCH_FOLDER, existsDatabase, withSql } from './cluster.ts';
import { type Round, roundOf } from './stats.ts';

const run = promisify(execFile);
const FOLDER = new URL('./limit/', import.meta.url).pathname;
const DATABASE = 'lim';

export type LimitName = 'intake1' | 'intake' | 'get' | 'list';

/** Made anew for each run, so that one run's rows do not slow the next one's. */
export async function makeLimitDatabase(cluster: Cluster, cases: number): Promise<void> {
  const bin = findPostgresBinaries() ?? '';
  if (await existsDatabase(cluster, DATABASE)) {
    await withSql(cluster.url('postgres'), (sql) => sql.script(`drop database ${DATABASE} with (force)`));
  }
  await withSql(cluster.url('postgres'), (sql) => sql.script(`create database ${DATABASE}`));
  await run(join(bin, 'psql'), [
    '-X',
    '-q',
    '-v',
    `n=${cases}`,
    '-f',
    join(FOLDER, 'schema.sql'),
    cluster.url(DATABASE),
  ]);
}

export async function runLimit(
  cluster: Cluster,
  name: LimitName,
  load: { readonly clients: number; readonly seconds: number },
): Promise<Round> {
  const bin = findPostgresBinaries() ?? '';
  const prefix = `pgbench-${name}`;
  const { stdout } = await run(
    join(bin, 'pgbench'),
    [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(load.clients),
      '-j',
      '1',
      '-T',
      String(load.seconds),
      '-l',
      `--log-prefix=${prefix}`,
      '-f',
      join(FOLDER, `${name}.pgbench`),
      cluster.url(DATABASE),
    ],
    { cwd: BENCH_FOLDER },
  );
  const rate = Number(/^tps = ([0-9.]+)/m.exec(stdout)?.[1]);
  const failed = Number(/^number of failed transactions: (\d+)/m.exec(stdout)?.[1] ?? 0);
  const latencies: number[] = [];
  for (const file of (await readdir(BENCH_FOLDER)).filter((one) => one.startsWith(`${prefix}.`))) {
    const path = join(BENCH_FOLDER, file);
    for (const line of (await readFile(path, 'utf8')).split('\n')) {
      if (line) latencies.push(Number(line.split(' ')[2]) / 1_000);
    }
    await rm(path);
  }
  // pgbench's own rate leaves out the time to connect.
  return { ...roundOf(latencies, failed, latencies.length / rate) };
}
