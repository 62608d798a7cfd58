// What the bytes of a picture tell besides its kind: its size in pixels, and whether its end is there. Pure;
// it never decodes, so that a flood of pixels is seen before it is unpacked.
import { kindOf, lettersAt } from '../../picture-kind.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface Segment {
  readonly marker: number;
  /** Where its marker begins, and where the next one does. */
  readonly from: number;
  readonly to: number;
}

/** The segments of a JPEG up to its picture data. */
export function* segmentsOf(bytes: Uint8Array): Generator<Segment> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes before a marker are allowed.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const to = at + 2 + view.getUint16(at + 2);
    yield { marker, from: at, to };
    if (marker === 0xda) return;
    at = to;
  }
}

/** Start of frame, whatever the coding; not the tables that share its numbers. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { marker, from, to } of segmentsOf(bytes)) {
    if (isFrame(marker) && to <= bytes.length && to - from >= 9)
      return { height: view.getUint16(from + 5), width: view.getUint16(from + 7) };
  }
  return undefined;
}

function pngSize(bytes: Uint8Array): PictureSize | undefined {
  if (bytes.length < 24 || lettersAt(bytes, 12, 16) !== 'IHDR') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function webpSize(bytes: Uint8Array): PictureSize | undefined {
  if (bytes.length < 30) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const form = lettersAt(bytes, 12, 16);
  if (form === 'VP8 ')
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form !== 'VP8X') return undefined;
  const at = (offset: number) => view.getUint16(offset, true) + (view.getUint8(offset + 2) << 16) + 1;
  return { width: at(24), height: at(27) };
}

/** As its header says; undefined where the header is broken, or of a kind that is not read here. */
export function sizeOf(bytes: Uint8Array): PictureSize | undefined {
  const kind = kindOf(bytes);
  const size =
    kind === 'jpeg'
      ? jpegSize(bytes)
      : kind === 'png'
        ? pngSize(bytes)
        : kind === 'webp'
          ? webpSize(bytes)
          : undefined;
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function endsAsJpeg(bytes: Uint8Array): boolean {
  const scan = [...segmentsOf(bytes)].find(({ marker }) => marker === 0xda);
  if (!scan) return false;
  // Cameras append their own data after the end: it is looked for, not expected last.
  for (let at = bytes.length - 2; at >= scan.to; at -= 1) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

/** A picture cut off on its way out of the camera lacks its end; decoders of browsers show half of it. */
export function isWhole(bytes: Uint8Array): boolean {
  const kind = kindOf(bytes);
  if (kind === 'jpeg') return endsAsJpeg(bytes);
  if (kind === 'png') return lettersAt(bytes, bytes.length - 8, bytes.length - 4) === 'IEND';
  if (kind !== 'webp') return true;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length >= 12 && view.getUint32(4, true) + 8 <= bytes.length;
}
