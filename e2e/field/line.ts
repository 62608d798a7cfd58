// The line between one phone and the server: the network of the real outbox, over the real application. What
// is asked may be lost, come twice, come again hours later, arrive damaged or cut; answers may be lost. It
// builds the same requests as platform/web/outbox/ways.ts and reads refusals with the app's own reader.
import type { FastifyInstance } from 'fastify';
import { toIso, type Instant } from '../../kernel/instant.ts';
import {
  DIGEST_HEADER,
  MADE_AT_HEADER,
  PROTOCOL_HEADER,
  RECEIPT_HEADER,
  SENT_AT_HEADER,
} from '../../platform/protocol.ts';
import { readProblem, RefusedError, WeatherError } from '../../platform/web/api/errors.ts';
import type { Entry } from '../../platform/web/outbox/entry.ts';
import type { Begun, Upload } from '../../platform/web/outbox/send-pieces.ts';
import type { Answer, Network } from '../../platform/web/outbox/ways.ts';
import type { Befall, Dice, Fate, Tally } from './fates.ts';
import { hashOf } from './pictures.ts';

interface Request {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What of the phone a line must know; read anew at each request. */
export interface LineEnd {
  readonly isOnline: () => boolean;
  readonly token: () => string;
  readonly protocol: () => number;
  readonly deviceClock: () => Instant;
  /** The server says that nobody is signed in. */
  readonly whenSignedOut: () => void;
  /** A copy that some box on the way will deliver later, out of order. */
  readonly deliverLater: (deliver: () => Promise<void>) => void;
}

/** Cut in the middle, or with one byte turned. */
function damage(body: Buffer, roll: Dice): Buffer {
  if (roll.happens(500)) return body.subarray(0, roll.below(body.length));
  const turned = Buffer.from(body);
  const at = roll.below(turned.length);
  turned[at] = (turned[at] ?? 0) ^ 0x55;
  return turned;
}

export class Line implements Network {
  readonly #server: () => FastifyInstance;
  readonly #end: LineEnd;
  readonly #dice: Dice;
  readonly #tally: Tally;

  constructor(server: () => FastifyInstance, end: LineEnd, roll: Dice, tally: Tally) {
    this.#server = server;
    this.#end = end;
    this.#dice = roll;
    this.#tally = tally;
  }

  async begin(upload: Upload): Promise<Begun> {
    return (await this.#json('POST', '/api/photos/uploads', { ...upload })) as unknown as Begun;
  }

  async putPiece(uploadId: string, number: number, bytes: ArrayBuffer, digest: string): Promise<void> {
    const reply = await this.#send({
      method: 'PUT',
      url: `/api/photos/uploads/${uploadId}/pieces/${number}`,
      headers: { 'content-type': 'application/octet-stream', [DIGEST_HEADER]: digest },
      body: Buffer.from(bytes),
    });
    await this.#read(reply);
  }

  async finish(uploadId: string): Promise<{ id: string }> {
    return (await this.#json('POST', `/api/photos/uploads/${uploadId}/finish`)) as { id: string };
  }

  async sendWhole(): Promise<{ id: string }> {
    throw new Error('this server knows pieces: nothing is sent whole');
  }

  async sendBody(entry: Entry, text: string, digest: string): Promise<Answer> {
    const reply = await this.#send({
      method: 'POST',
      url: entry.url,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': entry.id,
        [DIGEST_HEADER]: digest,
        [MADE_AT_HEADER]: toIso(entry.madeAt),
        [SENT_AT_HEADER]: toIso(this.#end.deviceClock()),
      },
      body: Buffer.from(text, 'utf8'),
    });
    const read = await this.#read(reply);
    if (reply.headers['idempotent-replayed'] === 'true') this.#count('replayed');
    const receipt = reply.headers[RECEIPT_HEADER];
    return { reply: read, receipt: typeof receipt === 'string' ? receipt : undefined };
  }

  #count(befall: Befall): void {
    this.#tally[befall] += 1;
  }

  async #json(method: 'POST', url: string, fields?: Readonly<Record<string, unknown>>) {
    if (fields === undefined) return this.#read(await this.#send({ method, url, headers: {} }));
    const body = Buffer.from(JSON.stringify(fields), 'utf8');
    const headers = { 'content-type': 'application/json', [DIGEST_HEADER]: hashOf(body) };
    return this.#read(await this.#send({ method, url, headers, body }));
  }

  async #read(reply: Reply): Promise<Readonly<Record<string, unknown>>> {
    if (reply.status < 300) return JSON.parse(reply.text) as Record<string, unknown>;
    const headers = { 'content-type': String(reply.headers['content-type']) };
    const error = await readProblem(new Response(reply.text, { status: reply.status, headers }));
    if (error instanceof RefusedError) this.#noteRefusal(error.code);
    throw error;
  }

  #noteRefusal(code: string): void {
    if (code === 'http.client_too_old') this.#count('too_old');
    else if (code === 'http.client_too_new') this.#count('too_new');
    else if (code === 'auth.session_ended') {
      this.#count('signed_out');
      this.#end.whenSignedOut();
    } else this.#count('refused');
  }

  async #deliver({ method, url, headers, body }: Request): Promise<Reply> {
    const reply = await this.#server().inject({
      method,
      url,
      headers: {
        ...headers,
        accept: 'application/json',
        authorization: `Bearer ${this.#end.token()}`,
        [PROTOCOL_HEADER]: String(this.#end.protocol()),
      },
      ...(body ? { payload: body } : {}),
    });
    return { status: reply.statusCode, headers: reply.headers, text: reply.body };
  }

  async #send(request: Request): Promise<Reply> {
    this.#count('requests');
    if (!this.#end.isOnline()) {
      this.#count('offline');
      throw new WeatherError('no network');
    }
    const fate = this.#dice.fate();
    if (fate !== 'clean') this.#count(fate);
    return this.#meet(fate, request);
  }

  async #meet(fate: Fate, request: Request): Promise<Reply> {
    if (fate === 'lost') throw new WeatherError('lost on its way');
    if (fate === 'damaged' && request.body && request.body.length > 0) {
      return this.#deliver({ ...request, body: damage(request.body, this.#dice) });
    }
    const reply = await this.#deliver(request);
    if (fate === 'answer_lost') throw new WeatherError('its answer was lost');
    if (fate === 'twice') return this.#deliver(request);
    if (fate === 'late_twice') this.#end.deliverLater(async () => void (await this.#deliver(request)));
    if (fate === 'receipt_lost') {
      const { [RECEIPT_HEADER]: _, ...headers } = reply.headers as Record<string, unknown>;
      return { ...reply, headers };
    }
    return reply;
  }
}
