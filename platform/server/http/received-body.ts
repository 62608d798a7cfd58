// A body that carries its own digest is read whole and compared before anything looks at it: what was damaged
// on its way must not be taken for what the person did, nor told as her mistake. Requests without the header
// pass by untouched.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyRequest, RequestPayload } from 'fastify';
import { DIGEST_HEADER } from '../../protocol.ts';
import { languageOf } from './problem.ts';
import { throwRefusal } from './refused.ts';

const NO_DIGEST = {
  zh: `${DIGEST_HEADER} 应为正文 SHA-256 的 64 位小写十六进制`,
  en: `${DIGEST_HEADER} must be the SHA-256 of the body in 64 lower-case hex digits`,
};

/** The digest that came with a write; undefined where none did. Throws Refused `http.invalid`. */
export function claimedDigest(request: FastifyRequest): string | undefined {
  const digest = request.headers[DIGEST_HEADER];
  if (digest === undefined || request.method === 'GET') return undefined;
  return typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest)
    ? digest
    : throwRefusal('http.invalid', { what: NO_DIGEST[languageOf(request)] });
}

async function readWhole(payload: RequestPayload, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of payload) {
    bytes += chunk.length;
    if (bytes > limitBytes) throwRefusal('http.too_large', { limitBytes });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The body to go on with; undefined leaves it as it is. Throws Refused `damagedCode`, `http.too_large`. */
export async function checkedBody(
  request: FastifyRequest,
  payload: RequestPayload,
  damagedCode: string,
): Promise<RequestPayload | undefined> {
  const digest = claimedDigest(request);
  if (digest === undefined) return undefined;
  const limitBytes = request.routeOptions.bodyLimit;
  // Refused by its length alone, as any other body; not a byte of it is read.
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
    throwRefusal('http.too_large', { limitBytes });
  }
  const body = await readWhole(payload, limitBytes);
  if (createHash('sha256').update(body).digest('hex') !== digest) {
    throwRefusal(damagedCode, { bytes: body.length });
  }
  return Object.assign(Readable.from(body.length === 0 ? [] : [body], { objectMode: false }), {
    receivedEncodedLength: body.length,
  });
}
