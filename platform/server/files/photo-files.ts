// Where the bytes of photos lie: a folder of this machine, or an S3-like store where a city has one. A photo,
// or a piece of one on its way, that was put is on the disk, or acknowledged by the store, before anyone is
// told "saved".
import type { Readable } from 'node:stream';
import type { Id } from '../../../kernel/id.ts';

export type PhotoSize = 'full' | 'thumb';

/** Pieces of photos that are not whole yet, beside the photos in the same place. */
export interface PieceFiles {
  /** Durable when it returns, like a photo; what was there under this number is replaced as a whole. */
  putPiece(uploadId: Id, number: number, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none. */
  readPiece(uploadId: Id, number: number): Promise<Uint8Array | undefined>;
  /** All of the numbers below `count`; no error for those that are not there. */
  removePieces(uploadId: Id, count: number): Promise<void>;
}

export interface PhotoFiles extends PieceFiles {
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
