// The built screens, served beside the API: three shells, each with its own address. A path inside a shell
// that is no file is a screen of that shell (its router knows it), so it answers with the shell's page.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { addNotFoundPage } from './not-found-page.ts';

const SHELLS = ['command', 'field', 'portal'] as const;
const YEAR_SECONDS = 31_536_000;

/** Asked for by browsers on pages that name no icon, such as the page of the API. */
async function addIcon(app: FastifyInstance, folder: string): Promise<void> {
  const icon = await readFile(join(folder, 'icons', 'gridloop.svg'), 'utf8');
  app.get('/favicon.ico', { schema: { hide: true } }, async (_, response) =>
    response.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(icon),
  );
}

export async function addWebFiles(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) {
    app.log.warn({ folder }, 'no built screens here: run npm run build:web; the API answers all the same');
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (response: { header(name: string, value: string): unknown }, path: string) => {
      // Names under assets/ carry their content's hash; the rest must be asked for again.
      const isHashed = path.includes('/assets/');
      response.header('cache-control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
  const pages = Object.fromEntries(
    await Promise.all(
      SHELLS.map(
        async (shell) => [shell, await readFile(join(folder, shell, 'index.html'), 'utf8')] as const,
      ),
    ),
  ) as Record<(typeof SHELLS)[number], string>;
  const hidden = { schema: { hide: true } };
  for (const shell of SHELLS) {
    const send = async (
      _: unknown,
      response: { type(t: string): { header(k: string, v: string): { send(b: string): unknown } } },
    ) => response.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(pages[shell]);
    app.get(`/${shell}`, hidden, send);
    app.get(`/${shell}/*`, hidden, send);
    if (shell === 'portal') app.get('/', hidden, send);
  }
  await addIcon(app, folder);
  addNotFoundPage(app);
}
