// One picture to the server in pieces: ask what it has, send what is missing, finish. Cut at any moment it
// goes on where it was, and the same picture is the same photo every time. A server of before pieces takes
// it whole. Knows no browser: the network is an argument.
import { PIECE_BYTES } from '../../protocol.ts';
import { isRefused } from '../api/errors.ts';
import type { EntryPicture } from './entry.ts';
import { sha256 } from './sha256.ts';

export interface Upload {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly type: string;
}

export interface Begun {
  readonly pieceBytes: number;
  /** Numbers of the pieces that are there, from 0. */
  readonly have: readonly number[];
  readonly photo: { readonly id: string } | null;
}

export interface PieceWays {
  readonly begin: (upload: Upload) => Promise<Begun>;
  readonly putPiece: (uploadId: string, number: number, bytes: ArrayBuffer, digest: string) => Promise<void>;
  readonly finish: (uploadId: string) => Promise<{ readonly id: string }>;
  /** For a server that knows no pieces. */
  readonly sendWhole: (upload: Upload, bytes: ArrayBuffer) => Promise<{ readonly id: string }>;
}

const MOST_ROUNDS = 3;

/** The same picture of the same entry has the same upload id on every try, also after a crash. */
export async function uploadIdOf(
  entryId: string,
  picture: Pick<EntryPicture, 'key' | 'sha256'>,
): Promise<string> {
  const hex = await sha256(JSON.stringify(['gridloop upload', entryId, picture.key, picture.sha256]));
  const at = (from: number, to: number) => hex.slice(from, to);
  return `${at(0, 8)}-${at(8, 12)}-8${at(13, 16)}-a${at(17, 20)}-${at(20, 32)}`;
}

const ASKED_AGAIN = new Set(['files.pieces_missing', 'files.piece_broken', 'files.upload_unknown']);
const isMissing = (error: unknown): boolean => isRefused(error) && ASKED_AGAIN.has(error.code);
/** No such address: the server is older than pieces. A refusal of ours has a code of its own. */
const isOldServer = (error: unknown): boolean =>
  isRefused(error) && error.problem.status === 404 && !error.code.startsWith('files.');

async function sendMissing(
  ways: PieceWays,
  upload: Upload,
  bytes: ArrayBuffer,
  begun: Begun,
  tell: (sentBytes: number) => void,
): Promise<void> {
  const size = begun.pieceBytes > 0 ? begun.pieceBytes : PIECE_BYTES;
  const total = Math.max(1, Math.ceil(bytes.byteLength / size));
  const have = new Set(begun.have);
  const told = () => tell(Math.min(bytes.byteLength, have.size * size));
  told();
  for (let number = 0; number < total; number += 1) {
    if (have.has(number)) continue;
    const piece = bytes.slice(number * size, (number + 1) * size);
    await ways.putPiece(upload.id, number, piece, await sha256(piece));
    have.add(number);
    told();
  }
}

/** Answers the photo's id. `tell`: how many bytes are there. Throws what the ways throw. */
export async function sendPicture(
  ways: PieceWays,
  upload: Upload,
  bytes: ArrayBuffer,
  tell: (sentBytes: number) => void,
): Promise<string> {
  for (let round = 1; ; round += 1) {
    let begun: Begun;
    try {
      begun = await ways.begin(upload);
    } catch (error) {
      if (!isOldServer(error)) throw error;
      return (await ways.sendWhole(upload, bytes)).id;
    }
    if (begun.photo) return begun.photo.id;
    try {
      await sendMissing(ways, upload, bytes, begun, tell);
      return (await ways.finish(upload.id)).id;
    } catch (error) {
      // The server lost pieces between two steps: what is missing now is asked again.
      if (!isMissing(error) || round >= MOST_ROUNDS) throw error;
    }
  }
}
