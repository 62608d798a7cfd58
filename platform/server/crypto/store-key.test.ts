// A store and its master key belong together; a wrong start must stop before anything is sealed.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../db/test-database.ts';
import { openStoreCipher } from './store-key.ts';

const store = testDatabase();
const dirs: string[] = [];
const freshDir = () => {
  const dir = mkdtempSync(join(tmpdir(), 'gridloop-key-'));
  dirs.push(dir);
  return dir;
};
afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true });
});

const open = (dataDir: string, configured?: string) =>
  store.database.withConnection((connection) =>
    openStoreCipher(connection, { dataDir, configured }, store.clock.now()),
  );

test('a new store gets a key, and opens what was sealed under it at every later start', async () => {
  const dataDir = freshDir();
  const sealed = (await open(dataDir)).seal('13812345678');
  expect((await open(dataDir)).open(sealed)).toBe('13812345678');
});

test('a server that has lost the key does not start, and makes no new one beside the old data', async () => {
  const empty = freshDir();
  await expect(open(empty)).rejects.toThrow('a master key that is not here');
  expect(readdirSync(empty)).toEqual([]);
});

test('a server with another key does not start', async () => {
  await expect(open(freshDir(), '0a'.repeat(32))).rejects.toThrow('another master key');
});
