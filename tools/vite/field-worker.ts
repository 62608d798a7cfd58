// Bundles apps/field/service-worker.ts beside the phone's page, with the list of what the phone
// keeps to open without a network and the revision of each file. One file, because not every browser starts
// a worker that imports.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { type BuiltFile, filesReachedFrom } from './shell-files.ts';

const PAGE = 'field/index.html';
/** What the page names without a hash. */
const BESIDE = /^(boot\.js|field\/manifest\.webmanifest|icons\/.*)$/;
const SPEAKS = /\.(html|js|mjs|css)$/;

interface KeptFile {
  readonly url: string;
  /** Null where the name itself changes with the content. */
  readonly revision: string | null;
}

function builtFiles(folder: string): BuiltFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(folder, file).split(sep).join('/'),
      text: SPEAKS.test(file) ? readFileSync(file, 'utf8') : '',
    }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function filesToKeep(folder: string): KeptFile[] {
  const built = builtFiles(folder);
  const beside = built.map(({ path }) => path).filter((path) => BESIDE.test(path));
  return [...filesReachedFrom(PAGE, built), ...beside].map((path) => ({
    url: `/${path}`,
    revision: path.startsWith('assets/')
      ? null
      : createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex')
          .slice(0, 16),
  }));
}

async function bundleWorker(source: string, kept: readonly KeptFile[]): Promise<string> {
  const bundle = await rolldown({
    input: source,
    platform: 'browser',
    transform: {
      define: { 'process.env.NODE_ENV': '"production"', SHELL_FILES: JSON.stringify(kept) },
    },
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return output[0].code;
}

/** `source` is the worker's TypeScript file, `folder` what was built; call it when all else lies there. */
export async function writeFieldWorker(source: string, folder: string): Promise<void> {
  writeFileSync(join(folder, 'field/service-worker.js'), await bundleWorker(source, filesToKeep(folder)));
}
