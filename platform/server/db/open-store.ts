// Chooses and opens the store: DATABASE_URL, a private PostgreSQL cluster, or the embedded one.
// Migrates it before anyone may use it. What lies in the data folder is locked for this process.
import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Engine } from './connection.ts';
import { MIGRATIONS_FOLDER, ROOT_FOLDER } from './folders.ts';
import { migrate, migrationsFingerprint, readMigrations } from './migrate.ts';
import { pgliteEngine } from './pglite-engine.ts';
import { postgresEngine } from './postgres-engine.ts';
import { startPrivateCluster } from './private-cluster.ts';
import { lockStore } from './store-lock.ts';

export interface OpenStore {
  readonly engine: Engine;
  readonly words: string;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly config: Config;
  readonly onIdleError: (error: Error) => void;
  readonly onProgress: (words: string) => void;
}

const overUrl = (url: string, options: StoreOptions): Engine =>
  postgresEngine({
    connectionString: url,
    maxConnections: options.config.poolSize,
    onIdleError: options.onIdleError,
  });

async function createDatabase(url: string, name: string): Promise<void> {
  const engine = postgresEngine({ connectionString: url, maxConnections: 1, onIdleError: () => undefined });
  const connection = await engine.acquire();
  const found = await connection.query('select 1 from pg_database where datname = $1', [name]);
  if (found.rows.length === 0) await connection.script(`create database ${name}`);
  engine.release(connection);
  await engine.close();
}

/** A cluster of our own in the data folder, with the product's database in it. */
export async function openPrivateCluster(
  config: Config,
  onProgress: StoreOptions['onProgress'],
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  onProgress(`a private PostgreSQL cluster in ${config.dataDir}/postgres`);
  mkdirSync(config.dataDir, { recursive: true });
  // Whoever starts the cluster stops it: a second one on the same data would take it away from the first.
  const unlock = lockStore(config.dataDir);
  const cluster = await startPrivateCluster({ folder: join(config.dataDir, 'postgres') }).catch(
    (error: unknown) => {
      unlock();
      throw error;
    },
  );
  await createDatabase(cluster.url('postgres'), 'gridloop');
  const stop = async () => {
    await cluster.stop();
    unlock();
  };
  return { url: cluster.url('gridloop'), stop };
}

async function openPrivate(options: StoreOptions): Promise<OpenStore> {
  const cluster = await openPrivateCluster(options.config, options.onProgress);
  const engine = overUrl(cluster.url, options);
  const close = async () => {
    await engine.close();
    await cluster.stop();
  };
  return { engine, words: `PostgreSQL, private cluster in ${options.config.dataDir}/postgres`, close };
}

/** A tarball of a migrated empty store, made by the build, cuts the first start from ten seconds to two. */
async function shippedTarball(): Promise<Uint8Array | undefined> {
  const fingerprint = migrationsFingerprint(await readMigrations(MIGRATIONS_FOLDER));
  return readFile(join(ROOT_FOLDER, 'dist', `store-${fingerprint}.tar.gz`)).catch(() => undefined);
}

async function openEmbedded(options: StoreOptions): Promise<OpenStore> {
  const folder = join(options.config.dataDir, 'store');
  const unlock = lockStore(options.config.dataDir);
  const isNew = !existsSync(join(folder, 'PG_VERSION'));
  if (isNew) options.onProgress('making the embedded store');
  const tarball = isNew ? await shippedTarball() : undefined;
  const engine = await pgliteEngine({ dataDir: folder, ...(tarball ? { tarball } : {}) });
  const close = async () => {
    await engine.close();
    unlock();
  };
  return { engine, words: `embedded store in ${folder} (not safe against power loss)`, close };
}

export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { store, dataDir } = options.config;
  mkdirSync(dataDir, { recursive: true });
  const opened =
    store.kind === 'url'
      ? await overExisting(store.url, options)
      : store.kind === 'postgres'
        ? await openPrivate(options)
        : await openEmbedded(options);
  const connection = await opened.engine.acquire();
  try {
    await migrate(connection, await readMigrations(MIGRATIONS_FOLDER), (name) =>
      options.onProgress(`migrating: ${name}`),
    );
  } finally {
    opened.engine.release(connection);
  }
  return opened;
}

async function overExisting(url: string, options: StoreOptions): Promise<OpenStore> {
  const engine = overUrl(url, options);
  const shown = new URL(url);
  return { engine, words: `PostgreSQL at ${shown.host}${shown.pathname}`, close: () => engine.close() };
}
