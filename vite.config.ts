// Builds the four shells (command, field, portal, wall) into dist/web, and serves them in development with
// the API behind the same origin. Nothing here may need inline scripts or styles: the CSP forbids both.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import {
  type BuildEnvironment,
  type Connect,
  defineConfig,
  type EnvironmentOptions,
  type Plugin,
  type ViteBuilder,
} from 'vite';
import { version } from './package.json' with { type: 'json' };
import { CONTENT_SECURITY } from './platform/server/http/security-headers.ts';
import { layCompressedBeside } from './tools/vite/compressed-files.ts';
import { earlyChunks, screensIn } from './tools/vite/early-chunks.ts';
import { writeFieldWorker } from './tools/vite/field-worker.ts';
import { inPieces, type Piece } from './tools/vite/pieces.ts';

const SHELLS = ['command', 'field', 'portal', 'wall'] as const;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const api = `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`;

const FIELD_ROUTES = readFileSync(here('./apps/field/routes.ts'), 'utf8');
const field = (name: string): string => here(`./apps/field/${name}.tsx`);
const cases = (name: string): string => here(`./slices/cases/web/${name}.tsx`);
const intake = (name: string): string => here(`./slices/intake/web/${name}.tsx`);

/** What the phone's first script needs itself. */
const FIELD_FIRST = /preload-helper|rolldown|\/web\/(?:api\/early|router\/match)\.ts|platform\/protocol\.ts/;
const REPORT = intake('field-screen');
const PLACING = ['field-scan', 'place-list', 'place-map'].map(intake);
const notices = (name: string): string => here(`./slices/notices/web/${name}.tsx`);
const CHECK_IN = here('./slices/checkin/web/field-check-in.tsx');
const LIGHT = [field('notices'), notices('urgent-strip'), CHECK_IN];
const SHARING = [REPORT, field('me'), cases('field-todo'), ...LIGHT];
/** Questions page by page, and many at once: only screens of cases ask so. */
const OF_LISTS = /@tanstack\/.*\/(?:infinite|queriesObserver|useQueries|useInfinite)/;
const OF_CASES = [
  ...['red', 'todo', 'figures', 'figure-list', 'grid', 'map'].map((name) => cases(`field-${name}`)),
  field('case'),
  field('pushes'),
];

/** The app; what any two homes or light screens share, so that these don't fetch what is of cases; what the
 *  report and its later parts share; what screens of cases share; the shift. Each screen is one more file. */
const FIELD_PIECES: readonly Piece[] = [
  { name: 'app', of: [field('main')], sharedBy: 1, without: OF_LISTS },
  { name: 'shared', of: SHARING, sharedBy: 2, without: OF_LISTS },
  { name: 'report', of: [REPORT, ...PLACING], sharedBy: 2, with: REPORT, without: OF_LISTS },
  { name: 'cases', of: OF_CASES, sharedBy: 3 },
  { name: 'shift', of: [cases('field-todo'), field('case'), field('live')], sharedBy: 2 },
];

/** A deep link such as /command/cases/7 opens the shell that owns it; `/` opens the portal. */
const openShell: Connect.NextHandleFunction = (request, _reply, next) => {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const last = path.slice(path.lastIndexOf('/') + 1);
  const shell =
    path === '/' ? 'portal' : SHELLS.find((name) => path === `/${name}` || path.startsWith(`/${name}/`));
  if (shell !== undefined && !last.includes('.')) request.url = `/${shell}/index.html`;
  next();
};

const shellFallback: Plugin = {
  name: 'gridloop-shell-fallback',
  configureServer: (server) => void server.middlewares.use(openShell),
  configurePreviewServer: (server) => void server.middlewares.use(openShell),
};

const shellBuild = (shell: (typeof SHELLS)[number], isFirst: boolean): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    emptyOutDir: isFirst,
    copyPublicDir: isFirst,
    manifest: `.vite/${shell}.json`,
    rolldownOptions: {
      input: { [shell]: here(`./apps/${shell}/index.html`) },
      ...(shell === 'field' ? { output: inPieces(FIELD_FIRST, FIELD_PIECES) } : {}),
    },
  },
});

function theEnvironment(builder: ViteBuilder, name: string): BuildEnvironment {
  const found = builder.environments[name];
  if (!found) throw new Error(`no build of the shell ${name}`);
  return found;
}

export default defineConfig(({ command }) => ({
  // Under vitest without its own config the tests of the whole repository are the root.
  root: here(process.env['VITEST'] === undefined ? './apps' : '.'),
  publicDir: here('./apps/public'),
  appType: 'mpa',
  define: { 'import.meta.env.VITE_APP_VERSION': JSON.stringify(version) },
  plugins: [react(), shellFallback, earlyChunks('apps/field/main.tsx', screensIn(FIELD_ROUTES))],
  server: {
    port: 5173,
    fs: { allow: [here('.')] },
    proxy: { '/api': api, '/openapi.json': api, '/health': api },
  },
  // What the server sends in production, so that a forbidden inline style is seen before release.
  preview: {
    port: 4173,
    headers: { 'content-security-policy': CONTENT_SECURITY },
    proxy: { '/api': api, '/openapi.json': api, '/health': api },
  },
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    // Small files as data: URLs would save requests but break `font-src`/`style-src` rules one by one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // A build per shell: nobody opens two, and files shared by three come as thirty small ones, each a round
  // trip on a bad line.
  environments:
    command === 'build'
      ? Object.fromEntries(SHELLS.map((shell, index) => [shell, shellBuild(shell, index === 0)]))
      : {},
  builder: {
    async buildApp(builder) {
      for (const shell of SHELLS) await builder.build(theEnvironment(builder, shell));
      const folder = resolve(builder.config.root, builder.config.build.outDir);
      await writeFieldWorker(here('./apps/field/service-worker.ts'), folder);
      await layCompressedBeside(folder);
    },
  },
  worker: { format: 'es' },
}));
