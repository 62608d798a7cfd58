// A drawn tile on its way to a map: compressed to whoever reads that, 304 to whoever has it, 204 where
// nothing is drawn.
import { gunzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptTile } from './tile-cache.ts';

const CACHE_CONTROL = {
  /** The browser asks again after a minute, with the ETag. */
  minute: 'private, max-age=60',
  /** It asks each time, with the ETag. */
  checked: 'private, no-cache',
  /** What only some may see stays in no file of the browser's: a desk is shared. */
  never: 'no-store',
} as const;

export function sendTile(
  { etag, bytes }: Pick<KeptTile, 'etag' | 'bytes'>,
  request: FastifyRequest,
  response: FastifyReply,
  kept: keyof typeof CACHE_CONTROL = 'minute',
): Buffer | null {
  response.headers({ etag, 'cache-control': CACHE_CONTROL[kept], vary: 'accept-encoding' });
  if (request.headers['if-none-match'] === etag) {
    response.status(304);
    return null;
  }
  if (bytes === undefined) {
    response.status(204);
    return null;
  }
  response.header('content-type', 'application/vnd.mapbox-vector-tile');
  if (!/\bgzip\b(?!;q=0)/.test(request.headers['accept-encoding'] ?? '')) return gunzipSync(bytes);
  response.header('content-encoding', 'gzip');
  return bytes;
}
