// Where the bytes of photos lie: a folder of this machine, or an S3-like store where a city has one. A photo
// that was put is on the disk, or acknowledged by the store, before anyone is told "saved".
import type { Readable } from 'node:stream';
import type { Id } from '../../../kernel/id.ts';

export type PhotoSize = 'full' | 'thumb';

export interface PhotoFiles {
  /**
   * Durable when it returns. Throws errors with NodeJS codes (ENOSPC …); then nothing of it is left on the
   * disk. A store whose answer was lost may hold it whole, under an id that nobody was told: remove it.
   */
  put(id: Id, size: PhotoSize, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none. */
  open(id: Id, size: PhotoSize): Promise<{ readonly stream: Readable; readonly bytes: number } | undefined>;
  /** No error where there is none. */
  remove(id: Id): Promise<void>;
}
