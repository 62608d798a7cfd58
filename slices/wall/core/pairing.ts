// How a machine before a wall gets in: it shows a code, a person who may do so types it. Letters that are
// mistaken for each other are left out.
import { DAY, MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const CODE_LENGTH = 8;

export const PAIRING_RULE = {
  /** How long a code waits for a person. */
  waitsMs: 10 * MINUTE,
  /** How long a machine that was let in may watch before it has to be let in again. */
  lastsMs: 180 * DAY,
  /** Codes that wait at one time in the whole store; the next one takes the place of the oldest. */
  mostWaiting: 200,
} as const;

/** From eight random bytes; 32 letters divide 256, so each code is as likely. */
export const pairingCode = (bytes: Uint8Array): string =>
  [...bytes]
    .slice(0, CODE_LENGTH)
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('');

/** As typed by hand: spaces, dashes and small letters do no harm. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');

export const SCREEN_COOKIE = '__Host-gridloop-wall';

/** Read-only, for this server alone, out of reach of scripts. */
export const screenCookie = (token: string): string =>
  [
    `${SCREEN_COOKIE}=${token}`,
    'Path=/',
    `Max-Age=${PAIRING_RULE.lastsMs / 1000}`,
    'Secure',
    'HttpOnly',
    'SameSite=Strict',
  ].join('; ');

export interface ScreenTimes {
  readonly letInAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly waitsUntil: Instant;
}

export type ScreenState = 'waiting' | 'let_in' | 'over';

export function screenState(screen: ScreenTimes, now: Instant): ScreenState {
  if (screen.letInAt === null) return now < screen.waitsUntil ? 'waiting' : 'over';
  return screen.endedAt === null && screen.expiresAt !== null && now < screen.expiresAt ? 'let_in' : 'over';
}
