// How long a sign-in lasts, as data, and when a session no longer counts.
// This file must never see a token, only what is known about one.
import { DAY, HOUR, MINUTE, SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** A cookie for browsers, a bearer token for programs; neither works in the other's place. */
export type SessionChannel = 'cookie' | 'bearer';

export interface SessionRule {
  readonly lastsMs: number;
  readonly idleMs: number;
  /** How often `lastSeenAt` is written at most. */
  readonly touchMs: number;
  /** How long a looked-up session is believed without asking again: revocation bites within this. */
  readonly cacheMs: number;
}

/** A field officer may be offline for a whole shift: the idle limit is longer than one. */
export const SESSION_RULE: SessionRule = {
  lastsMs: 7 * DAY,
  idleMs: 14 * HOUR,
  touchMs: MINUTE,
  cacheMs: 4 * SECOND,
};

export interface SessionTimes {
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
}

export const isLive = (session: SessionTimes, now: Instant, rule: SessionRule): boolean =>
  session.revokedAt === null && now < session.expiresAt && now - session.lastSeenAt < rule.idleMs;

export const SESSION_COOKIE = '__Host-gridloop';

/** `__Host-` makes browsers insist on Secure, Path=/ and no Domain; Strict keeps it off every foreign
 *  link. */
export const sessionCookie = (token: string, maxAgeMs: number): string =>
  [
    `${SESSION_COOKIE}=${token}`,
    'Path=/',
    `Max-Age=${Math.floor(maxAgeMs / SECOND)}`,
    'Secure',
    'HttpOnly',
    'SameSite=Strict',
  ].join('; ');

export const endedCookie = (): string => sessionCookie('', 0);
