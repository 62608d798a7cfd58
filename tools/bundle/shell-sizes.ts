// How much JavaScript each shell makes a visitor download first, gzipped, against its bar. A screen loads
// apart, so its chunk counts with its shell; the map counts apart.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

export interface ShellSize {
  readonly name: string;
  readonly shell: string;
  readonly kib: number;
  readonly limitKib: number;
  readonly files: readonly { readonly file: string; readonly kib: number }[];
}

interface Bar {
  readonly name: string;
  readonly entry: string;
  readonly limitKib: number;
  /** Lazy screens that count: the heaviest one a visitor must have to do the named thing. */
  readonly screens: RegExp;
  /** Each screen is counted by itself with all that follows it, and the heaviest is told: a desk of forty
   *  screens is not downloaded to open one. */
  readonly isHeaviest?: boolean;
}

const BARS: readonly Bar[] = [
  { name: 'portal, report page', entry: 'portal/index.html', limitKib: 120, screens: /report/ },
  // The app up to each home it can open at. Its other screens come one by one, and are packed for offline.
  {
    name: 'field, up to 上报',
    entry: 'field/index.html',
    limitKib: 200,
    screens: /_app-|intake\/web\/field-screen/,
  },
  {
    name: 'field, up to 待办',
    entry: 'field/index.html',
    limitKib: 200,
    screens: /_app-|cases\/web\/field-todo/,
  },
  {
    name: 'field, up to 红灯',
    entry: 'field/index.html',
    limitKib: 200,
    screens: /_app-|cases\/web\/field-red/,
  },
  // Light screens that fetch nothing of what screens of cases share.
  {
    name: 'field, up to 我的, 通知 and 签到 together',
    entry: 'field/index.html',
    limitKib: 140,
    screens: /_app-|field\/(?:me|notices)\.tsx|checkin\/web\/field-check-in/,
  },
  {
    name: 'command, up to its heaviest screen before the map',
    entry: 'command/index.html',
    limitKib: 350,
    screens: /^(?!.*map)/,
    isHeaviest: true,
  },
  {
    name: 'wall, every screen before the map',
    entry: 'wall/index.html',
    limitKib: 450,
    screens: /^(?!.*map)/,
  },
];

/** Everything an app ever loads, before the map library and the reader of QR codes; it has no bar. */
const WHOLE = /^(?!.*(?:map-canvas|decode))/;

const folder = new URL('../../dist/web/', import.meta.url);
const manifests = new Map<string, Readonly<Record<string, Chunk>>>();

/** Each shell is built apart and has its own list. */
function manifestOf(entry: string): Readonly<Record<string, Chunk>> {
  const shell = entry.split('/')[0] ?? '';
  const known = manifests.get(shell);
  if (known) return known;
  const read = JSON.parse(readFileSync(new URL(`.vite/${shell}.json`, folder), 'utf8')) as Record<
    string,
    Chunk
  >;
  manifests.set(shell, read);
  return read;
}
const sizes = new Map<string, number>();

function gzipBytes(file: string): number {
  const known = sizes.get(file) ?? gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length;
  sizes.set(file, known);
  return known;
}

/** The files that come with a chunk: its static imports all the way, and the lazy ones that count. */
function filesOf(shell: string, from: readonly string[], isCounted: (chunk: string) => boolean) {
  const manifest = manifestOf(shell);
  const reached = new Set(from);
  const files = new Set<string>();
  for (const key of reached) {
    const chunk = manifest[key];
    if (!chunk) continue;
    if (chunk.file.endsWith('.js')) files.add(chunk.file);
    for (const next of chunk.imports ?? []) reached.add(next);
    for (const next of chunk.dynamicImports ?? []) if (isCounted(next)) reached.add(next);
  }
  return files;
}

const kibOf = (files: ReadonlySet<string>): number =>
  [...files].reduce((sum, file) => sum + gzipBytes(file), 0) / 1024;

/** The entry with the one of its screens that makes it heaviest. */
function heaviest({ entry, screens }: Bar): ReadonlySet<string> {
  const manifest = manifestOf(entry);
  // All chunks that the entry cannot do without name its screens.
  const chunks = new Set([entry]);
  for (const key of chunks) for (const next of manifest[key]?.imports ?? []) chunks.add(next);
  const ways = new Set([...chunks].flatMap((key) => manifest[key]?.dynamicImports ?? []));
  const loads = [...ways]
    .filter((way) => screens.test(way))
    .map((way) => filesOf(entry, [entry, way], (next) => screens.test(next) && !ways.has(next)));
  return loads.reduce((most, files) => (kibOf(files) > kibOf(most) ? files : most));
}

/** Everything that the shell ever loads, before the map. */
export const wholeKib = (shell: string): number =>
  kibOf(filesOf(`${shell}/index.html`, [`${shell}/index.html`], (next) => WHOLE.test(next)));

/** Throws where the screens are not built. */
export const shellSizes = (): ShellSize[] =>
  BARS.map((bar) => {
    const { name, entry, limitKib, screens, isHeaviest = false } = bar;
    const files = isHeaviest ? heaviest(bar) : filesOf(entry, [entry], (next) => screens.test(next));
    if (files.size === 0) throw new Error(`no entry ${entry} in dist/web: was it built?`);
    const each = [...files].map((file) => ({ file, kib: gzipBytes(file) / 1024 }));
    return { name, shell: entry.split('/')[0] ?? '', kib: kibOf(files), limitKib, files: each };
  });
