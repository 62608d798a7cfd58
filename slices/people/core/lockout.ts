// When guessing must wait, as data. A try is counted before the password is looked at, so that a thousand
// tries at once count as a thousand; a right password gives its count back. Never says whether a login
// exists.
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';

export interface LockoutRule {
  readonly freeFailures: number;
  readonly firstLockMinutes: number;
  readonly maxLockMinutes: number;
  /** Failures older than this are forgotten. */
  readonly forgetAfterHours: number;
}

export type LockoutKind = 'account' | 'address';

/** One office shares one address: it gets room for a whole morning's typing errors. */
export const LOCKOUT_RULES: Readonly<Record<LockoutKind, LockoutRule>> = {
  account: { freeFailures: 5, firstLockMinutes: 15, maxLockMinutes: 240, forgetAfterHours: 24 },
  address: { freeFailures: 50, firstLockMinutes: 15, maxLockMinutes: 240, forgetAfterHours: 24 },
};

export interface Attempts {
  readonly failures: number;
  readonly lastFailedAt: Instant;
  readonly lockedUntil: Instant | null;
}

export const NO_ATTEMPTS: Attempts = { failures: 0, lastFailedAt: 0, lockedUntil: null };

export interface TryCounted {
  readonly attempts: Attempts;
}

/** Counts one try, or refuses it while the lock holds. Every failure past the free ones doubles the lock. */
export function countTry(before: Attempts, now: Instant, rule: LockoutRule): TryCounted | Refusal {
  if (before.lockedUntil !== null && now < before.lockedUntil) return refuseLocked(before.lockedUntil, now);
  const isForgotten = now - before.lastFailedAt >= rule.forgetAfterHours * HOUR;
  const failures = (isForgotten ? 0 : before.failures) + 1;
  const over = failures - rule.freeFailures;
  const minutes = Math.min(rule.maxLockMinutes, rule.firstLockMinutes * 2 ** Math.min(Math.max(over, 0), 20));
  return { attempts: { failures, lastFailedAt: now, lockedUntil: over < 0 ? null : now + minutes * MINUTE } };
}

/** After a right password: the account starts afresh, the address gets only its own try back. */
export function giveBack(kind: LockoutKind, after: Attempts, rule: LockoutRule): Attempts {
  if (kind === 'account') return { ...after, failures: 0, lockedUntil: null };
  const failures = Math.max(0, after.failures - 1);
  return { ...after, failures, lockedUntil: failures < rule.freeFailures ? null : after.lockedUntil };
}

/** `minutesLeft` is rounded up: after that many minutes it surely works. */
export const refuseLocked = (until: Instant, now: Instant): Refusal =>
  refuse('auth.locked', { minutesLeft: Math.ceil((until - now) / MINUTE), until });

/** A home is given a whole IPv6 /64: guesses from any of its addresses count as one place. */
export function addressBucket(address: string): string {
  const text = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!text.includes(':')) return text;
  const [head = '', tail = ''] = text.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`.toLowerCase();
}
