// What a phone and the server have agreed on: version, header names, sizes, and the reasons to refuse a
// client. Pure, and the same file on both sides. A phone that was a week in a drawer speaks an older version:
// it is served while `OLDEST_SERVED` allows, and told clearly after that. Never reuse a number.

/** Raised when a phone must do something differently to be understood. */
export const PROTOCOL_VERSION = 1;

/** The oldest that is still understood. */
export const OLDEST_SERVED = 1;

/** The version a client speaks, on every request of an installed app; absent: a browser page, always
 *  served. */
export const PROTOCOL_HEADER = 'x-gridloop-protocol';

/** SHA-256 (hex) of the body's bytes as the phone made them. The server refuses what arrived otherwise and
 *  answers the same digest in `RECEIPT_HEADER` once the change is durable: the receipt for that hash. */
export const DIGEST_HEADER = 'x-gridloop-digest';
export const RECEIPT_HEADER = 'x-gridloop-receipt';

/** When the phone says the person did it, and what its clock showed while sending (ISO 8601). Claimed, never
 *  trusted: the order of steps is the server's. */
export const MADE_AT_HEADER = 'x-gridloop-made-at';
export const SENT_AT_HEADER = 'x-gridloop-sent-at';

/** Photos travel in pieces of at most this many bytes. */
export const PIECE_BYTES = 256 * 1024;

export type ClientFault = 'too_old' | 'too_new' | 'unreadable';

export interface Served {
  readonly version: number;
  readonly oldestServed: number;
}

export const SERVED: Served = { version: PROTOCOL_VERSION, oldestServed: OLDEST_SERVED };

/** Undefined: served. `header` is the raw value of PROTOCOL_HEADER. */
export function clientFault(header: string | undefined, served: Served = SERVED): ClientFault | undefined {
  if (header === undefined) return undefined;
  if (!/^[1-9][0-9]{0,5}$/.test(header)) return 'unreadable';
  const version = Number(header);
  if (version < served.oldestServed) return 'too_old';
  return version > served.version ? 'too_new' : undefined;
}
