// What a picture is by its first bytes; names and headers are only claims. Pure, and the same file on both
// sides: the phone says at once what the server would refuse, and the server looks again at whatever arrives.

export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'unknown';

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

/** The bytes from `from` to before `to` as letters, as far as they are there. */
export const lettersAt = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

export function kindOf(bytes: Uint8Array): PictureKind {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes[0] === 0x89 && lettersAt(bytes, 1, 8) === 'PNG\r\n\u001a\n') return 'png';
  if (lettersAt(bytes, 0, 4) === 'RIFF' && lettersAt(bytes, 8, 12) === 'WEBP') return 'webp';
  if (lettersAt(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.has(lettersAt(bytes, 8, 12))) return 'heic';
  return 'unknown';
}
