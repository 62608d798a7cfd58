// Plain numbered SQL files, forward only. Each file runs in one transaction with the row that records it;
// a file that changed after it ran is an error, never a silent difference.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from './connection.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** One word for the whole set: caches of migrated stores are named by it. */
export const migrationsFingerprint = (migrations: readonly Migration[]): string =>
  createHash('sha256')
    .update(migrations.map((m) => `${m.name} ${m.checksum}`).join('\n'))
    .digest('hex')
    .slice(0, 16);

const LOCK_KEY = 7_316_052;
/** An index over a million rows takes longer than any statement of the product may. */
const UNHURRIED = 'set local statement_timeout = 0;';

/** A repair of rows that a later migration leaves to a job is named there, `-- In place of <file>` on a line
 *  of its own, and no longer run by a store that has not run it: a million rows hold up nobody's start. */
const IN_PLACE_OF = /^-- In place of (\d{4}_[a-z0-9_]+\.sql)$/gm;

const replacedBy = (migrations: readonly Migration[]): ReadonlySet<string | undefined> =>
  new Set(migrations.flatMap(({ sql }) => [...sql.matchAll(IN_PLACE_OF)].map(([, name]) => name)));

/** Runs what has not run yet, in order; returns the names. Two servers starting at once take turns. */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  onProgress: (name: string) => void = () => undefined,
): Promise<string[]> {
  await connection.query('select pg_advisory_lock($1)', [LOCK_KEY]);
  try {
    await connection.script(
      `create table if not exists migration (
         name text primary key, checksum text not null, ran_at timestamptz not null default now())`,
    );
    const done = await connection.query('select name, checksum from migration');
    const ran = new Map(done.rows.map((row) => [row.name as string, row.checksum as string]));
    const names: string[] = [];
    const replaced = replacedBy(migrations);
    for (const migration of migrations) {
      const before = ran.get(migration.name);
      if (before === migration.checksum) continue;
      if (before !== undefined) {
        throw new Error(`${migration.name} has changed since it ran: write a new migration instead`);
      }
      onProgress(migration.name);
      const { name, checksum } = migration;
      const sql = replaced.has(name) ? '' : migration.sql;
      const record = `insert into migration (name, checksum) values ('${name}', '${checksum}')`;
      await connection
        .script(`begin;\n${UNHURRIED}\n${sql}\n;${record};\ncommit;`)
        .catch(async (error: Error) => {
          await connection.script('rollback');
          throw new Error(`${migration.name}: ${error.message}`, { cause: error });
        });
      names.push(migration.name);
    }
    return names;
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [LOCK_KEY]);
  }
}
