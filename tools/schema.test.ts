// The described schema is the migrated one: whoever adds a migration runs `npm run db:types`, and two who add
// one at the same time meet in db/HEAD.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { MIGRATIONS_FOLDER, ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { describeSchema } from './generate-columns.ts';

const read = (name: string) => readFileSync(join(ROOT_FOLDER, 'db', name), 'utf8');
const names = readdirSync(MIGRATIONS_FOLDER).sort();
let fresh = { columns: '', schema: '' };
beforeAll(async () => {
  fresh = await describeSchema();
}, 120_000);

test('db/columns.ts is what the migrations make (else: npm run db:types)', () => {
  expect(read('columns.ts')).toBe(fresh.columns);
});

test('db/schema.sql is what the migrations make (else: npm run db:types)', () => {
  expect(read('schema.sql')).toBe(fresh.schema);
});

test('db/HEAD names the newest migration, and every migration has a number of its own', () => {
  expect(read('HEAD').trim()).toBe(names.at(-1));
  expect(names.filter((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name))).toEqual([]);
  const numbers = names.map((name) => name.slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
});
