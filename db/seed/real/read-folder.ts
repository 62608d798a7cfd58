// A folder of GeoJSON files as an office hands it over: which files are there, parsed, and what is wrong with
// the folder itself. What is in the files is judged by the slices that take it in, not here.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export const NEEDED = ['streets', 'communities', 'grids'] as const;
/** Files of the ground, each of one class; what a feature says of itself goes before. */
export const GROUND = ['roads', 'rivers', 'water', 'green', 'buildings', 'rails'] as const;
export const OPTIONAL = ['district', 'facilities', ...GROUND] as const;
export type FileName = (typeof NEEDED)[number] | (typeof OPTIONAL)[number];

export interface FolderFault {
  readonly file: string;
  readonly zh: string;
  readonly en: string;
}

export interface RealFolder {
  /** For people: the folder's own name. */
  readonly name: string;
  readonly files: Readonly<Partial<Record<FileName, unknown>>>;
  /** Of the bytes of the files that draw areas: the same files are the same version. */
  readonly areasDigest: string;
}

export type ReadFolder =
  | { readonly isRead: true; readonly folder: RealFolder }
  | { readonly isRead: false; readonly faults: readonly FolderFault[] };

const missing = (file: string): FolderFault => ({
  file,
  zh: `缺少文件 ${file}。请导出后放入该文件夹。`,
  en: `${file} is missing. Export it into the folder.`,
});

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const found = (error as Error).message;
    return {
      file,
      zh: `${file} 不是有效的 JSON（${found}）。请重新导出。`,
      en: `${file} is not valid JSON (${found}). Export it again.`,
    } satisfies FolderFault;
  }
}

const isFault = (value: unknown): value is FolderFault =>
  typeof value === 'object' && value !== null && 'file' in value && 'zh' in value;

export function readFolder(path: string): ReadFolder {
  const folder = resolve(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    const fault = { file: folder, zh: `没有文件夹 ${folder}。`, en: `There is no folder ${folder}.` };
    return { isRead: false, faults: [fault] };
  }
  const faults: FolderFault[] = [];
  const files: Partial<Record<FileName, unknown>> = {};
  const digest = createHash('sha256');
  for (const name of [...NEEDED, ...OPTIONAL]) {
    const file = `${name}.geojson`;
    const isNeeded = NEEDED.some((needed) => needed === name);
    if (!existsSync(join(folder, file))) {
      if (isNeeded) faults.push(missing(file));
      continue;
    }
    const text = readFileSync(join(folder, file), 'utf8');
    if (isNeeded || name === 'district') digest.update(`${name}\n${text}\n`);
    const parsed = parse(file, text);
    if (isFault(parsed)) faults.push(parsed);
    else files[name] = parsed;
  }
  if (faults.length > 0) return { isRead: false, faults };
  return {
    isRead: true,
    folder: { name: basename(folder), files, areasDigest: digest.digest('hex').slice(0, 16) },
  };
}
