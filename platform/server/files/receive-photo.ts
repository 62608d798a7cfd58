// From the bytes somebody sent to a photo that may be kept: checked by content, turned upright, made smaller,
// without its metadata. Nothing of the original passes through but its picture, its place and its time.
import { createHash } from 'node:crypto';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { kindOf } from '../../picture-kind.ts';
import { type PhotoFacts, readPhotoFacts } from './exif-facts.ts';
import { OneByOne } from './one-by-one.ts';
import type { FilesRefusalCode } from './refusals.ts';

export interface PhotoLimits {
  readonly bytes: number;
  readonly megapixels: number;
  /** Longest edge of what is kept, in pixels. */
  readonly maxEdge: number;
  readonly thumbEdge: number;
  readonly quality: number;
}

export const DEFAULT_PHOTO_LIMITS: PhotoLimits = {
  bytes: 15 * 1024 * 1024,
  megapixels: 50,
  maxEdge: 2_560,
  thumbEdge: 320,
  quality: 82,
};

export interface ReceivedPhoto {
  readonly full: Uint8Array;
  readonly thumb: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Of what is kept. */
  readonly sha256: Uint8Array;
  /** Of what was sent. */
  readonly originalSha256: Uint8Array;
  readonly facts: PhotoFacts;
}

// Two photos at a time, one thread each: pictures must not take the cores from reports. A cache would only
// keep megabytes that are never asked for again.
sharp.concurrency(1);
sharp.cache(false);
const decoding = new OneByOne({ atOnce: 2, waiting: 100 });

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

type FilesRefusal = Refusal<FilesRefusalCode>;

function open(bytes: Uint8Array, limits: PhotoLimits): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: limits.megapixels * 1_000_000, animated: false });
}

async function readMetadata(bytes: Uint8Array, limits: PhotoLimits): Promise<Metadata | FilesRefusal> {
  const { bytes: limitBytes, megapixels } = limits;
  if (bytes.length > limitBytes) return refuse('files.too_large', { bytes: bytes.length, limitBytes });
  const kind = kindOf(bytes);
  if (kind === 'heic') return refuse('files.heic');
  if (kind === 'unknown') return refuse('files.not_an_image', { found: 'unknown' });
  // Only the header is read here, so a flood of pixels is seen before it is unpacked.
  const metadata = await sharp(bytes, { failOn: 'error', limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (!metadata?.width || !metadata.height) return refuse('files.broken');
  const { width, height } = metadata;
  if (width * height > megapixels * 1_000_000) {
    return refuse('files.too_many_pixels', { width, height, limitMegapixels: megapixels });
  }
  return metadata;
}

async function encode(bytes: Uint8Array, limits: PhotoLimits) {
  // The outputs of sharp carry no metadata unless it is asked for; the colours are brought to sRGB.
  const upright = open(bytes, limits).autoOrient().flatten({ background: '#ffffff' });
  const { data, info } = await upright
    .resize({ width: limits.maxEdge, height: limits.maxEdge, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: limits.quality })
    .toBuffer({ resolveWithObject: true });
  // From the smaller picture, which is quicker than from the original once more.
  const thumb = await sharp(data)
    .resize({ width: limits.thumbEdge, height: limits.thumbEdge, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer();
  return { full: data, thumb, width: info.width, height: info.height };
}

/** Takes some 0.1–0.5 s: never call it while a transaction is open. */
export async function receivePhoto(
  bytes: Uint8Array,
  limits: PhotoLimits = DEFAULT_PHOTO_LIMITS,
): Promise<ReceivedPhoto | FilesRefusal> {
  const metadata = await readMetadata(bytes, limits);
  if (isRefusal(metadata)) return metadata as FilesRefusal;
  // The header was fine, so what the decoder refuses now is a broken or cut picture.
  const work = decoding.run(() => encode(bytes, limits).catch(() => refuse('files.broken')));
  if (!work) return refuse('files.busy');
  const encoded = await work;
  if (isRefusal(encoded)) return encoded;
  return {
    ...encoded,
    sha256: sha256(encoded.full),
    originalSha256: sha256(bytes),
    facts: readPhotoFacts(metadata.exif),
  };
}
