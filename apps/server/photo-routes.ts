// The door of photos: raw bytes in, an id and what the photo itself says (size, time, place) out.
import { type Static, Type } from '@sinclair/typebox';
import { toIso } from '../../kernel/instant.ts';
import type { PhotoFiles } from '../../platform/server/files/photo-files.ts';
import type { Photo } from '../../platform/server/files/queries.ts';
import { openPhoto, storePhoto } from '../../platform/server/files/store-photo.ts';
import { receiptActor } from '../../platform/server/http/receipt.ts';
import { orRefuse, throwRefusal } from '../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../platform/server/http/route.ts';

const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/octet-stream'];
const UPLOADS_PER_MINUTE = 60;
/** A list of cases shows fifty thumbnails at once, and a whole office may share one address. */
const READS_PER_MINUTE = 6_000;

export const PhotoReply = Type.Object({
  id: Type.String({ format: 'uuid' }),
  sha256: Type.String({ description: 'Of the bytes that are kept and served' }),
  originalSha256: Type.String({ description: 'Of the bytes that were sent' }),
  width: Type.Integer(),
  height: Type.Integer(),
  takenAt: Type.Optional(Type.String({ format: 'date-time' })),
  lon: Type.Optional(Type.Number()),
  lat: Type.Optional(Type.Number()),
});

export const photoReply = (photo: Photo): Static<typeof PhotoReply> => ({
  id: photo.id,
  sha256: photo.sha256,
  originalSha256: photo.originalSha256,
  width: photo.width,
  height: photo.height,
  ...(photo.takenAt === undefined ? {} : { takenAt: toIso(photo.takenAt) }),
  ...(photo.lon === undefined || photo.lat === undefined ? {} : { lon: photo.lon, lat: photo.lat }),
});

/** What may be said of the bytes of a photo, however they came. */
export const PHOTO_REFUSALS = [
  'files.too_large',
  'files.not_an_image',
  'files.heic',
  'files.too_many_pixels',
  'files.broken',
  'files.busy',
  'files.storage_full',
] as const;

export const photoRoutes = (files: PhotoFiles): readonly AnyRoute[] => [
  route({
    method: 'POST',
    url: '/api/photos',
    operation: 'photo.upload',
    summary:
      'Keep a photo: it is checked, turned upright and re-encoded; its place and time come back as data',
    body: Type.Unknown(),
    rawBody: IMAGE_TYPES,
    reply: PhotoReply,
    status: 201,
    writes: 'statement',
    perMinute: UPLOADS_PER_MINUTE,
    refusals: PHOTO_REFUSALS,
    handle: async ({ tx, actor, body }) => {
      if (!Buffer.isBuffer(body)) throwRefusal('files.not_an_image', { found: 'JSON' });
      return photoReply(
        orRefuse(await storePhoto(tx, files, { bytes: body, uploadedBy: receiptActor(actor) })),
      );
    },
  }),
  route({
    method: 'GET',
    url: '/api/photos/:photoId',
    operation: 'photo.read',
    summary: 'The photo, or its thumbnail of 320 pixels',
    params: Type.Object({ photoId: Type.String({ format: 'uuid' }) }),
    query: Type.Object({ size: Type.Optional(Type.Union([Type.Literal('full'), Type.Literal('thumb')])) }),
    reply: Type.Unknown(),
    refusals: ['files.not_found'],
    perMinute: READS_PER_MINUTE,
    handle: async ({ params, query, response }) => {
      const opened = await openPhoto(files, params.photoId, query.size ?? 'full');
      if (!opened) throwRefusal('files.not_found');
      // A photo never changes under its id; only who knows the id may see it, so no shared cache keeps it.
      response.headers({
        'content-type': 'image/jpeg',
        'content-length': opened.bytes,
        'cache-control': 'private, max-age=31536000, immutable',
      });
      return opened.stream;
    },
  }),
];
