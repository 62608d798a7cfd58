// When a phone says that a person did something. Work from an offline shift arrives hours later, so the time
// of arrival alone would be wrong about the person; a phone's clock may be wrong by days, so its word alone
// would be wrong about the world. Kept beside the server's own time as claimed: it orders nothing and starts
// no clock.
import type { IncomingHttpHeaders } from 'node:http';
import { DAY } from '../../../kernel/duration.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { MADE_AT_HEADER, SENT_AT_HEADER } from '../../protocol.ts';

export interface Claimed {
  /** On the server's clock: as long ago as the phone counted between making and sending. Never after now. */
  readonly madeAt: Instant;
  /** As the phone's clock showed it, right or wrong. */
  readonly deviceMadeAt: Instant;
}

/** A claim about longer ago is nobody's memory any more, and no receipt is kept longer either. */
export const CLAIMS_KEPT_MS = 60 * DAY;

const instantOf = (header: string | string[] | undefined): Instant | undefined =>
  typeof header === 'string' ? fromIso(header) : undefined;

/** Undefined where nothing usable is claimed: work is never held up by a clock that tells nonsense. */
export function claimedOf(headers: IncomingHttpHeaders, now: Instant): Claimed | undefined {
  const deviceMadeAt = instantOf(headers[MADE_AT_HEADER]);
  const sentAt = instantOf(headers[SENT_AT_HEADER]);
  if (deviceMadeAt === undefined || sentAt === undefined) return undefined;
  // Both are read off the same wrong clock, so what lies between them is right. One that was set back in
  // between counts below zero: then it was done no later than now, and more is not known.
  const agoMs = Math.max(0, sentAt - deviceMadeAt);
  return agoMs > CLAIMS_KEPT_MS ? undefined : { madeAt: now - agoMs, deviceMadeAt };
}
