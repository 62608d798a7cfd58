// `npm run dev`: every address of a screen loads its shell, however deep it lies, as the built app does.
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';

let server: ViteDevServer;
let base: string;

beforeAll(async () => {
  server = await createServer({
    configFile: join(ROOT_FOLDER, 'vite.config.ts'),
    root: join(ROOT_FOLDER, 'apps'),
    logLevel: 'error',
    // Only pages and their first scripts are asked for: nothing is made ready, watched or sent on.
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, ws: false, proxy: {} },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no address');
  base = `http://127.0.0.1:${address.port}`;
});
afterAll(() => server.close());

/** The scripts that a page at this address asks for, as a browser resolves them. */
async function scriptsAt(path: string): Promise<URL[]> {
  const page = await (await fetch(base + path, { headers: { accept: 'text/html' } })).text();
  return [...page.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src = '']) => new URL(src, base + path));
}

test.each([
  '/',
  '/portal/track',
  '/command',
  '/command/cases/019a0000-0000-7000-8000-000000000001',
  '/field/',
  '/field/cases/019a0000-0000-7000-8000-000000000001?act=claim',
  '/field/figures/open',
  '/wall/screens/1',
])('in development %s loads all its scripts', async (path) => {
  const scripts = await scriptsAt(path);
  expect(scripts.some(({ pathname }) => /\/(?:main\.tsx|start\.ts)$/.test(pathname))).toBe(true);
  for (const script of scripts) {
    const reply = await fetch(script);
    expect(`${script.pathname} ${reply.status} ${reply.headers.get('content-type')}`).toMatch(
      / 200 (?:text|application)\/javascript/,
    );
  }
});
