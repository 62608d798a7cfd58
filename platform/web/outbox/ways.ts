// How an outbox reaches the world: the interface, and the real one over HTTP with the browser's timers.
// Everything an outbox needs from outside is here, so that a simulation can be a whole district of phones.
import { toIso, type Instant } from '../../../kernel/instant.ts';
import { SECOND } from '../../../kernel/duration.ts';
import { DIGEST_HEADER, MADE_AT_HEADER, RECEIPT_HEADER, SENT_AT_HEADER } from '../../protocol.ts';
import { api, ask, failedReply, headersOf, readReply, signedInAs } from '../api/api.ts';
import { isWeather, WeatherError } from '../api/errors.ts';
import { sendPhoto } from '../api/photos.ts';
import { deviceNow } from '../clock/clock.ts';
import type { Entry } from './entry.ts';
import { browserLocks, type Locks } from './locks.ts';
import type { Begun, PieceWays, Upload } from './send-pieces.ts';
import { sha256 } from './sha256.ts';

export interface Answer {
  readonly reply: unknown;
  /** What the server acknowledges: the digest of the bytes it has taken. */
  readonly receipt: string | undefined;
}

export interface Network extends PieceWays {
  readonly sendBody: (entry: Entry, text: string, digest: string) => Promise<Answer>;
}

export interface Ways {
  readonly network: Network;
  /** Runs the work later and answers how to call it off. */
  readonly later: (work: () => void, afterMs: number) => () => void;
  readonly locks: Locks;
  /** What the device's clock shows. */
  readonly clock: () => Instant;
  /** 0 to 1. */
  readonly chance: () => number;
  /** Tells the other windows of this browser that something changed. */
  readonly tell: () => void;
  readonly whenTold: (listener: () => void) => void;
}

/** A piece over the worst line that still is one; after that the line counts as cut. */
const PATIENCE_MS = 120 * SECOND;
const patience = (): AbortSignal => AbortSignal.timeout(PATIENCE_MS);

async function sendBody(entry: Entry, text: string, digest: string): Promise<Answer> {
  if (signedInAs() !== entry.owner) throw new WeatherError('another person is signed in, or nobody');
  const reply = await ask(entry.url, {
    method: 'POST',
    body: text,
    signal: patience(),
    headers: {
      ...headersOf(true, entry.id),
      'content-type': 'application/json',
      [DIGEST_HEADER]: digest,
      [MADE_AT_HEADER]: toIso(entry.madeAt),
      [SENT_AT_HEADER]: toIso(deviceNow()),
    },
  });
  const receipt = reply.headers.get(RECEIPT_HEADER) ?? undefined;
  return { reply: await readReply(reply), receipt };
}

/** With its digest: an announcement damaged on its way must not be told as the person's mistake. */
async function begin(upload: Upload): Promise<Begun> {
  const text = JSON.stringify(upload);
  const reply = await ask('/api/photos/uploads', {
    method: 'POST',
    body: text,
    signal: patience(),
    headers: {
      ...headersOf(true),
      'content-type': 'application/json',
      [DIGEST_HEADER]: await sha256(text),
    },
  });
  return readReply<Begun>(reply);
}

async function putPiece(uploadId: string, number: number, bytes: ArrayBuffer, digest: string): Promise<void> {
  const reply = await ask(`/api/photos/uploads/${uploadId}/pieces/${number}`, {
    method: 'PUT',
    body: bytes,
    signal: patience(),
    headers: { ...headersOf(true), 'content-type': 'application/octet-stream', [DIGEST_HEADER]: digest },
  });
  if (!reply.ok) throw await failedReply(reply);
}

const INSIST_AFTER_MS = [300, 1_200] as const;

/** One lost packet is no lost network: each step is repeatable, so it is tried again at once, twice. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (const waitMs of INSIST_AFTER_MS) {
    try {
      return await work();
    } catch (error) {
      if (!isWeather(error) || navigator.onLine === false) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return work();
}

const overHttp: Network = {
  begin: (upload) => insist(() => begin(upload)),
  putPiece: (uploadId, number, bytes, digest) => insist(() => putPiece(uploadId, number, bytes, digest)),
  finish: (uploadId) =>
    insist(() =>
      api.post<{ id: string }>(`/api/photos/uploads/${uploadId}/finish`, undefined, { signal: patience() }),
    ),
  sendWhole: ({ id, type }, bytes) => sendPhoto(new Blob([bytes], { type }), { intent: id }),
  sendBody: (entry, text, digest) => insist(() => sendBody(entry, text, digest)),
};

export function browserWays(): Ways {
  const channel =
    typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('gridloop.outbox');
  return {
    network: overHttp,
    later: (work, afterMs) => {
      const timer = setTimeout(work, afterMs);
      return () => clearTimeout(timer);
    },
    locks: browserLocks(),
    clock: deviceNow,
    chance: () => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 255,
    tell: () => channel?.postMessage('changed'),
    whenTold: (listener) => channel?.addEventListener('message', listener),
  };
}
