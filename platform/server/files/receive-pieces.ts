// A photo that comes in pieces, over a line that breaks. Three steps, each of which may be repeated at any
// time and be cut off anywhere: begin (what is there already?), put a piece, finish (make the photo of
// them). A piece is acknowledged only when its bytes and its row are durable; a finished upload answers the
// same photo for as long as it is remembered, and after that the photo itself is found by its hash.
import { createHash } from 'node:crypto';
import { HOUR } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { PIECE_BYTES } from '../../protocol.ts';
import type { Tx } from '../db/tx.ts';
import type { PhotoFiles } from './photo-files.ts';
import {
  completeUpload,
  findUpload,
  forgetPieces,
  insertUpload,
  piecesOf,
  recordPiece,
  sumOpenUploads,
  touchUpload,
  type Upload,
} from './queries-uploads.ts';
import { findPhoto, findSameUpload, type Photo } from './queries.ts';
import { DEFAULT_PHOTO_LIMITS } from './receive-photo.ts';
import type { FilesRefusalCode } from './refusals.ts';
import { isStorageFull, storePhoto } from './store-photo.ts';

type FilesRefusal = Refusal<FilesRefusalCode>;

/** An officer's whole shift fits (60 reports with two photos as phones make them). A phone gone mad, or one
 *  that is not ours, has no more than this of the disk before a photo must come of it. */
export const MOST_OPEN_UPLOADS = 200;
export const MOST_OPEN_BYTES = 512 * 1024 * 1024;
/** Going on with an upload is noted no oftener than this. */
const TOUCH_MS = HOUR;

export interface BeginUpload {
  readonly id: Id;
  readonly uploadedBy: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
}

export interface UploadState {
  readonly id: Id;
  readonly pieceBytes: number;
  readonly pieces: number;
  readonly have: readonly number[];
  readonly photo: Photo | null;
}

const allOf = (pieces: number): number[] => Array.from({ length: pieces }, (_, number) => number);

/** Once the photo is there, every piece is. */
const haveOf = (upload: Upload): readonly number[] =>
  upload.photoId === undefined ? upload.have : allOf(piecesOf(upload));

async function stateOf(tx: Tx, upload: Upload): Promise<UploadState> {
  const { id, pieceBytes, photoId } = upload;
  const photo = photoId === undefined ? undefined : await findPhoto(tx, photoId);
  return { id, pieceBytes, pieces: piecesOf(upload), have: haveOf(upload), photo: photo ?? null };
}

/** What can be told before a byte is sent. */
function refusalOfClaim({ bytes, mediaType }: BeginUpload): FilesRefusal | undefined {
  const limitBytes = DEFAULT_PHOTO_LIMITS.bytes;
  if (bytes > limitBytes) return refuse('files.too_large', { bytes, limitBytes });
  return /^image\/hei[cf]$/i.test(mediaType) ? refuse('files.heic') : undefined;
}

export async function beginUpload(tx: Tx, input: BeginUpload): Promise<UploadState | FilesRefusal> {
  const { id, uploadedBy, sha256, bytes } = input;
  const refusal = refusalOfClaim(input);
  if (refusal) return refusal;
  let upload = await findUpload(tx, id);
  if (!upload) {
    const photo = await findSameUpload(tx, uploadedBy, Buffer.from(sha256, 'hex'));
    const pieces = piecesOf({ bytes, pieceBytes: PIECE_BYTES });
    if (photo) return { id, pieceBytes: PIECE_BYTES, pieces, have: allOf(pieces), photo };
    const before = await sumOpenUploads(tx, uploadedBy);
    if (before.open >= MOST_OPEN_UPLOADS || before.bytes + bytes > MOST_OPEN_BYTES) {
      const { open, bytes: openBytes } = before;
      const [most, mostBytes] = [MOST_OPEN_UPLOADS, MOST_OPEN_BYTES];
      return refuse('files.too_many_uploads', { open, most, openBytes, mostBytes });
    }
    await insertUpload(tx, { ...input, pieceBytes: PIECE_BYTES });
    upload = await findUpload(tx, id);
  } else if (tx.now - upload.changedAt > TOUCH_MS) await touchUpload(tx, id);
  // Given up between two of our questions: as if it had never been, and the phone asks again.
  if (!upload) return refuse('files.upload_unknown');
  const isSame = upload.uploadedBy === uploadedBy && upload.sha256 === sha256 && upload.bytes === bytes;
  return isSame ? stateOf(tx, upload) : refuse('files.upload_mismatch');
}

