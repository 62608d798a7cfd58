// Photos on the local disk: `<folder>/ab/cd/<uuid>.jpg` and `<uuid>.thumb.jpg`, where ab/cd are the last four
// digits of the id (the first ones are its time and would put a month into one folder); pieces of photos on
// their way in the same way under `<folder>/pieces`. A file appears whole or not at all: written beside,
// synced, renamed, and the folder synced too.
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assert } from '../../../kernel/assert.ts';
import { type Id, isUuid } from '../../../kernel/id.ts';
import type { PhotoFiles, PhotoSize, PieceFiles } from './photo-files.ts';

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  await handle.sync().finally(() => handle.close());
}

/** The same piece may come twice at once: each writes beside the other. */
let written = 0;

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.${process.pid}.${written++}.partial`;
  try {
    const handle = await open(partial, 'w', 0o640);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function putDurably(root: string, file: string, bytes: Uint8Array): Promise<void> {
  const made = await mkdir(dirname(file), { recursive: true, mode: 0o750 });
  await writeWhole(file, bytes);
  await syncFolder(dirname(file));
  if (made === undefined) return;
  // A new folder is an entry of its parents, which must reach the disk as well, the root's own included.
  for (let at = dirname(file); at !== dirname(root); at = dirname(at)) await syncFolder(dirname(at));
}

/** What `read` answers, or undefined where there is no such file. */
async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function folderOf(root: string, id: Id): string {
  // The id becomes a path: nothing but a uuid may come through.
  assert(isUuid(id), 'the id of a photo or of its pieces is a uuid');
  return join(root, id.slice(-4, -2), id.slice(-2));
}

function diskPieces(folder: string): PieceFiles {
  const pathOf = (uploadId: Id, number: number) => join(folderOf(folder, uploadId), `${uploadId}.${number}`);
  return {
    async putPiece(uploadId, number, bytes) {
      await putDurably(folder, pathOf(uploadId, number), bytes);
    },
    readPiece: (uploadId, number) => unlessMissing(() => readFile(pathOf(uploadId, number))),
    async removePieces(uploadId) {
      const holding = folderOf(folder, uploadId);
      // By name, so that half a piece of a process that died goes too.
      const names = (await unlessMissing(() => readdir(holding))) ?? [];
      for (const name of names) if (name.startsWith(uploadId)) await rm(join(holding, name), { force: true });
    },
  };
}

export function diskFiles(folder: string): PhotoFiles {
  const pathOf = (id: Id, size: PhotoSize) =>
    join(folderOf(folder, id), `${id}${size === 'thumb' ? '.thumb' : ''}.jpg`);
  return {
    ...diskPieces(join(folder, 'pieces')),
    async put(id, size, bytes) {
      await putDurably(folder, pathOf(id, size), bytes);
    },
    open: async (id, size) =>
      unlessMissing(async () => {
        const handle = await open(pathOf(id, size), constants.O_RDONLY);
        const { size: bytes } = await handle.stat();
        return { stream: handle.createReadStream(), bytes };
      }),
    async remove(id) {
      await rm(pathOf(id, 'full'), { force: true });
      await rm(pathOf(id, 'thumb'), { force: true });
    },
  };
}
