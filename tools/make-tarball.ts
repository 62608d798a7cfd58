// Part of the build: a migrated empty embedded store as a tarball, so that a first start takes two seconds
// instead of ten. Made again only when a migration changed.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER, ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { migrate, migrationsFingerprint, readMigrations } from '../platform/server/db/migrate.ts';
import { pgliteEngine } from '../platform/server/db/pglite-engine.ts';

const migrations = await readMigrations(MIGRATIONS_FOLDER);
const file = join(ROOT_FOLDER, 'dist', `store-${migrationsFingerprint(migrations)}.tar.gz`);
if (!existsSync(file)) {
  const engine = await pgliteEngine({});
  const connection = await engine.acquire();
  await migrate(connection, migrations);
  engine.release(connection);
  await mkdir(join(ROOT_FOLDER, 'dist'), { recursive: true });
  await writeFile(file, await engine.dump());
  await engine.close();
}
