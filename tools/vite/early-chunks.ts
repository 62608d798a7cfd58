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

/** `module`: the end of the path of the module that is imported after the first paint. */
export function earlyChunks(module: string): Plugin {
  return {
    name: 'gridloop-early-chunks',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const start = Object.values(bundle).find(
          (one): one is Chunk => one.type === 'chunk' && (one.facadeModuleId ?? '').endsWith(module),
        );
        if (!start) return [];
        const chunks = chunksWith(start, bundle);
        const styles = new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
        return [
          ...chunks.map(({ fileName }) => tag('modulepreload', fileName)),
          ...[...styles].map((file) => tag('stylesheet', file)),
        ];
      },
    },
  };
}

/** Shared with the first script, which would otherwise bring all of it along. */
const OF_THE_FIRST = /preload-helper|rolldown/;

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
