// Prints what each shell makes a visitor download first (gzip JS), and fails when a bar is passed:
// `npm run build:web && node --import tsx tools/bundle-size.ts`. The bars: a citizen's report page,
// the phone, and the desk before its map. A screen loads apart, so its chunk counts with its shell.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

interface Bar {
  readonly name: string;
  readonly entry: string;
  readonly limitKib: number;
  /** Lazy screens that count: the heaviest one a visitor must have to do the named thing. */
  readonly screens: RegExp;
}

const BARS: readonly Bar[] = [
  { name: 'portal, report page', entry: 'portal/index.html', limitKib: 120, screens: /report/ },
  { name: 'field, every tab', entry: 'field/index.html', limitKib: 200, screens: /^(?!.*map)/ },
  {
    name: 'command, every screen before the map',
    entry: 'command/index.html',
    limitKib: 350,
    screens: /^(?!.*map)/,
  },
];

const folder = new URL('../dist/web/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8')) as Record<
  string,
  Chunk
>;
const sizes = new Map<string, number>();

function gzipBytes(file: string): number {
  const known = sizes.get(file) ?? gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length;
  sizes.set(file, known);
  return known;
}

/** The files that come with a chunk: its static imports all the way, and the lazy screens that count. */
function filesOf(
  key: string,
  screens: RegExp,
  found = new Set<string>(),
  seen = new Set<string>(),
): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return found;
  seen.add(key);
  if (chunk.file.endsWith('.js')) found.add(chunk.file);
  for (const next of chunk.imports ?? []) filesOf(next, screens, found, seen);
  for (const next of chunk.dynamicImports ?? []) {
    if (screens.test(next)) filesOf(next, screens, found, seen);
  }
  return found;
}

let isOver = false;
for (const bar of BARS) {
  const files = filesOf(bar.entry, bar.screens);
  if (files.size === 0) throw new Error(`no entry ${bar.entry} in dist/web: was it built?`);
  const kib = [...files].reduce((sum, file) => sum + gzipBytes(file), 0) / 1024;
  const verdict = kib <= bar.limitKib ? 'ok' : 'OVER';
  isOver ||= kib > bar.limitKib;
  console.log(`${verdict.padEnd(4)} ${kib.toFixed(1).padStart(6)} of ${bar.limitKib} KiB  ${bar.name}`);
  for (const file of files)
    console.log(`     ${(gzipBytes(file) / 1024).toFixed(1).padStart(6)}      ${file}`);
}
process.exitCode = isOver ? 1 : 0;
