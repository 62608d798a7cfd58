// What the phone says of a picture before it is sent, and what becomes of a heavy one.
import exifReader from 'exif-reader';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { exifOf, withExif } from './exif-segment.ts';
import { kindOf } from '../../picture-kind.ts';
import { isWhole, sizeOf } from './picture-header.ts';
import { type Draw, preparePicture } from './prepare-picture.ts';
import { LEFT_ALONE_BYTES, LONGEST_EDGE, scaledSize } from './scaled-size.ts';

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', sigma: 60 } },
  });
const EXIF = {
  IFD0: { Make: 'A phone' },
  IFD2: { DateTimeOriginal: '2026:08:05 12:08:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '31/1 18/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '120/1 37/1 0/1',
  },
};
const bytesOf = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer;
/** The browser's part: decode, turn upright, make smaller, forget everything else. */
const draw: Draw = async (bytes) => {
  const upright = await sharp(Buffer.from(bytes)).autoOrient().toBuffer({ resolveWithObject: true });
  const { width, height } = scaledSize(upright.info);
  return bytesOf(await sharp(upright.data).resize(width, height).jpeg({ quality: 85 }).toBuffer());
};
const cannot: Draw = () => Promise.reject(new Error('can’t decode'));

describe('what a picture is', () => {
  test('kind and size are read from the bytes of each kind, none from a name', async () => {
    const plain = noise(640, 480);
    for (const [kind, buffer] of [
      ['jpeg', await plain.clone().jpeg().toBuffer()],
      ['jpeg', await plain.clone().jpeg({ progressive: true }).toBuffer()],
      ['png', await plain.clone().png().toBuffer()],
      ['webp', await plain.clone().webp().toBuffer()],
      ['webp', await plain.clone().webp({ lossless: true }).toBuffer()],
      ['webp', await plain.clone().ensureAlpha(0.5).webp().toBuffer()],
    ] as const) {
      expect(kindOf(buffer)).toBe(kind);
      expect(sizeOf(buffer)).toEqual({ width: 640, height: 480 });
      expect([isWhole(buffer), isWhole(buffer.subarray(0, buffer.length - 2_000))]).toEqual([true, false]);
    }
  });

  test('none, empty, cut off, undecodable, a flood of pixels, HEIC: each is told apart', async () => {
    const jpeg = await noise(400, 300).jpeg().toBuffer();
    const flood = new Uint8Array(await noise(64, 64).png().toBuffer());
    new DataView(flood.buffer).setUint32(16, 60_000);
    new DataView(flood.buffer).setUint32(20, 60_000);
    const heic = new Uint8Array(64);
    heic.set(new TextEncoder().encode('ftypheic'), 4);
    const told = async (bytes: Uint8Array, by: Draw = draw) =>
      preparePicture(bytesOf(Buffer.from(bytes)), by);
    expect(await told(new Uint8Array())).toEqual({ fault: 'empty' });
    expect(await told(new TextEncoder().encode('%PDF-1.7 …'))).toEqual({ fault: 'not_a_picture' });
    expect(await told(jpeg.subarray(0, jpeg.length / 2))).toEqual({ fault: 'broken' });
    expect(await told(jpeg.subarray(0, 30))).toEqual({ fault: 'broken' });
    expect(await told(jpeg, cannot)).toEqual({ fault: 'broken' });
    expect(await told(flood)).toEqual({ fault: 'too_many_pixels' });
    expect(await told(heic, cannot)).toEqual({ fault: 'heic' });
    expect(await told(new Uint8Array(61 * 1_048_576))).toEqual({ fault: 'too_large' });
  });
});

describe('what is sent', () => {
  test('a light picture goes as the camera made it, byte for byte', async () => {
    const bytes = bytesOf(await noise(800, 600).jpeg().withExif(EXIF).toBuffer());
    const sent = await preparePicture(bytes, draw);
    expect(sent).toEqual({ bytes, type: 'image/jpeg' });
  });

  test('a heavy one is drawn smaller and upright, and still says where and when it was taken', async () => {
    const heavy = await noise(3_200, 2_400)
      .jpeg({ quality: 95 })
      .withExif(EXIF)
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(heavy.length).toBeGreaterThan(LEFT_ALONE_BYTES);
    const sent = await preparePicture(bytesOf(heavy), draw);
    if ('fault' in sent) throw new Error(sent.fault);
    expect(sent.bytes.byteLength).toBeLessThan(heavy.length);
    const facts = await sharp(Buffer.from(sent.bytes)).metadata();
    // Orientation 6 lies on its side: upright it is tall.
    expect([facts.width, facts.height, facts.orientation]).toEqual([1_920, LONGEST_EDGE, 1]);
    const tags = exifReader(facts.exif ?? Buffer.alloc(0));
    expect(tags.Photo?.DateTimeOriginal?.toISOString()).toBe('2026-08-05T12:08:00.000Z');
    expect(tags.GPSInfo?.GPSLatitude).toEqual([31, 18, 0]);
  });

  test('a heavy one without facts is drawn all the same; a broken block of facts is left out', async () => {
    const heavy = await noise(3_000, 2_000).jpeg({ quality: 95 }).toBuffer();
    const sent = await preparePicture(bytesOf(heavy), draw);
    expect('bytes' in sent && (await sharp(Buffer.from(sent.bytes)).metadata()).width).toBe(LONGEST_EDGE);
    const odd = new Uint8Array(await noise(64, 64).jpeg().withExif(EXIF).toBuffer());
    const segment = exifOf(odd);
    expect(segment).toBeDefined();
    const at = odd.findIndex((_, index) => odd[index] === 0x45 && odd[index + 1] === 0x78);
    new DataView(odd.buffer).setUint32(at + 10, 0xffffff);
    expect(exifOf(odd)).toBeUndefined();
    expect(withExif(odd, undefined)).toEqual(odd);
  });
});
