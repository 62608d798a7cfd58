// A fresh migrated store for one test file: on PostgreSQL a clone of a template, on the embedded store
// a copy of one tarball. Which of the two is decided by GRIDLOOP_TEST_STORE, set by the test run.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Id, type Ids, uuidV7 } from '../../../kernel/id.ts';
import { FakeClock } from '../clock/fake.ts';
import { fakeCipher } from '../crypto/fake.ts';
import type { Engine } from './connection.ts';
import { openDatabase } from './database.ts';
import { MIGRATIONS_FOLDER, ROOT_FOLDER } from './folders.ts';
import { migrate, migrationsFingerprint, readMigrations } from './migrate.ts';
import { pgliteEngine } from './pglite-engine.ts';
import { postgresEngine } from './postgres-engine.ts';
import { type Cluster, startPrivateCluster } from './private-cluster.ts';
import type { Database } from './tx.ts';

export const CACHE_FOLDER = join(ROOT_FOLDER, 'node_modules', '.cache', 'gridloop');

/** Ids that sort and repeat: the n-th id of a test is the same in every run. */
export class CountingIds implements Ids {
  #count = 0;
  next(): Id {
    this.#count += 1;
    const bytes = new Uint8Array(10);
    new DataView(bytes.buffer).setUint32(6, this.#count);
    return uuidV7(1_700_000_000_000 + this.#count, bytes);
  }
}

export interface TestStore {
  readonly database: Database;
  readonly clock: FakeClock;
  readonly ids: Ids;
  /** For tests that start several servers on one store; PostgreSQL only. */
  readonly url: string | undefined;
}

export const testStoreName = (): 'postgres' | 'pglite' =>
  process.env.GRIDLOOP_TEST_STORE === 'pglite' ? 'pglite' : 'postgres';

/** The one throwaway cluster that all test files of this checkout share. */
export const testCluster = (): Promise<Cluster> =>
  startPrivateCluster({ folder: '/tmp/gridloop-test-postgres', isThrowaway: true });

async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = postgresEngine({ connectionString: url, maxConnections: 1, onIdleError: () => undefined });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

async function runScript(url: string, text: string): Promise<void> {
  await withEngine(url, async (engine) => {
    const connection = await engine.acquire();
    await connection.script(text).finally(() => engine.release(connection));
  });
}

/** Makes the template once for this set of migrations; files that start at once take turns. */
export async function ensureTemplate(cluster: Cluster): Promise<string> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER);
  const name = `template_${migrationsFingerprint(migrations)}`;
  await withEngine(cluster.url('postgres'), async (engine) => {
    const connection = await engine.acquire();
    await connection.query('select pg_advisory_lock(4711)');
    try {
      const found = await connection.query('select 1 from pg_database where datname = $1', [name]);
      if (found.rows.length > 0) return;
      const making = `making_${randomBytes(4).toString('hex')}`;
      await connection.script(`create database ${making} template template0`);
      await withEngine(cluster.url(making), async (inner) => {
        const target = await inner.acquire();
        await migrate(target, migrations).finally(() => inner.release(target));
      });
      await connection.script(`alter database ${making} rename to ${name}`);
    } finally {
      await connection.query('select pg_advisory_unlock(4711)');
      engine.release(connection);
    }
  });
  return name;
}

/** The tarball of a migrated embedded store, made once for this set of migrations. */
export async function ensureTarball(): Promise<Uint8Array> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER);
  const file = join(CACHE_FOLDER, `pglite-${migrationsFingerprint(migrations)}.tar.gz`);
  const cached = await readFile(file).catch(() => undefined);
  if (cached) return cached;
  const engine = await pgliteEngine({});
  const connection = await engine.acquire();
  await migrate(connection, migrations);
  engine.release(connection);
  const tarball = await engine.dump();
  await engine.close();
  await mkdir(CACHE_FOLDER, { recursive: true });
  const partial = `${file}.${process.pid}`;
  await writeFile(partial, tarball);
  await rename(partial, file);
  return tarball;
}

interface Opened {
  readonly engine: Engine;
  readonly url?: string;
  readonly drop: () => Promise<void>;
}

async function openPostgres(): Promise<Opened> {
  const cluster = await testCluster();
  const template = await ensureTemplate(cluster);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runScript(cluster.url('postgres'), `create database ${name} template ${template}`);
  const url = cluster.url(name);
  const engine = postgresEngine({ connectionString: url, maxConnections: 12, onIdleError: () => undefined });
  const drop = () => runScript(cluster.url('postgres'), `drop database if exists ${name} with (force)`);
  return { engine, url, drop };
}

export const DEFAULT_TEST_TIME = '2026-08-05T12:08:00+08:00';

/** Call once at the top of a test file. The store is made before the first test and gone after the last. */
export function testDatabase(startAt: string = DEFAULT_TEST_TIME): TestStore {
  const clock = new FakeClock(startAt);
  const ids = new CountingIds();
  let opened: Opened | undefined;
  let database: Database | undefined;
  beforeAll(async () => {
    opened =
      testStoreName() === 'pglite'
        ? { engine: await pgliteEngine({ tarball: await ensureTarball() }), drop: async () => undefined }
        : await openPostgres();
    database = openDatabase({
      engine: opened.engine,
      clock,
      ids,
      random: (n) => randomBytes(n),
      cipher: fakeCipher,
    });
  }, 120_000);
  afterAll(async () => {
    await database?.close();
    await opened?.drop();
  }, 60_000);
  return {
    get database() {
      if (!database) throw new Error('the test store opens in beforeAll: use it inside a test');
      return database;
    },
    clock,
    ids,
    get url() {
      return opened?.url;
    },
  };
}
