// A district with a million cases behind it, for the desk: filled once, kept between runs, and brought up to
// date by the server that starts over it. It is never cloned: a run adds its own cases to the pile, as days
// do.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER } from '../../platform/server/db/folders.ts';
import { migrate, readMigrations } from '../../platform/server/db/migrate.ts';
import { type Cluster, startPrivateCluster } from '../../platform/server/db/private-cluster.ts';
import { BENCH_FOLDER, existsDatabase, SETTINGS, type Sql, withSql } from '../cluster.ts';
import { fillCases } from '../fill-cases.ts';
import { fillDistrict } from '../fill-district.ts';
import { openBenchDatabase } from '../prepare.ts';
import { copyCases } from './copy-cases.ts';

const COMPONENTS = 2_000;
/** Played one by one; what is asked for beyond them are copies. */
const MOST_PLAYED = 50_000;
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

async function copyUpTo(sql: Sql, cases: number, say: (words: string) => void): Promise<void> {
  const [row] = await sql.rows('select count(*)::int as total from case_file');
  const played = Number(row?.['total']);
  for (let copy = 1, left = cases - played; left > 0; copy += 1, left -= played) {
    say(`${left} more are copied`);
    await copyCases(sql, copy, Math.min(left, played));
  }
}

async function fill(url: string, cases: number, say: (words: string) => void): Promise<void> {
  await migrateStore(url);
  const database = openBenchDatabase(url);
  try {
    const staff = await fillDistrict(database, COMPONENTS, say);
    await fillCases(database, staff, Math.min(cases, MOST_PLAYED), say);
  } finally {
    await database.close();
  }
  await withSql(url, (sql) => copyUpTo(sql, cases, say));
  await withSql(url, (sql) => sql.script('vacuum analyze'));
}

/** A migration that changed while it was being written: a kept store is thrown away, and nothing else is. */
const isOutdated = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('has changed since it ran');

/** The address of the filled store; filling a million takes minutes, once. */
export async function prepareDeskStore(
  cluster: Cluster,
  cases: number,
  say: (words: string) => void,
): Promise<string> {
  const name = await nameFor(cases);
  const admin = cluster.url('postgres');
  const drop = (one: string) =>
    withSql(admin, (sql) => sql.script(`drop database if exists ${one} with (force)`));
  if (await existsDatabase(cluster, name)) {
    await migrateStore(cluster.url(name)).catch(async (error: unknown) => {
      if (!isOutdated(error)) throw error;
      await drop(name);
    });
  }
  if (!(await existsDatabase(cluster, name))) {
    await drop('desk_filling');
    await withSql(admin, (sql) => sql.script('create database desk_filling'));
    await fill(cluster.url('desk_filling'), cases, say);
    await withSql(admin, (sql) => sql.script(`alter database desk_filling rename to ${name}`));
  }
  return cluster.url(name);
}
