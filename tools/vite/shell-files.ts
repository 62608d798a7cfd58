// Which built files belong to one shell: its page, and every file that a file of it names. Names carry the
// hash of their content, so a name is found in the text that asks for it, whatever asks: an import, a lazy
// import, a stylesheet, a worker. Pure over the texts given.

export interface BuiltFile {
  /** Below the folder of built screens, such as `assets/main-1a2b3c4d.js`. */
  readonly path: string;
  /** Empty for what can't name others: pictures, fonts. */
  readonly text: string;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Paths that `start` needs, itself first; throws where `start` was not built. */
export function filesReachedFrom(start: string, built: readonly BuiltFile[]): string[] {
  const first = built.find(({ path }) => path === start);
  if (!first) throw new Error(`${start} was not built`);
  const reached = new Set([first]);
  for (const file of reached) {
    for (const other of built) {
      if (other.path.startsWith('assets/') && file.text.includes(baseName(other.path))) reached.add(other);
    }
  }
  return [...reached].map(({ path }) => path);
}
