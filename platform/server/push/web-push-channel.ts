// Web push for real: seals the message for the browser (RFC 8291, by the web-push library), signs who sends
// (RFC 8292; here, since the library reads a clock of its own), and posts it to an allowed service alone. It
// follows no redirect, reads no body, and waits a bounded time. It never retries: the sender does.
import { createECDH, sign } from 'node:crypto';
import webPush from 'web-push';
import { assert } from '../../../kernel/assert.ts';
import { HOUR, SECOND } from '../../../kernel/duration.ts';
import type { Clock } from '../clock/clock.ts';
import { allowedUrl } from '../http/outside-hosts.ts';
import {
  MOST_PAYLOAD_BYTES,
  type PushChannel,
  type PushMessage,
  type PushOutcome,
  type PushTarget,
} from './push-channel.ts';
import type { VapidKeys } from './vapid-keys.ts';

export interface WebPushParts {
  readonly clock: Clock;
  readonly keys: VapidKeys;
  /** Whom a push service may write to: `mailto:` or `https:`. */
  readonly subject: string;
  /** Hosts and origins, see outside-hosts.ts. */
  readonly services: readonly string[];
  readonly answerLimitMs?: number;
}

const ANSWER_LIMIT_MS = 10 * SECOND;
/** Services allow a day at most; clocks differ by minutes. */
const TOKEN_LASTS_MS = 12 * HOUR;
const LONGEST_WAIT_SECONDS = 24 * 3_600;
const POINT = /^[A-Za-z0-9_-]{87}$/;
const SECRET = /^[A-Za-z0-9_-]{22}$/;

/** A point that is not on the curve would only fail at every sending. */
function areKeys({ p256dh, auth }: PushTarget): boolean {
  if (!POINT.test(p256dh) || !SECRET.test(auth)) return false;
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  try {
    ecdh.computeSecret(Buffer.from(p256dh, 'base64url'));
    return true;
  } catch (error) {
    assert((error as { code?: unknown }).code === 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', String(error));
    return false;
  }
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function authorization({ keys, subject, clock }: WebPushParts, origin: string): string {
  const exp = Math.floor((clock.now() + TOKEN_LASTS_MS) / SECOND);
  const claims = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: origin, exp, sub: subject })}`;
  const signature = sign('sha256', Buffer.from(claims), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${claims}.${signature.toString('base64url')}, k=${keys.publicKey}`;
}

/** Retry-After in seconds; its form as a date is rare, and then our own pause does. */
function waitAsked(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return seconds >= 0 ? Math.min(seconds, LONGEST_WAIT_SECONDS) * SECOND : undefined;
}

function outcomeOf({ status, headers }: Response): PushOutcome {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  const why = `the push service answered ${status}`;
  if (status !== 429 && status < 500) return { kind: 'refused', why };
  const afterMs = waitAsked(headers);
  return { kind: 'later', why, ...(afterMs === undefined ? {} : { afterMs }) };
}

/** A lost connection is a TypeError with the reason behind it; one without is a wrong call of ours. */
const isNoAnswer = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || (error.name === 'TypeError' && error.cause !== undefined));

export function webPushChannel(parts: WebPushParts): PushChannel {
  async function post(url: URL, target: PushTarget, message: PushMessage): Promise<PushOutcome> {
    const text = Buffer.from(message.text, 'utf8');
    assert(text.length <= MOST_PAYLOAD_BYTES, `a push of ${text.length} bytes is too long`);
    const sealed = webPush.encrypt(target.p256dh, target.auth, text, 'aes128gcm');
    const reply = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(parts.answerLimitMs ?? ANSWER_LIMIT_MS),
      headers: {
        authorization: authorization(parts, url.origin),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(Math.max(0, Math.floor(message.ttlSeconds))),
        urgency: message.urgency,
        ...(message.topic === undefined ? {} : { topic: message.topic }),
      },
      body: new Uint8Array(sealed.cipherText),
    });
    await reply.body?.cancel();
    return outcomeOf(reply);
  }
  return {
    publicKey: parts.keys.publicKey,
    accepts: (target) => allowedUrl(target.endpoint, parts.services) !== undefined && areKeys(target),
    async send(target, message) {
      // Asked again: the list may have become shorter since the browser subscribed.
      const url = allowedUrl(target.endpoint, parts.services);
      if (!url || !areKeys(target)) return { kind: 'gone' };
      try {
        return await post(url, target, message);
      } catch (error) {
        // No answer, a lost connection: weather. Anything else is a mistake of ours and must be seen.
        if (!isNoAnswer(error)) throw error;
        return { kind: 'later', why: `the push service gave no answer (${(error as Error).name})` };
      }
    },
  };
}
