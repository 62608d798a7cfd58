// A server as an outbox sees it, in memory, with a line that can be cut, lose answers and say things twice.
// For tests and simulations. It keeps what it has accepted, once per key, in the order of acceptance.
import { RefusedError, WeatherError } from '../api/errors.ts';
import type { Entry } from './entry.ts';
import { sha256 } from './sha256.ts';
import type { Upload } from './send-pieces.ts';
import type { Answer, Network } from './ways.ts';

const PIECE = 4;

interface Stored extends Upload {
  readonly pieces: Map<number, ArrayBuffer>;
  photoId: string | undefined;
}

export interface Accepted {
  readonly id: string;
  readonly owner: string;
  readonly about: string | undefined;
  readonly text: string;
}

export interface Line {
  /** Called before the request arrives and before its answer does; throws to lose it. */
  readonly pass: (way: 'there' | 'back', what: string) => Promise<void>;
  /** Whether this request arrives twice. */
  readonly isDoubled: (what: string) => boolean;
}

export const refusal = (code: string, status: number, retryable = false): RefusedError =>
  new RefusedError({ status, code, detail: code, data: {}, retryable });

const GOOD_LINE: Line = { pass: async () => undefined, isDoubled: () => false };

export class FakeServer {
  readonly accepted: Accepted[] = [];
  readonly photos = new Map<string, { readonly sha256: string; readonly bytes: ArrayBuffer }>();
  readonly requests: string[] = [];
  /** Says no to these, by entry id. */
  readonly refuses = new Map<string, Error>();
  readonly #uploads = new Map<string, Stored>();
  readonly #replies = new Map<string, { readonly digest: string; readonly reply: unknown }>();
  /** Knows no pieces. */
  isOld = false;

  #begin(upload: Upload) {
    if (this.isOld) throw refusal('http.not_found', 404);
    const known = this.#uploads.get(upload.id) ?? { ...upload, pieces: new Map(), photoId: undefined };
    if (known.sha256 !== upload.sha256) throw refusal('files.upload_mismatch', 409);
    this.#uploads.set(upload.id, known);
    const photo = known.photoId === undefined ? null : { id: known.photoId };
    return { pieceBytes: PIECE, have: [...known.pieces.keys()], photo };
  }

  async #putPiece(id: string, number: number, bytes: ArrayBuffer, digest: string): Promise<void> {
    const known = this.#uploads.get(id);
    if (!known) throw refusal('files.upload_unknown', 404);
    if ((await sha256(bytes)) !== digest) throw refusal('files.piece_broken', 422, true);
    known.pieces.set(number, bytes);
  }

  async #finish(id: string): Promise<{ id: string }> {
    const known = this.#uploads.get(id);
    if (!known) throw refusal('files.upload_unknown', 404);
    if (known.photoId !== undefined) return { id: known.photoId };
    const parts = [...known.pieces].sort(([a], [b]) => a - b).map(([, bytes]) => new Uint8Array(bytes));
    const bytes = new Uint8Array(parts.flatMap((part) => [...part])).buffer;
    if (bytes.byteLength < known.sizeBytes) throw refusal('files.pieces_missing', 409, true);
    return this.#keepPhoto(known, bytes);
  }

  async #keepPhoto(
    upload: Upload & { photoId?: string | undefined },
    bytes: ArrayBuffer,
  ): Promise<{ id: string }> {
    const sum = await sha256(bytes);
    if (sum !== upload.sha256) throw refusal('files.upload_broken', 422, true);
    const id = `photo of ${upload.id}`;
    const known = this.#uploads.get(upload.id);
    if (known) known.photoId = id;
    this.photos.set(id, { sha256: sum, bytes });
    return { id };
  }

  async #take(entry: Entry, text: string, digest: string): Promise<Answer> {
    if ((await sha256(text)) !== digest) throw refusal('http.body_damaged', 400, true);
    const known = this.#replies.get(entry.id);
    if (known) {
      if (known.digest !== digest) throw refusal('http.idempotency_mismatch', 422);
      return { reply: known.reply, receipt: digest };
    }
    const no = this.refuses.get(entry.id);
    if (no) throw no;
    this.accepted.push({ id: entry.id, owner: entry.owner, about: entry.about, text });
    const reply = { id: `case of ${entry.id}`, number: String(this.accepted.length), steps: [] };
    this.#replies.set(entry.id, { digest, reply });
    return { reply, receipt: digest };
  }

  /** The server over a line of one phone. */
  over(line: Line = GOOD_LINE): Network {
    const send = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      await line.pass('there', what);
      this.requests.push(what);
      // What the second copy is answered is heard by nobody.
      const doubled = line.isDoubled(what) ? Promise.allSettled([work()]) : undefined;
      const answer = await work();
      await doubled;
      await line.pass('back', what);
      return answer;
    };
    return {
      begin: (upload) => send(`begin ${upload.id}`, async () => this.#begin(upload)),
      putPiece: (id, number, bytes, digest) =>
        send(`piece ${id} ${number}`, () => this.#putPiece(id, number, bytes, digest)),
      finish: (id) => send(`finish ${id}`, () => this.#finish(id)),
      sendWhole: (upload, bytes) => send(`whole ${upload.id}`, () => this.#keepPhoto(upload, bytes)),
      sendBody: (entry, text, digest) => send(`body ${entry.id}`, () => this.#take(entry, text, digest)),
    };
  }
}

export const cut = (): WeatherError => new WeatherError('cut');
