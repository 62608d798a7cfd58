// Photos on the local disk: `<folder>/ab/cd/<uuid>.jpg` and `<uuid>.thumb.jpg`, where ab/cd are the last four
// digits of the id (the first ones are its time and would put a month into one folder). A file appears whole
// or not at all: written beside, synced, renamed, and the folder synced too.
import { constants } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assert } from '../../../kernel/assert.ts';
import { type Id, isUuid } from '../../../kernel/id.ts';
import type { PhotoFiles, PhotoSize } from './photo-files.ts';

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  await handle.sync().finally(() => handle.close());
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
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

export function diskFiles(folder: string): PhotoFiles {
  const pathOf = (id: Id, size: PhotoSize) => {
    // The id becomes a path: nothing but a uuid may come through.
    assert(isUuid(id), 'a photo id is a uuid');
    return join(folder, id.slice(-4, -2), id.slice(-2), `${id}${size === 'thumb' ? '.thumb' : ''}.jpg`);
  };
  return {
    async put(id, size, bytes) {
      const file = pathOf(id, size);
      const made = await mkdir(dirname(file), { recursive: true, mode: 0o750 });
      await writeWhole(file, bytes);
      await syncFolder(dirname(file));
      // A new folder is an entry of its parents, which must reach the disk as well.
      if (made !== undefined) {
        await syncFolder(dirname(dirname(file)));
        await syncFolder(folder);
      }
    },
    async open(id, size) {
      try {
        const handle = await open(pathOf(id, size), constants.O_RDONLY);
        const { size: bytes } = await handle.stat();
        return { stream: handle.createReadStream(), bytes };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async remove(id) {
      await rm(pathOf(id, 'full'), { force: true });
      await rm(pathOf(id, 'thumb'), { force: true });
    },
  };
}
