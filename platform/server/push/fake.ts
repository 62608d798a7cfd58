// A push service and its browsers on 127.0.0.1, for tests. It opens what it gets as a browser would (RFC
// 8188, 8291), checks the sender's signature (RFC 8292), forgets what nobody fetched within its TTL, and can
// be told to answer otherwise. It must never borrow anything from the code that seals or signs.
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock/clock.ts';
import type { PushTarget } from './push-channel.ts';

export interface FakeMessage {
  readonly text: string;
  readonly urgency: string;
  readonly topic: string | undefined;
  readonly arrivedAt: number;
  readonly ttlSeconds: number;
}

interface Browser {
  readonly ecdh: ECDH;
  readonly secret: Buffer;
  messages: FakeMessage[];
  isGone: boolean;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const DAY_SECONDS = 86_400;
const AUTHORIZATION = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/;
const bytes = (text: string) => Buffer.from(text, 'base64url');

/** The one record of an aes128gcm body: salt 16, record size 4, length of key id 1, sender's key, sealed. */
function open(body: Buffer, { ecdh, secret }: Browser): string {
  const keyLength = body.readUInt8(20);
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  if (sealed.length > body.readUInt32BE(16)) throw new Error('more than one record');
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const seed = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), secret, info, 32));
  const keyOf = (what: string, length: number) =>
    Buffer.from(hkdfSync('sha256', seed, salt, `Content-Encoding: ${what}\0`, length));
  const decipher = createDecipheriv('aes-128-gcm', keyOf('aes128gcm', 16), keyOf('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = plain.lastIndexOf(2);
  if (end < 0 || plain.subarray(end + 1).some((byte) => byte !== 0))
    throw new Error('no end of the last record');
  return plain.subarray(0, end).toString('utf8');
}

export class FakePushService {
  readonly #clock: Clock;
  readonly #browsers = new Map<string, Browser>();
  readonly #server = createServer((request, response) => void this.#take(request, response));
  /** Every request that arrived, with what was answered. */
  readonly asked: { readonly id: string; readonly status: number; readonly headers: IncomingHttpHeaders }[] =
    [];
  /** What the next requests are answered with instead, in order. */
  readonly script: ScriptedAnswer[] = [];
  /** Why some could not be opened: a test that sends in earnest expects none. */
  readonly unreadable: string[] = [];
  /** Takes requests and never answers. */
  isSilent = false;
  /** The one key that may send here, once known: the first sender's. */
  sender: string | undefined;
  #count = 0;
  #origin = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get origin(): string {
    return this.#origin;
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.#origin;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** As a browser does when its person agrees. */
  subscribe(): PushTarget {
    this.#count += 1;
    const id = `browser-${this.#count}`;
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const secret = randomBytes(16);
    this.#browsers.set(id, { ecdh, secret, messages: [], isGone: false });
    return {
      endpoint: `${this.#origin}/push/${id}`,
      p256dh: ecdh.getPublicKey().toString('base64url'),
      auth: secret.toString('base64url'),
    };
  }

  /** As a browser does when its person thinks better of it. */
  unsubscribe(target: PushTarget): void {
    this.#browserOf(target).isGone = true;
  }

  /** What the browser gets when it is there: the messages still kept, each once. */
  fetch(target: PushTarget): readonly FakeMessage[] {
    const browser = this.#browserOf(target);
    const now = this.#clock.now();
    const kept = browser.messages.filter(
      ({ arrivedAt, ttlSeconds }) => now <= arrivedAt + ttlSeconds * 1_000,
    );
    browser.messages = [];
    return kept;
  }

  #browserOf({ endpoint }: PushTarget): Browser {
    const browser = this.#browsers.get(endpoint.split('/').at(-1) ?? '');
    if (!browser) throw new Error(`no such browser: ${endpoint}`);
    return browser;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // The caller went away within its own request: there is nobody to answer.
      return;
    }
    if (this.isSilent) return;
    const id = (request.url ?? '').split('/').at(-1) ?? '';
    const answer = this.script.shift() ?? { status: this.#answer(id, request, Buffer.concat(chunks)) };
    this.asked.push({ id, status: answer.status, headers: request.headers });
    response.writeHead(answer.status, answer.headers).end();
  }

  #answer(id: string, { method, headers }: IncomingMessage, body: Buffer): number {
    const browser = this.#browsers.get(id);
    if (!browser) return 404;
    if (browser.isGone) return 410;
    const ttlSeconds = Number(headers.ttl ?? Number.NaN);
    const isWhole =
      method === 'POST' &&
      headers['content-encoding'] === 'aes128gcm' &&
      Number.isInteger(ttlSeconds) &&
      ttlSeconds >= 0 &&
      /^(very-low|low|normal|high)$/.test(String(headers.urgency)) &&
      /^[\w-]{0,32}$/.test(String(headers.topic ?? ''));
    if (!isWhole) return 400;
    const refused = this.#refusalOf(String(headers.authorization));
    if (refused !== undefined) return refused;
    if (body.length > 4_096) return 413;
    const topic = headers.topic === undefined ? undefined : String(headers.topic);
    const text = this.#open(body, browser);
    if (text === undefined) return 422;
    const others = browser.messages.filter((one) => topic === undefined || one.topic !== topic);
    const arrivedAt = this.#clock.now();
    browser.messages = [...others, { text, urgency: String(headers.urgency), topic, arrivedAt, ttlSeconds }];
    return 201;
  }

  /** A real service keeps what nobody can open; here it is counted, and no real answer. */
  #open(body: Buffer, browser: Browser): string | undefined {
    try {
      return open(body, browser);
    } catch (error) {
      this.unreadable.push(String(error));
      return undefined;
    }
  }

  #refusalOf(authorization: string): number | undefined {
    const [, head = '', claims = '', signature = '', key = ''] = AUTHORIZATION.exec(authorization) ?? [];
    const point = bytes(key);
    if (point.length !== 65) return 401;
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const signed = Buffer.from(`${head}.${claims}`);
    if (!verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes(signature)))
      return 403;
    const { alg } = JSON.parse(bytes(head).toString()) as { alg?: string };
    const said = JSON.parse(bytes(claims).toString()) as { aud?: string; exp?: number; sub?: string };
    const seconds = this.#clock.now() / 1_000;
    const isInTime = said.exp !== undefined && said.exp > seconds && said.exp <= seconds + DAY_SECONDS;
    if (alg !== 'ES256' || said.aud !== this.#origin || !isInTime) return 403;
    if (!/^(mailto:|https:)/.test(said.sub ?? '')) return 403;
    this.sender ??= key;
    return this.sender === key ? undefined : 403;
  }
}
