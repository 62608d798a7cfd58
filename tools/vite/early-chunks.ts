// A page whose first script only waits for the first paint names what comes next in its head, so that
// it is fetched meanwhile: modules preloaded, styles linked; and that comes in one piece, not in thirty.
import type { HtmlTagDescriptor, Plugin, Rolldown, Rollup } from 'vite';

type Chunk = Rollup.OutputChunk;

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

/** `app`, `home`: the ends of the paths of the module imported after the first paint, and of a screen
 *  whose files are only named (`<meta name="gridloop-home">`) for the first script to fetch if wanted. */
export function earlyChunks(app: string, home: string): Plugin {
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
        const [start, screen] = [chunkOf(app), chunkOf(home)];
        if (!start) return [];
        const chunks = chunksWith(start, bundle);
        const later = screen ? chunksWith(screen, bundle).filter((one) => !chunks.includes(one)) : [];
        const names = [...later.map(({ fileName }) => fileName), ...stylesOf(later)];
        return [
          ...chunks
            .filter(({ fileName }) => !html.includes(fileName))
            .map(({ fileName }) => tag('modulepreload', fileName)),
          ...stylesOf(chunks).map((file) => tag('stylesheet', file)),
          {
            tag: 'meta',
            attrs: { name: 'gridloop-home', content: names.map((name) => `/${name}`).join(' ') },
            injectTo: 'head',
          },
        ];
      },
    },
  };
}

/** Shared with the first script, which would otherwise bring all of it along. */
const OF_THE_FIRST = /preload-helper|rolldown|platform\/web\/api\/early\.ts|platform\/protocol\.ts/;

/** Everything that `module` imports at once, all the way, in one chunk. */
export function inOnePiece(module: string): Rolldown.OutputOptions {
  let reached: Set<string> | undefined;
  const reach = (infoOf: (id: string) => { readonly importedIds: readonly string[] } | null): Set<string> => {
    const found = new Set([module]);
    for (const id of found) for (const next of infoOf(id)?.importedIds ?? []) found.add(next);
    return found;
  };
  return {
    codeSplitting: {
      groups: [
        { name: 'first', test: OF_THE_FIRST, priority: 1 },
        {
          name: (id, context) => {
            reached ??= reach((one) => context.getModuleInfo(one));
            return reached.has(id) && !OF_THE_FIRST.test(id) ? 'app' : null;
          },
        },
      ],
    },
  };
}
