// The block in which a camera wrote place and time, carried over to the smaller picture that the phone makes:
// the server then reads the same two facts, and drops the rest as of any picture. Pure bytes. A block that
// can't be read is left out, never guessed at.
import { segmentsOf } from './picture-header.ts';

const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const HEAD_BYTES = 4 + EXIF.length;
const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/** The picture is drawn upright when it is scaled, so it must not be turned once more; its preview goes. */
function setUpright(segment: Uint8Array): boolean {
  const tiff = new DataView(segment.buffer, segment.byteOffset + HEAD_BYTES, segment.length - HEAD_BYTES);
  const order = tiff.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return false;
  const isLittle = order === 0x4949;
  const first = tiff.getUint32(4, isLittle);
  const entries = tiff.getUint16(first, isLittle);
  for (let index = 0; index < entries; index += 1) {
    const at = first + 2 + index * ENTRY_BYTES;
    if (tiff.getUint16(at, isLittle) === ORIENTATION) tiff.setUint16(at + 8, 1, isLittle);
  }
  tiff.setUint32(first + 2 + entries * ENTRY_BYTES, 0, isLittle);
  return true;
}

/** A copy, made to fit an upright picture; undefined where the JPEG has none that can be read. */
export function exifOf(jpeg: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  for (const { marker, from, to } of segmentsOf(jpeg)) {
    if (marker !== 0xe1 || EXIF.some((byte, index) => jpeg[from + 4 + index] !== byte)) continue;
    const segment = jpeg.slice(from, to);
    try {
      return setUpright(segment) ? segment : undefined;
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
  return undefined;
}

/** The JPEG with the block right behind its start, where readers look for it. */
export function withExif(jpeg: Uint8Array, segment: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(jpeg.length + (segment?.length ?? 0));
  made.set(jpeg.subarray(0, 2));
  if (segment) made.set(segment, 2);
  made.set(jpeg.subarray(2), 2 + (segment?.length ?? 0));
  return made;
}
