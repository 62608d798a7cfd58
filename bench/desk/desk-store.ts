// A district with a million cases behind it, for the desk: filled once, kept between runs, and brought up to
// date by the server that starts over it. It is never cloned: a run adds its own cases to the pile, as days
// do.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER } from '../../platform/server/db/folders.ts';
import { migrate, readMigrations } from '../../platform/server/db/migrate.ts';
import { type Cluster, startPrivateCluster } from '../../platform/server/db/private-cluster.ts';
import { BENCH_FOLDER, existsDatabase, SETTINGS, withSql } from '../cluster.ts';
import { fillCases } from '../fill-cases.ts';
import { fillDistrict } from '../fill-district.ts';
import { openBenchDatabase } from '../prepare.ts';

const COMPONENTS = 2_000;
const FILLED_BY = ['../fill-district.ts', '../fill-cases.ts', '../lattice.ts'];

/** A cluster of its own, so that it can be filled while something else is measured. */
export const startDeskCluster = (): Promise<Cluster> =>
  startPrivateCluster({ folder: join(BENCH_FOLDER, 'desk-postgres'), settings: SETTINGS });

async function nameFor(cases: number): Promise<string> {
  const texts = await Promise.all(FILLED_BY.map((name) => readFile(new URL(name, import.meta.url), 'utf8')));
  const digest = createHash('sha256')
    .update([cases, ...texts].join('\n'))
    .digest('hex');
  return `desk_${digest.slice(0, 16)}`;
}

async function migrateStore(url: string): Promise<void> {
  const database = openBenchDatabase(url);
  try {
    const migrations = await readMigrations(MIGRATIONS_FOLDER);
    await database.withConnection((connection) => migrate(connection, migrations));
  } finally {
    await database.close();
  }
}

async function fill(url: string, cases: number, say: (words: string) => void): Promise<void> {
  await migrateStore(url);
  const database = openBenchDatabase(url);
  try {
    const staff = await fillDistrict(database, COMPONENTS, say);
    await fillCases(database, staff, cases, say);
  } finally {
    await database.close();
  }
  await withSql(url, (sql) => sql.script('vacuum analyze'));
}

/** The address of the filled store; filling a million takes a quarter of an hour, once. */
export async function prepareDeskStore(
  cluster: Cluster,
  cases: number,
  say: (words: string) => void,
): Promise<string> {
  const name = await nameFor(cases);
  const admin = cluster.url('postgres');
  if (!(await existsDatabase(cluster, name))) {
    await withSql(admin, (sql) => sql.script('drop database if exists desk_filling with (force)'));
    await withSql(admin, (sql) => sql.script('create database desk_filling'));
    await fill(cluster.url('desk_filling'), cases, say);
    await withSql(admin, (sql) => sql.script(`alter database desk_filling rename to ${name}`));
  }
  await migrateStore(cluster.url(name));
  return cluster.url(name);
}
