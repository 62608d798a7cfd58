// An S3-like store on 127.0.0.1, for tests: it holds bytes in memory, can be full or be lost, and checks
// length, hash and SigV4 signature by itself. It must never borrow anything from the code that signs.
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Uint8Array | string, text: string) => createHmac('sha256', key).update(text).digest();

export interface SignedRequest {
  readonly method: string;
  /** As sent, with its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** The signature that the request should carry, after "Signature Version 4 signing process" of S3. */
export function signatureOf(
  { method, url, headers }: SignedRequest,
  signedHeaders: readonly string[],
  scope: string,
  secret: string,
): string {
  const [path, query = ''] = url.split('?');
  const lines = signedHeaders.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`);
  const canonical = [
    method,
    path,
    query.split('&').sort().join('&'),
    lines.join(''),
    signedHeaders.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<Uint8Array | string>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

const MUST_BE_SIGNED = ['host', 'x-amz-content-sha256', 'x-amz-date'];
const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), SignedHeaders=(\S+), Signature=(\w{64})$/;

interface Refused {
  readonly status: number;
  readonly word: string;
}

export class FakeS3 {
  readonly bucket = 'city-photos';
  readonly region = 'cn-test-1';
  readonly accessKeyId = 'TESTKEY';
  readonly secretAccessKey = 'a secret/of+this test';
  /** By path without the bucket. */
  readonly held = new Map<string, Buffer>();
  /** Every request that arrived, taken or not. */
  readonly asked: string[] = [];
  /** What every PUT is answered with; undefined while there is room. */
  full: Refused | undefined;
  /** Where the connection is lost: within the photo on its way in or out, or before the answer to a PUT. */
  lost: 'coming in' | 'before the answer' | 'going out' | undefined;
  /** Takes requests and says nothing; calls back for each. */
  silent: (() => void) | undefined;
  readonly #server = createServer((request, response) => void this.#take(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.#server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.port}`;
  }

  /** Any at first, the same one again after a stop. */
  port = 0;

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.asked.push(`${method} ${url}`);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
        if (this.lost === 'coming in') return void request.socket.destroy();
      }
    } catch {
      // The caller went away within its own request: there is nobody to answer.
      return;
    }
    if (this.silent) return this.silent();
    this.#answer(request, Buffer.concat(chunks), response);
  }

  #answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { method = '', url = '' } = request;
    const key = url.slice(`/${this.bucket}/`.length);
    const refused = this.#refusalOf(request, body) ?? (method === 'PUT' ? this.full : undefined);
    const held = this.held.get(key);
    if (refused) this.#refuse(refused, response);
    else if (method === 'PUT') this.#keep(key, body, response);
    else if (!held) this.#refuse({ status: 404, word: 'NoSuchKey' }, response);
    else if (method === 'DELETE') {
      this.held.delete(key);
      response.writeHead(204).end();
    } else this.#send(held, response);
  }

  #keep(key: string, body: Buffer, response: ServerResponse): void {
    this.held.set(key, body);
    if (this.lost === 'before the answer') response.destroy();
    else response.writeHead(200).end();
  }

  #send(held: Buffer, response: ServerResponse): void {
    response.writeHead(200, { 'content-length': held.length });
    if (this.lost !== 'going out') response.end(held);
    else response.write(held.subarray(0, held.length / 2), () => response.destroy());
  }

  #refuse({ status, word }: Refused, response: ServerResponse): void {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${word}</Code></Error>`;
    response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
  }

  #refusalOf({ method = '', url = '', headers }: IncomingMessage, body: Buffer): Refused | undefined {
    const [, accessKeyId, scope = '', names = '', signature] =
      AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
    if (accessKeyId !== this.accessKeyId) return { status: 403, word: 'InvalidAccessKeyId' };
    const day = String(headers['x-amz-date']).slice(0, 8);
    const isSigned = MUST_BE_SIGNED.every((name) => names.split(';').includes(name));
    const isOurs = scope === `${day}/${this.region}/s3/aws4_request`;
    const right = signatureOf({ method, url, headers }, names.split(';'), scope, this.secretAccessKey);
    if (!isSigned || !isOurs || right !== signature) return { status: 403, word: 'SignatureDoesNotMatch' };
    if (headers['x-amz-content-sha256'] !== sha256(body)) {
      return { status: 400, word: 'XAmzContentSHA256Mismatch' };
    }
    if (method === 'PUT' && headers['content-length'] !== String(body.length)) {
      return { status: 411, word: 'MissingContentLength' };
    }
    return url.startsWith(`/${this.bucket}/`) ? undefined : { status: 404, word: 'NoSuchBucket' };
  }
}
