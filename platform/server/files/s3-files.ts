// Photos in an S3-like store (MinIO, Ceph, OSS …), asked by path and signed with SigV4, laid out as on the
// disk: `<prefix>/ab/cd/<uuid>.jpg`, so that a folder of photos can be copied there as it is, and pieces of
// photos on their way under `<prefix>/pieces`. An object is there whole or not at all. A photo is never taken
// as kept without the store's own 200; nothing is retried.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { assert } from '../../../kernel/assert.ts';
import { type Id, isUuid } from '../../../kernel/id.ts';
import type { PhotoFiles, PhotoSize, PieceFiles } from './photo-files.ts';

export interface S3Store {
  /** With scheme and port, e.g. `https://photos.example:9000`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The folder within the bucket, without slashes at its ends. */
  readonly prefix?: string;
}

/** How long the store may take to answer. What it sends afterwards may take as long as its reader does. */
export const ANSWER_LIMIT_MS = 30_000;

/** What stores say when there is no room: S3, Ceph (403 with this code), MinIO, OBS. */
const FULL_WORDS = /InsufficientStorage|QuotaExceeded|StorageFull/i;
/** What the network says; anything else (a certificate, a wrong address) is not healed by waiting. */
const GONE_CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|UND_ERR_)/;

/** The codes are those of the disk and of sockets, because the edge knows a full disk and weather by them. */
class StoreError extends Error {
  override name = 'StoreError';
  readonly code: 'ENOSPC' | 'ECONNRESET' | 'ETIMEDOUT' | 'EIO';

  constructor(code: StoreError['code'], words: string, cause?: unknown) {
    super(words, { cause });
    this.code = code;
  }
}

interface Answer {
  readonly status: number;
  /** S3's own word, `NoSuchKey` …; empty where the answer has none. */
  readonly word: string;
}

function refusedBy({ status, word }: Answer, asked: string): StoreError {
  const words = `the photo store answered ${status} ${word} to ${asked}`;
  if (status === 507 || FULL_WORDS.test(word)) return new StoreError('ENOSPC', words);
  // 503 SlowDown and their like pass by themselves. A wrong key or bucket does not: it must reach the log.
  if (status >= 500 || status === 429) return new StoreError('ECONNRESET', words);
  return new StoreError('EIO', words);
}

function lostOn(error: unknown, asked: string): StoreError {
  if (error instanceof StoreError) return error;
  const cause = (error as { cause?: { code?: unknown; message?: unknown } } | null)?.cause;
  const isGone = GONE_CODES.test(String(cause?.code));
  const words = `the photo store was lost on ${asked}: ${String(cause?.message ?? error)}`;
  return new StoreError(isGone ? 'ECONNRESET' : 'EIO', words, error);
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, word: /<Code>([\w.]{1,80})<\/Code>/.exec(text)?.[1] ?? '' };
}

/** Runs until the answer is here, with everything that can go wrong told as a StoreError. */
async function withinLimit<T>(asked: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const words = `the photo store did not answer ${asked} within ${ANSWER_LIMIT_MS / 1_000} s`;
  const timer = setTimeout(() => limit.abort(new StoreError('ETIMEDOUT', words)), ANSWER_LIMIT_MS);
  try {
    return await work(limit.signal);
  } catch (error) {
    throw lostOn(error, asked);
  } finally {
    clearTimeout(timer);
  }
}

const mediaTypeOf = (key: string) => (key.endsWith('.jpg') ? 'image/jpeg' : 'application/octet-stream');

function signedFetch(store: S3Store) {
  const { region, accessKeyId, secretAccessKey } = store;
  const client = new AwsClient({ service: 's3', region, accessKeyId, secretAccessKey });
  const root = `${store.endpoint.replace(/\/+$/, '')}/${store.bucket}/`;
  return async (method: string, key: string, signal: AbortSignal, bytes?: Uint8Array): Promise<Response> => {
    const sha256 = createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
    const request = await client.sign(root + key, {
      method,
      headers: { 'x-amz-content-sha256': sha256, ...(bytes && { 'content-type': mediaTypeOf(key) }) },
      ...(bytes && { body: bytes as Uint8Array<ArrayBuffer> }),
    });
    // A redirect would carry the signature to a host that nobody configured.
    return fetch(request, { signal, redirect: 'manual' });
  };
}

function readLength(response: Response, asked: string): number {
  const bytes = Number(response.headers.get('content-length') ?? Number.NaN);
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new StoreError('EIO', `the photo store did not say the length of ${asked}`);
}

/** The questions asked of the store, by key; everything that can go wrong is told as a StoreError. */
function objectsOf(store: S3Store) {
  const ask = signedFetch(store);
  async function found<T>(key: string, read: (response: Response) => Promise<T>): Promise<T | undefined> {
    return withinLimit(`GET ${key}`, async (signal) => {
      const response = await ask('GET', key, signal);
      if (response.status === 200 && response.body) return read(response);
      const answer = await readAnswer(response);
      // A bucket that is gone must not be told as a photo that never was.
      if (answer.status === 404 && answer.word !== 'NoSuchBucket') return undefined;
      throw refusedBy(answer, `GET ${key}`);
    });
  }
  return {
    found,
    put: (key: string, bytes: Uint8Array) =>
      withinLimit(`PUT ${key}`, async (signal) => {
        const answer = await readAnswer(await ask('PUT', key, signal, bytes));
        if (answer.status !== 200) throw refusedBy(answer, `PUT ${key}`);
      }),
    remove: (key: string) =>
      withinLimit(`DELETE ${key}`, async (signal) => {
        const response = await ask('DELETE', key, signal);
        const answer = await readAnswer(response);
        if (!response.ok && answer.status !== 404) throw refusedBy(answer, `DELETE ${key}`);
      }),
  };
}

function keyOf({ prefix }: S3Store, id: Id, ending: string, folder = ''): string {
  // The id becomes a path: nothing but a uuid may come through.
  assert(isUuid(id), 'the id of a photo or of its pieces is a uuid');
  const root = prefix === undefined ? '' : `${prefix}/`;
  return `${root}${folder}${id.slice(-4, -2)}/${id.slice(-2)}/${id}${ending}`;
}

export function s3Files(store: S3Store): PhotoFiles {
  const objects = objectsOf(store);
  const photo = (id: Id, size: PhotoSize) => keyOf(store, id, size === 'thumb' ? '.thumb.jpg' : '.jpg');
  const piece = (id: Id, number: number) => keyOf(store, id, `.${number}`, 'pieces/');
  const pieces: PieceFiles = {
    putPiece: (uploadId, number, bytes) => objects.put(piece(uploadId, number), bytes),
    readPiece: (uploadId, number) =>
      objects.found(
        piece(uploadId, number),
        async (response) => new Uint8Array(await response.arrayBuffer()),
      ),
    async removePieces(uploadId, count) {
      for (let number = 0; number < count; number++) await objects.remove(piece(uploadId, number));
    },
  };
  return {
    ...pieces,
    async put(id, size, bytes) {
      await objects.put(photo(id, size), bytes);
    },
    async open(id, size) {
      const key = photo(id, size);
      return objects.found(key, async (response) => {
        const bytes = readLength(response, key);
        return { stream: Readable.fromWeb(response.body as ReadableStream), bytes };
      });
    },
    async remove(id) {
      await objects.remove(photo(id, 'full'));
      await objects.remove(photo(id, 'thumb'));
    },
  };
}
