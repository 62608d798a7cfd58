// Addresses as a browser asks for them: screens, the icon, and links that lead nowhere.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { addWebFiles } from './web-files.ts';

const app = testApp(testDatabase());
const folder = mkdtempSync(join(tmpdir(), 'gridloop-web-'));
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const get = (url: string, headers: Record<string, string> = BROWSER) =>
  app.mounted.app.inject({ url, headers });

beforeAll(async () => {
  cpSync(join(ROOT_FOLDER, 'apps', 'public'), folder, { recursive: true });
  for (const shell of ['command', 'field', 'portal']) {
    mkdirSync(join(folder, shell), { recursive: true });
    writeFileSync(join(folder, shell, 'index.html'), `the shell ${shell}`);
  }
  await addWebFiles(app.mounted.app, folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('each shell answers for its own addresses, and the bare address is the portal', async () => {
  expect((await get('/')).body).toBe('the shell portal');
  expect((await get('/command/cases/7')).body).toBe('the shell command');
  expect((await get('/field')).body).toBe('the shell field');
});

test('a link that leads nowhere is told to a reader in words, with the ways back in', async () => {
  const reply = await get('/no/such/page?x=<script>');
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  expect(reply.body).toContain('没有这个页面');
  expect(reply.body).toContain('There is no such page');
  for (const shell of ['portal', 'field', 'command']) expect(reply.body).toContain(`href="/${shell}"`);
  expect(reply.body).not.toContain('no/such');
  const [, style = ''] = /rel="stylesheet" href="([^"]+)"/.exec(reply.body) ?? [];
  expect((await get(style)).headers['content-type']).toMatch(/^text\/css/);
});

test.each([
  ['under /api, even to a browser', '/api/no/such/door', BROWSER],
  ['elsewhere to a program', '/no/such/page', { accept: 'application/json' }],
  ['where nothing is said about what is wanted', '/no/such/page', {}],
])('a problem stays data %s', async (_, url, headers) => {
  const reply = await get(url, headers);
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect([reply.statusCode, reply.json().code]).toEqual([404, 'http.not_found']);
});

test('the icon that browsers ask for by habit is there', async () => {
  const reply = await get('/favicon.ico', { accept: 'image/*' });
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'image/svg+xml']);
  expect(reply.body).toMatch(/^<svg/);
});
