// A picture as the camera gave it → the bytes that are kept, hashed and sent, or why it can't be sent: found
// out on the phone at once, before anybody has walked on. What comes out of here is the picture from then on;
// nothing changes it any more. Light ones pass untouched, heavy ones are drawn smaller with the camera's
// place and time carried over.
import { drawBeside } from './draw-beside.ts';
import { exifOf, withExif } from './exif-segment.ts';
import { kindOf, type PictureKind } from '../../picture-kind.ts';
import { isWhole, sizeOf } from './picture-header.ts';
import { LEFT_ALONE_BYTES, MOST_BYTES, MOST_PIXELS, MOST_READ_BYTES } from './scaled-size.ts';

export interface PreparedPicture {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

export type PictureFault = 'empty' | 'not_a_picture' | 'heic' | 'too_large' | 'too_many_pixels' | 'broken';

export interface FaultyPicture {
  readonly fault: PictureFault;
}

/** Answers the drawn JPEG; throws where the browser can't decode. */
export type Draw = (bytes: ArrayBuffer, type: string) => Promise<ArrayBuffer>;

const TYPES: Readonly<Record<Exclude<PictureKind, 'unknown'>, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
};

/** What the bytes alone tell. */
export function faultIn(bytes: Uint8Array): PictureFault | undefined {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > MOST_READ_BYTES) return 'too_large';
  const kind = kindOf(bytes);
  if (kind === 'unknown') return 'not_a_picture';
  if (kind === 'heic') return undefined;
  const size = sizeOf(bytes);
  if (!size || !isWhole(bytes)) return 'broken';
  return size.width * size.height > MOST_PIXELS ? 'too_many_pixels' : undefined;
}

async function drawn(bytes: ArrayBuffer, type: string, draw: Draw): Promise<ArrayBuffer | undefined> {
  try {
    return await draw(bytes, type);
  } catch (error) {
    console.info('This picture can’t be drawn here.', error);
    return undefined;
  }
}

/** `draw` stands in for the browser in tests. */
export async function preparePicture(
  bytes: ArrayBuffer,
  draw: Draw = drawBeside,
): Promise<PreparedPicture | FaultyPicture> {
  const original = new Uint8Array(bytes);
  const fault = faultIn(original);
  if (fault) return { fault };
  const kind = kindOf(original);
  const type = kind === 'unknown' ? '' : TYPES[kind];
  const smaller = await drawn(bytes, type, draw);
  // Drawing is the proof that it can be seen; what can't be drawn is told now.
  if (!smaller) return { fault: kind === 'heic' ? 'heic' : 'broken' };
  const isLight = kind !== 'heic' && bytes.byteLength <= LEFT_ALONE_BYTES;
  const whole = withExif(new Uint8Array(smaller), kind === 'jpeg' ? exifOf(original) : undefined);
  const isWorse = kind !== 'heic' && whole.length >= bytes.byteLength;
  if (isLight || isWorse) return bytes.byteLength > MOST_BYTES ? { fault: 'too_large' } : { bytes, type };
  return { bytes: whole.buffer, type: 'image/jpeg' };
}
