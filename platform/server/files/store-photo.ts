// Keeps a photo: bytes on the disk first, then its row, so that a row always has its bytes. The same bytes of
// the same uploader are the same photo, which makes a repeated upload harmless. It takes part of a second:
// call it outside of a long transaction (a route with `writes: 'statement'`): its only write is one row.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../db/tx.ts';
import type { PhotoFiles, PhotoSize } from './photo-files.ts';
import { findSameUpload, insertPhoto, type Photo } from './queries.ts';
import { DEFAULT_PHOTO_LIMITS, type PhotoLimits, receivePhoto, sha256 } from './receive-photo.ts';
import type { FilesRefusalCode } from './refusals.ts';
import { uploaders } from './uploaders.ts';

export interface PhotoInput {
  readonly bytes: Uint8Array;
  /** Who sent it, as receipts name actors: `person:<id>`, `case:<id>`, `public`. */
  readonly uploadedBy: string;
  readonly limits?: PhotoLimits;
}

const FULL_CODES = new Set(['ENOSPC', 'EDQUOT']);

export const isStorageFull = (error: unknown): boolean =>
  FULL_CODES.has(String((error as NodeJS.ErrnoException | null)?.code));

async function putBoth(files: PhotoFiles, id: Id, full: Uint8Array, thumb: Uint8Array) {
  try {
    await files.put(id, 'thumb', thumb);
    await files.put(id, 'full', full);
    return undefined;
  } catch (error) {
    await files.remove(id);
    if (isStorageFull(error)) return refuse('files.storage_full');
    throw error;
  }
}

export async function storePhoto(
  tx: Tx,
  files: PhotoFiles,
  input: PhotoInput,
): Promise<Photo | Refusal<FilesRefusalCode>> {
  const { bytes, uploadedBy, limits = DEFAULT_PHOTO_LIMITS } = input;
  const original = sha256(bytes);
  const known = await findSameUpload(tx, uploadedBy, original);
  if (known) return known;
  const received = await receivePhoto(bytes, limits);
  if (isRefusal(received)) return received;
  const id = tx.ids.next();
  const refusal = await putBoth(files, id, received.full, received.thumb);
  if (refusal) return refusal;
  // Where this throws, the row may have been written all the same (a lost answer): the bytes stay.
  const isFirst = await insertPhoto(tx, id, received, uploadedBy);
  if (!isFirst) await files.remove(id);
  else await uploaders.learn(tx, id, uploadedBy);
  // Not found again only where the row of the first one was rolled back meanwhile: then trying again helps.
  return (await findSameUpload(tx, uploadedBy, original)) ?? refuse('files.busy');
}

/** The stored bytes, or undefined where there is no such photo. The caller has checked who may see it. */
export const openPhoto = (files: PhotoFiles, id: Id, size: PhotoSize) => files.open(id, size);
