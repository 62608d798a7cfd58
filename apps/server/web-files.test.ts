// Addresses as a browser asks for them: screens, the icon, and links that lead nowhere.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { addWebFiles } from './web-files.ts';

const app = testApp(testDatabase());
const folder = mkdtempSync(join(tmpdir(), 'gridloop-web-'));
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const SCRIPT = `console.log('${'field '.repeat(100)}')`;
const get = (url: string, headers: Record<string, string> = BROWSER) =>
  app.mounted.app.inject({ url, headers });

beforeAll(async () => {
  cpSync(join(ROOT_FOLDER, 'apps', 'public'), folder, { recursive: true });
  for (const shell of ['command', 'field', 'portal']) {
    mkdirSync(join(folder, shell), { recursive: true });
    writeFileSync(join(folder, shell, 'index.html'), `the shell ${shell}`);
  }
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'field-1a2b3c.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'field-1a2b3c.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'field', 'service-worker.js'), SCRIPT);
  await addWebFiles(app.mounted.app, folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('each shell answers for its own addresses, and the bare address is the portal', async () => {
  expect((await get('/')).body).toBe('the shell portal');
  expect((await get('/command/cases/7')).body).toBe('the shell command');
  expect((await get('/field/todo?q=1')).body).toBe('the shell field');
});

test('the phone opens below the address that its worker governs', async () => {
  const reply = await get('/field?from=push');
  expect([reply.statusCode, reply.headers.location]).toEqual([308, '/field/?from=push']);
});

test('the phone’s worker and pages are asked again, an icon after a day, hashed files never', async () => {
  const cached = async (url: string) => (await get(url)).headers['cache-control'];
  expect(await cached('/field/service-worker.js')).toBe('no-cache');
  expect(await cached('/field/')).toBe('no-cache');
  expect(await cached('/assets/field-1a2b3c.js')).toBe('public, max-age=31536000, immutable');
  expect(await cached('/icons/gridloop.svg')).toBe('public, max-age=86400');
  expect((await get('/field/service-worker.js')).headers['content-type']).toMatch(/javascript/);
});

test('a browser that reads brotli gets the small form, others the plain one, under one address', async () => {
  const small = await app.mounted.app.inject({
    url: '/assets/field-1a2b3c.js',
    headers: { 'accept-encoding': 'gzip, deflate, br' },
  });
  expect([small.headers['content-encoding'], small.headers.vary]).toEqual(['br', 'accept-encoding']);
  expect(small.headers['cache-control']).toMatch(/immutable/);
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe(SCRIPT);
  expect((await get('/assets/field-1a2b3c.js')).body).toBe(SCRIPT);
  expect((await get('/assets/field-1a2b3c.js.br')).statusCode).toBe(404);
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
