// A page whose first script only waits for the first paint names in its head what comes next, so that it is
// fetched meanwhile: modules preloaded, styles linked. And it names the files of every screen (`<meta
// name="gridloop-screens">`): the first script fetches those of the address at hand.
import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite';

type Chunk = Rollup.OutputChunk;

/** What the first script reads: `screens` has places in `files`, by the path of the screen. */
export interface ScreenFiles {
  readonly files: readonly string[];
  readonly screens: Readonly<Record<string, readonly number[]>>;
}

export interface EarlyScreen {
  readonly path: string;
  /** Of its module, as the table of routes imports it: `../../slices/intake/web/field-screen.tsx`. */
  readonly module: string;
}

const ROW = /path: '([^']+)'[^}]*?(?:\{[^}]*\}[^}]*?)?import\('([^']+)'\)/g;

/** The rows of a shell's routes.ts; throws where one could not be read. */
export function screensIn(routes: string): readonly EarlyScreen[] {
  const found = [...routes.matchAll(ROW)].map(([, path = '', module = '']) => ({ path, module }));
  const wanted = routes.split("path: '").length - 1;
  if (found.length !== wanted) throw new Error(`${wanted} routes, but ${found.length} could be read`);
  return found;
}

function chunksWith(start: Chunk, bundle: Rollup.OutputBundle): Chunk[] {
  const reached = new Set([start]);
  for (const chunk of reached) {
    for (const name of chunk.imports) {
      const next = bundle[name];
      if (next?.type === 'chunk') reached.add(next);
    }
  }
  return [...reached];
}

const tag = (rel: string, file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel, crossorigin: true, href: `/${file}` },
  injectTo: 'head',
});

const stylesOf = (chunks: readonly Chunk[]): string[] => [
  ...new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])])),
];

const filesOf = (chunks: readonly Chunk[]): string[] => [
  ...chunks.map(({ fileName }) => fileName),
  ...stylesOf(chunks),
];

function told(screens: readonly { path: string; files: readonly string[] }[]): ScreenFiles {
  const files = [...new Set(screens.flatMap((one) => one.files))];
  const placed = screens.map((one) => [one.path, one.files.map((file) => files.indexOf(file))]);
  return { files: files.map((file) => `/${file}`), screens: Object.fromEntries(placed) };
}

/** `app`: the end of the path of the module that is imported after the first paint. */
export function earlyChunks(app: string, screens: readonly EarlyScreen[]): Plugin {
  return {
    name: 'gridloop-early-chunks',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunkOf = (end: string): Chunk | undefined =>
          Object.values(bundle).find(
            (one): one is Chunk => one.type === 'chunk' && one.moduleIds.some((id) => id.endsWith(end)),
          );
        const start = chunkOf(app);
        if (!start) return [];
        const chunks = chunksWith(start, bundle);
        const later = screens.map(({ path, module }) => {
          const screen = chunkOf(module.replace(/^[./]+/, '/'));
          if (!screen) throw new Error(`${module} was not built`);
          return {
            path,
            files: filesOf(chunksWith(screen, bundle).filter((one) => !chunks.includes(one))),
          };
        });
        return [
          ...chunks
            .filter(({ fileName }) => !html.includes(fileName))
            .map(({ fileName }) => tag('modulepreload', fileName)),
          ...stylesOf(chunks).map((file) => tag('stylesheet', file)),
          {
            tag: 'meta',
            attrs: { name: 'gridloop-screens', content: JSON.stringify(told(later)) },
            injectTo: 'head',
          },
        ];
      },
    },
  };
}
