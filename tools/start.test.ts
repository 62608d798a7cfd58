// `npm start` in a folder whose packages are lent from another one: it must never install there.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
const at = (...path: string[]): string => join(folder, ...path);

/** A checkout, the packages of another one, and an npm that only notes that it was asked. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridloop-start-'));
  for (const name of ['own/tools', 'other', 'bin']) mkdirSync(at(name), { recursive: true });
  copyFileSync(join(import.meta.dirname, 'start.mjs'), at('own/tools/start.mjs'));
  writeFileSync(at('own/package-lock.json'), '{}');
  writeFileSync(at('bin/npm'), `#!/bin/sh\ntouch ${at('asked')}\nexit 3\n`);
  chmodSync(at('bin/npm'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = () => {
  const env = { ...process.env, PATH: `${at('bin')}:${process.env['PATH']}` };
  const asked = [at('own/tools/start.mjs')];
  const { status, stderr } = spawnSync(process.execPath, asked, { env, encoding: 'utf8' });
  return { status, stderr, isInstalled: existsSync(at('asked')) };
};

test('packages behind a link are left alone, and it says what to do', () => {
  symlinkSync(at('other'), at('own/node_modules'));
  const { status, stderr, isInstalled } = start();
  expect({ status, isInstalled }).toEqual({ status: 1, isInstalled: false });
  expect(stderr).toContain('rm node_modules');
});

test('a link to nowhere is not followed either', () => {
  symlinkSync(at('gone'), at('own/node_modules'));
  expect(start()).toMatchObject({ status: 1, isInstalled: false });
});

test('packages of its own, or none yet, are installed', () => {
  expect(start()).toMatchObject({ status: 3, isInstalled: true });
});
