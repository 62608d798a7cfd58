// Where the bytes of photos lie. An interface, because a city may keep them in an object store; the real one
// here is a folder of this machine. A photo that was put is on the disk before anyone is told "saved".
import type { Readable } from 'node:stream';
import type { Id } from '../../../kernel/id.ts';

export type PhotoSize = 'full' | 'thumb';

export interface PhotoFiles {
  /** Durable when it returns. Throws NodeJS errors (ENOSPC …); then nothing of it is left. */
  put(id: Id, size: PhotoSize, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none. */
  open(id: Id, size: PhotoSize): Promise<{ readonly stream: Readable; readonly bytes: number } | undefined>;
  /** No error where there is none. */
  remove(id: Id): Promise<void>;
}
