// Two processes on one embedded store lose data: the lock must hold against whoever comes, and give way to
// whoever was only left behind by a crash.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { lockStore, StoreLockedError } from './store-lock.ts';

const folders: string[] = [];
const freshFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridloop-lock-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const NO_PROCESS = '4194304 1';

test('whoever comes second is told who is there, until the first has left', () => {
  const folder = freshFolder();
  const release = lockStore(folder);
  expect(() => lockStore(folder)).toThrow(StoreLockedError);
  expect(() => lockStore(folder)).toThrow(`process ${process.pid}`);
  release();
  lockStore(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['a process that is gone', NO_PROCESS],
  ['an older process under this number', `${process.pid} 1`],
  ['a machine that failed while it was written', ''],
])('a lock of %s does not hold', (_, left) => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'store.lock'), left);
  const release = lockStore(folder);
  expect(readFileSync(join(folder, 'store.lock'), 'utf8')).toContain(String(process.pid));
  release();
  expect(readdirSync(folder)).toEqual([]);
});

/** Takes the lock in a process of its own and keeps it while the others try. */
function tryElsewhere(folder: string): Promise<string> {
  const room = JSON.stringify(new URL('./store-lock.ts', import.meta.url).href);
  const code = `import(${room})
    .then(({ lockStore }) => lockStore(${JSON.stringify(folder)}))
    .then(() => { console.log('took'); setTimeout(() => {}, 4000); })
    .catch((error) => console.log(error.name));`;
  const args = ['--import', 'tsx', '-e', code];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve) => {
    child.stdout.once('data', (words: Buffer) => resolve(words.toString().trim()));
  });
}

test('of five processes that find a dead lock at once, one takes it', async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'store.lock'), NO_PROCESS);
  const told = await Promise.all(Array.from({ length: 5 }, () => tryElsewhere(folder)));
  expect(told.filter((words) => words === 'took')).toHaveLength(1);
  expect(told.filter((words) => words === 'StoreLockedError')).toHaveLength(4);
}, 60_000);
