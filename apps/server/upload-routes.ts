// The doors of photos that come in pieces over a bad line: begin, a piece, finish. Repeating any of them does
// no harm by nature, so none leaves a receipt: a shift of photos would leave thousands.
import { Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../kernel/id.ts';
import { DIGEST_HEADER, PIECE_BYTES } from '../../platform/protocol.ts';
import type { PhotoFiles } from '../../platform/server/files/photo-files.ts';
import { beginUpload, finishUpload, putPiece } from '../../platform/server/files/receive-pieces.ts';
import { receiptActor } from '../../platform/server/http/receipt.ts';
import { claimedDigest } from '../../platform/server/http/received-body.ts';
import { orRefuse, throwRefusal } from '../../platform/server/http/refused.ts';
import { type AnyRoute, type Language, route } from '../../platform/server/http/route.ts';
import { PHOTO_REFUSALS, PhotoReply, photoReply } from './photo-routes.ts';

/** Sixty reports with two photos of six pieces arrive at once when a phone comes out of a cellar. */
const PIECES_PER_MINUTE = 3_000;
const UPLOADS_PER_MINUTE = 600;
const REPEATABLE = { isIdempotent: false, writes: 'statement', operation: 'photo.upload_pieces' } as const;

const id = Type.String({ pattern: UUID_PATTERN });
const Have = Type.Array(Type.Integer(), { description: 'Numbers of the pieces that are safe, from 0' });

const DIGEST_MISSING: Readonly<Record<Language, string>> = {
  zh: `${DIGEST_HEADER} 没有填写（该段的 SHA-256）`,
  en: `${DIGEST_HEADER} is missing (the SHA-256 of the piece)`,
};

const beginRoute = (): AnyRoute =>
  route({
    ...REPEATABLE,
    method: 'POST',
    url: '/api/photos/uploads',
    summary: 'Begin a photo in pieces, or ask how far it has come; a photo that is known is answered at once',
    body: Type.Object({
      id,
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the whole photo' }),
      sizeBytes: Type.Integer({ minimum: 1 }),
      type: Type.String({ minLength: 1, maxLength: 100, description: 'Media type, as a claim' }),
    }),
    reply: Type.Object({
      id,
      pieceBytes: Type.Integer({ description: 'Every piece but the last has this size' }),
      pieces: Type.Integer(),
      have: Have,
      photo: Type.Union([PhotoReply, Type.Null()]),
    }),
    perMinute: UPLOADS_PER_MINUTE,
    refusals: [
      'files.too_large',
      'files.heic',
      'files.upload_mismatch',
      'files.upload_unknown',
      'files.too_many_uploads',
    ],
    handle: async ({ tx, actor, body }) => {
      const uploadedBy = receiptActor(actor);
      const { sizeBytes: bytes, type: mediaType } = body;
      const state = orRefuse(
        await beginUpload(tx, { id: body.id, sha256: body.sha256, bytes, mediaType, uploadedBy }),
      );
      return { ...state, have: [...state.have], photo: state.photo && photoReply(state.photo) };
    },
  });

const pieceRoute = (files: PhotoFiles): AnyRoute =>
  route({
    ...REPEATABLE,
    method: 'PUT',
    url: '/api/photos/uploads/:id/pieces/:number',
    summary: `Put one piece of a photo, with its SHA-256 in ${DIGEST_HEADER}`,
    params: Type.Object({ id, number: Type.Integer({ minimum: 0, maximum: 32_767 }) }),
    body: Type.Unknown(),
    rawBody: ['application/octet-stream'],
    rawLimitBytes: PIECE_BYTES,
    damagedCode: 'files.piece_broken',
    reply: Type.Object({ have: Have }),
    perMinute: PIECES_PER_MINUTE,
    refusals: ['files.upload_unknown', 'files.piece_unknown', 'files.piece_broken', 'files.storage_full'],
    handle: async ({ tx, actor, params, body, lang, request }) => {
      if (claimedDigest(request) === undefined) throwRefusal('http.invalid', { what: DIGEST_MISSING[lang] });
      if (!Buffer.isBuffer(body)) throwRefusal('files.piece_broken', { bytes: 0 });
      const { id: uploadId, number } = params;
      const piece = { uploadId, number, bytes: body, uploadedBy: receiptActor(actor) };
      return { have: [...orRefuse(await putPiece(tx, files, piece))] };
    },
  });

const finishRoute = (files: PhotoFiles): AnyRoute =>
  route({
    ...REPEATABLE,
    method: 'POST',
    url: '/api/photos/uploads/:id/finish',
    summary: 'Make the photo of its pieces; however often it is asked, it is the same photo',
    params: Type.Object({ id }),
    reply: PhotoReply,
    perMinute: UPLOADS_PER_MINUTE,
    refusals: ['files.upload_unknown', 'files.pieces_missing', 'files.upload_broken', ...PHOTO_REFUSALS],
    handle: async ({ tx, actor, params }) =>
      photoReply(
        orRefuse(await finishUpload(tx, files, { uploadId: params.id, uploadedBy: receiptActor(actor) })),
      ),
  });

export const uploadRoutes = (files: PhotoFiles): readonly AnyRoute[] => [
  beginRoute(),
  pieceRoute(files),
  finishRoute(files),
];
