// What a client may keep of a reply. The browser keeps nothing of the API's data in its own files unless the
// door says so: a desk or a phone is shared, and those files outlive a sign-out. An installed app keeps its
// copies itself, sealed, and asks by version: what has not changed is not sent again.
import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PROTOCOL_HEADER } from '../../protocol.ts';
import { isWholeReply } from './small-replies.ts';

const DATA = /^application\/json\b/;

const isVersioned = (request: FastifyRequest, response: FastifyReply): boolean =>
  request.method === 'GET' &&
  request.headers[PROTOCOL_HEADER] !== undefined &&
  response.statusCode === 200 &&
  !response.hasHeader('etag') &&
  DATA.test(String(response.getHeader('content-type') ?? ''));

/** Before the replies are made small: the version is of the words, however they travel. */
export function addPhoneCopies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, response, payload) => {
    if (request.url.startsWith('/api/') && !response.hasHeader('cache-control')) {
      response.header('cache-control', 'no-store');
    }
    if (!isWholeReply(payload) || !isVersioned(request, response)) return payload;
    const etag = `W/"${hash('sha256', payload, 'base64url')}"`;
    response.header('etag', etag);
    if (request.headers['if-none-match'] !== etag) return payload;
    response.status(304).removeHeader('content-type').removeHeader('content-length');
    return '';
  });
}
