// The built screens, served beside the API: four shells, each with its own address. A path inside a shell
// that is no file is a screen of that shell (its router knows it), so it answers with the shell's page.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addNotFoundPage } from './not-found-page.ts';

const SHELLS = ['command', 'field', 'portal', 'wall'] as const;
const YEAR_SECONDS = 31_536_000;
const ICON_CACHED = 'public, max-age=86400';

/** Names under assets/ carry their content's hash, and an icon may be a day behind; the rest must be asked
 *  for again. That holds for the phone's worker above all: a copy kept anywhere would keep its version from
 *  being noticed. */
function cachedAs(path: string): string {
  if (path.includes('/assets/')) return `public, max-age=${YEAR_SECONDS}, immutable`;
  return path.includes('/icons/') ? ICON_CACHED : 'no-cache';
}

/** Asked for by browsers on pages that name no icon, such as the page of the API. */
async function addIcon(app: FastifyInstance, folder: string): Promise<void> {
  const icon = await readFile(join(folder, 'icons', 'gridloop.svg'), 'utf8');
  app.get('/favicon.ico', { schema: { hide: true } }, async (_, response) =>
    response.type('image/svg+xml').header('cache-control', ICON_CACHED).send(icon),
  );
}

const addSlash = (request: FastifyRequest, response: FastifyReply) =>
  response.redirect(request.url.replace(/^\/[^/?]+/, '$&/'), 308);

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
    // The build lays a brotli and a gzip form beside each text file; those are no addresses of their own.
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz'],
    setHeaders: (response: { header(name: string, value: string): unknown }, path: string) => {
      response.header('cache-control', cachedAs(path));
    },
  });
  const hidden = { schema: { hide: true } };
  for (const shell of SHELLS) {
    const send = (_: unknown, response: FastifyReply) => response.sendFile(`${shell}/index.html`);
    // A worker governs addresses below its own folder: without the slash the phone would not open offline.
    app.get(`/${shell}`, hidden, shell === 'field' ? addSlash : send);
    app.get(`/${shell}/*`, hidden, send);
    if (shell === 'portal') app.get('/', hidden, send);
  }
  await addIcon(app, folder);
  addNotFoundPage(app);
}