async function findOwn(tx: Tx, id: Id, uploadedBy: string): Promise<Upload | FilesRefusal> {
  const upload = await findUpload(tx, id);
  // Another's upload is as good as none, so that nothing can be learnt about it.
  return upload?.uploadedBy === uploadedBy ? upload : refuse('files.upload_unknown');
}

export interface Piece {
  readonly uploadId: Id;
  readonly number: number;
  /** Compared with their digest already. */
  readonly bytes: Uint8Array;
  readonly uploadedBy: string;
}

/** The numbers that are safe now. */
export async function putPiece(
  tx: Tx,
  files: PhotoFiles,
  piece: Piece,
): Promise<readonly number[] | FilesRefusal> {
  const { uploadId, number, bytes } = piece;
  const upload = await findOwn(tx, uploadId, piece.uploadedBy);
  if (isRefusal(upload)) return upload as FilesRefusal;
  const pieces = piecesOf(upload);
  if (number >= pieces) return refuse('files.piece_unknown', { number, pieces });
  const due = number < pieces - 1 ? upload.pieceBytes : upload.bytes - upload.pieceBytes * (pieces - 1);
  if (bytes.length !== due) return refuse('files.piece_broken', { bytes: bytes.length, dueBytes: due });
  const have = haveOf(upload);
  if (have.includes(number)) return have;
  try {
    await files.putPiece(uploadId, number, bytes);
  } catch (error) {
    if (isStorageFull(error)) return refuse('files.storage_full');
    throw error;
  }
  if (!(await recordPiece(tx, uploadId, number))) {
    // Given up while its bytes were written: the sweep has been here already and will not find them.
    await files.removePieces(uploadId, pieces);
    return refuse('files.upload_unknown');
  }
  return [...have, number].sort((a, b) => a - b);
}

const missing = (numbers: readonly number[]): FilesRefusal =>
  refuse('files.pieces_missing', { missing: numbers, count: numbers.length });

/** The whole photo as it was announced, or what keeps it from being that. */
async function assemble(tx: Tx, files: PhotoFiles, upload: Upload): Promise<Uint8Array | FilesRefusal> {
  const numbers = allOf(piecesOf(upload));
  const absent = numbers.filter((number) => !upload.have.includes(number));
  if (absent.length > 0) return missing(absent);
  const read = await Promise.all(numbers.map((number) => files.readPiece(upload.id, number)));
  const lost = numbers.filter((number) => read[number] === undefined);
  if (lost.length > 0) {
    // A disk that was put back, or somebody finished meanwhile: what is not there must be sent again.
    await forgetPieces(tx, upload.id, lost);
    return missing(lost);
  }
  const bytes = Buffer.concat(read.map((piece) => piece ?? new Uint8Array()));
  if (createHash('sha256').update(bytes).digest('hex') === upload.sha256) return bytes;
  await forgetPieces(tx, upload.id, numbers);
  return refuse('files.upload_broken');
}

async function finished(tx: Tx, id: Id): Promise<Photo | undefined> {
  const upload = await findUpload(tx, id);
  return upload?.photoId === undefined ? undefined : findPhoto(tx, upload.photoId);
}

/** The photo, the same one however often and however many at once ask. Not in a long transaction. */
export async function finishUpload(
  tx: Tx,
  files: PhotoFiles,
  { uploadId, uploadedBy }: Pick<Piece, 'uploadId' | 'uploadedBy'>,
): Promise<Photo | FilesRefusal> {
  const upload = await findOwn(tx, uploadId, uploadedBy);
  if (isRefusal(upload)) return upload as FilesRefusal;
  const before = upload.photoId === undefined ? undefined : await findPhoto(tx, upload.photoId);
  if (before) return before;
  const bytes = await assemble(tx, files, upload);
  // Whoever was faster has taken the pieces away: then the photo is there.
  if (isRefusal(bytes)) return (await finished(tx, uploadId)) ?? (bytes as FilesRefusal);
  const photo = await storePhoto(tx, files, { bytes, uploadedBy });
  if (isRefusal(photo)) return photo;
  await completeUpload(tx, uploadId, photo.id);
  // Should this be cut off, the sweep takes them.
  await files.removePieces(uploadId, piecesOf(upload));
  return photo;
}
