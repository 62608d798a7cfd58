// Waking a phone through the push service of its browser (RFC 8030). Nouns:
// - target: where a browser said it can be reached, and the keys to seal for it alone;
// - message: a few hundred bytes that only that browser can read, kept by the service for a while;
// - outcome: what the service said. Nobody may take `taken` for read: a push is never the only channel.

export interface PushTarget {
  readonly endpoint: string;
  /** The browser's public key, 65 bytes of P-256, base64url. */
  readonly p256dh: string;
  /** Its 16 secret bytes, base64url. */
  readonly auth: string;
}

export interface PushMessage {
  /** At most MOST_PAYLOAD_BYTES of UTF-8. */
  readonly text: string;
  readonly urgency: 'high' | 'normal' | 'low';
  readonly ttlSeconds: number;
  /** At most 32 letters of base64url: a later message of the same topic replaces one that still waits. */
  readonly topic?: string;
}

export type PushOutcome =
  | { readonly kind: 'taken' }
  /** The browser has gone, or has taken its permission back: never send there again. */
  | { readonly kind: 'gone' }
  /** Not now; the service may have said how long. */
  | { readonly kind: 'later'; readonly afterMs?: number; readonly why: string }
  /** It will never take this one. */
  | { readonly kind: 'refused'; readonly why: string };

export interface PushChannel {
  /** What a browser needs to subscribe to this server: 65 bytes, base64url. */
  readonly publicKey: string;
  /** Whether this could ever be sent to: an address of a known service, and keys that are keys. */
  accepts(target: PushTarget): boolean;
  /** Never throws for what the other side does. */
  send(target: PushTarget, message: PushMessage): Promise<PushOutcome>;
}

/** RFC 8291: 4096 bytes less the record's head and tag; some services allow less. */
export const MOST_PAYLOAD_BYTES = 3_000;
