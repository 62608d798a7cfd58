// The durable PostgreSQL of the benchmark: a cluster of its own in the temporary folder, with fsync on and
// the settings under which the limit is measured. It stays between runs, so that a filled district is filled
// once.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresEngine } from '../platform/server/db/postgres-engine.ts';
import { type Cluster, startPrivateCluster } from '../platform/server/db/private-cluster.ts';
import { cpuMs } from './server-process.ts';

export const BENCH_FOLDER = join(tmpdir(), 'gridloop-bench-run');

export const SETTINGS = {
  shared_buffers: '2GB',
  effective_cache_size: '8GB',
  work_mem: '16MB',
  maintenance_work_mem: '512MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
};

const FOLDER = join(BENCH_FOLDER, 'postgres');

export const startBenchCluster = (): Promise<Cluster> =>
  startPrivateCluster({ folder: FOLDER, settings: SETTINGS });

/** Processor time that the store has used so far, in milliseconds. */
export const storeCpuMs = (): number =>
  cpuMs(Number(readFileSync(join(FOLDER, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]));

export interface Sql {
  script(text: string): Promise<void>;
  rows(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

/** One connection for as long as the work takes. */
export async function withSql<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const engine = postgresEngine({ connectionString: url, maxConnections: 1, onIdleError: () => undefined });
  const connection = await engine.acquire();
  // Making a database or analysing one takes longer than any statement of the product may.
  await connection.script('set statement_timeout = 0');
  try {
    return await work({
      script: (text) => connection.script(text),
      rows: async (text, values) => (await connection.query(text, values)).rows,
    });
  } finally {
    engine.release(connection);
    await engine.close();
  }
}

export const existsDatabase = (cluster: Cluster, name: string): Promise<boolean> =>
  withSql(
    cluster.url('postgres'),
    async (sql) => (await sql.rows('select 1 from pg_database where datname = $1', [name])).length > 0,
  );
