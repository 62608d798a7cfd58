// Where the product's own files lie, from source and from the built bundle alike.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'db', 'HEAD'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the folder db/ with HEAD was not found above the program');
    folder = parent;
  }
  return folder;
}

export const ROOT_FOLDER = findRoot();
export const MIGRATIONS_FOLDER = join(ROOT_FOLDER, 'db', 'migrations');
