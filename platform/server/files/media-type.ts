// What a file is by its first bytes; names and headers are only claims. Nothing reaches the decoder that is
// not one of the three kinds a phone takes: decoders of rarer kinds are where the holes are.

export type Sniffed = 'jpeg' | 'png' | 'webp' | 'heic' | 'unknown';

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes[0] === 0x89 && text(bytes, 1, 8) === 'PNG\r\n\u001a\n') return 'png';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp';
  if (text(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.has(text(bytes, 8, 12))) return 'heic';
  return 'unknown';
}
