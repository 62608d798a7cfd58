// The store that is measured: a clone of a filled district. Filling it takes minutes, so the filled one is
// kept as a template under a name that changes with the migrations and with how it is filled.
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Clock, systemClock } from '../platform/server/clock/clock.ts';
import { aesCipher } from '../platform/server/crypto/aes-cipher.ts';
import { openDatabase } from '../platform/server/db/database.ts';
import { MIGRATIONS_FOLDER } from '../platform/server/db/folders.ts';
import { migrate, migrationsFingerprint, readMigrations } from '../platform/server/db/migrate.ts';
import { postgresEngine } from '../platform/server/db/postgres-engine.ts';
import type { Cluster } from '../platform/server/db/private-cluster.ts';
import type { Database } from '../platform/server/db/tx.ts';
import { uuidV7 } from '../kernel/id.ts';
import { existsDatabase, withSql } from './cluster.ts';
import { fillCases } from './fill-cases.ts';
import { fillDistrict } from './fill-district.ts';

/** Only sealed fields need it, and nothing here is anybody's. */
export const BENCH_KEY = '11'.repeat(32);

export interface Filling {
  readonly cases: number;
  readonly components: number;
}

export function openBenchDatabase(url: string, clock: Clock = systemClock): Database {
  const random = (bytes: number) => randomBytes(bytes);
  return openDatabase({
    engine: postgresEngine({ connectionString: url, maxConnections: 4, onIdleError: () => undefined }),
    clock,
    ids: { next: () => uuidV7(clock.now(), random(10)) },
    random,
    cipher: aesCipher(Buffer.from(BENCH_KEY, 'hex')),
  });
}

async function fill(url: string, filling: Filling, say: (words: string) => void): Promise<void> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER);
  const database = openBenchDatabase(url);
  try {
    await database.withConnection((connection) => migrate(connection, migrations));
    const staff = await fillDistrict(database, filling.components, say);
    await fillCases(database, staff, filling.cases, say);
  } finally {
    await database.close();
  }
  await withSql(url, (sql) => sql.script('vacuum analyze'));
}

async function templateName(filling: Filling): Promise<string> {
  const texts = await Promise.all(
    ['fill-district.ts', 'fill-cases.ts', 'lattice.ts'].map((name) =>
      readFile(new URL(name, import.meta.url), 'utf8'),
    ),
  );
  const parts = [
    migrationsFingerprint(await readMigrations(MIGRATIONS_FOLDER)),
    JSON.stringify(filling),
    ...texts,
  ];
  return `filled_${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}`;
}

/** Open cases age: a template older than a day is filled again, so that their clocks are what they were
 *  meant. */
async function isStale(url: string, now: number): Promise<boolean> {
  const [row] = await withSql(url, (sql) => sql.rows('select max(created_at) as newest from case_file'));
  return now - Number(row?.newest) > 2 * 86_400_000;
}

/** The address of a fresh clone. */
export async function prepareStore(
  cluster: Cluster,
  filling: Filling,
  say: (words: string) => void,
): Promise<string> {
  const template = await templateName(filling);
  const admin = cluster.url('postgres');
  const drop = (name: string) =>
    withSql(admin, (sql) => sql.script(`drop database if exists ${name} with (force)`));
  if (
    (await existsDatabase(cluster, template)) &&
    (await isStale(cluster.url(template), systemClock.now()))
  ) {
    await drop(template);
  }
  if (!(await existsDatabase(cluster, template))) {
    await drop('filling');
    await withSql(admin, (sql) => sql.script('create database filling'));
    await fill(cluster.url('filling'), filling, say);
    await withSql(admin, (sql) => sql.script(`alter database filling rename to ${template}`));
  }
  await drop('bench');
  await withSql(admin, (sql) => sql.script(`create database bench template ${template} strategy file_copy`));
  return cluster.url('bench');
}
