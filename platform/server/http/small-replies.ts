// Replies of data travel compressed to whoever reads it: on a slow line a list is a second instead of six.
// What is small, already compressed, or carries a secret beside words that a stranger may choose stays plain.
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const SMALLEST_BYTES = 1_400;
/** The sign-in answers with a token: its length must not depend on what else is in the reply (BREACH). */
const SECRET = /^\/api\/session\b/;
const DATA = /^application\/(?:[\w.-]+\+)?json\b/;
/** Quick rather than smallest: the line is slow, but the processor is shared. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** In hand whole: words, or the bytes of a list that was written as such. A stream is neither. */
export const isWholeReply = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload);

const isPlainData = (request: FastifyRequest, response: FastifyReply): boolean =>
  !SECRET.test(request.url) &&
  response.getHeader('content-encoding') === undefined &&
  DATA.test(String(response.getHeader('content-type') ?? ''));

function wayFor(request: FastifyRequest): 'br' | 'gzip' | undefined {
  const read = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b(?!;q=0)/.test(read)) return 'br';
  return /\bgzip\b(?!;q=0)/.test(read) ? 'gzip' : undefined;
}

export function addSmallReplies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, response, payload) => {
    if (!isWholeReply(payload) || payload.length < SMALLEST_BYTES) return payload;
    if (!isPlainData(request, response)) return payload;
    response.header('vary', 'accept-encoding');
    const way = wayFor(request);
    if (way === undefined) return payload;
    const small = way === 'br' ? await toBrotli(payload, BROTLI) : await toGzip(payload);
    response.header('content-encoding', way).removeHeader('content-length');
    return small;
  });
}
