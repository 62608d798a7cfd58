// How large a picture is sent. Pure; the same longest edge that the server keeps.

export const LONGEST_EDGE = 2_560;
export const JPEG_QUALITY = 0.85;
/** A picture that is lighter than this goes as the camera made it, byte for byte. */
export const LEFT_ALONE_BYTES = 1_572_864;
/** What the server takes. */
export const MOST_BYTES = 15 * 1_048_576;
export const MOST_PIXELS = 50_000_000;
/** More than any camera of a phone writes: not even read into memory twice. */
export const MOST_READ_BYTES = 60 * 1_048_576;

export function scaledSize(size: { readonly width: number; readonly height: number }) {
  const share = Math.min(1, LONGEST_EDGE / Math.max(size.width, size.height));
  const edge = (pixels: number) => Math.max(1, Math.round(pixels * share));
  return { width: edge(size.width), height: edge(size.height) };
}
