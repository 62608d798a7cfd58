// Passwords, waiting after wrong tries, sessions and masks: the rules at the door, without a server.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { isRefusal, tellRefusal } from '../../../kernel/refusal.ts';
import { addressBucket, type Attempts, countTry, giveBack, LOCKOUT_RULES, NO_ATTEMPTS } from './lockout.ts';
import { checkPassword } from './password.ts';
import { maskPhone, normalisePhone } from './person.ts';
import { peopleRefusals } from './refusals.ts';
import { isLive, SESSION_RULE, sessionCookie } from './session.ts';

describe('passwords', () => {
  const about = { name: '王敏', login: 'wangmin2026' };
  const refusalOf = (password: string) => {
    const checked = checkPassword(password, about);
    return isRefusal(checked) ? checked.code : 'taken';
  };
  test.each([
    ['清晨七点到东吴巷巡查', 'taken'],
    ['rain on the old bridge', 'taken'],
    ['wangmin2026-and-the-river', 'taken'],
    ['short pass', 'taken'],
    ['too short', 'people.password_short'],
    ['x'.repeat(60) + 'yzabc'.repeat(20), 'people.password_long'],
    ['WangMin2026!', 'people.password_is_name'],
    ['wangmin2026王敏', 'people.password_is_name'],
    ['1234567890', 'people.password_common'],
    ['0987654321', 'people.password_common'],
    ['qwertyuiop', 'people.password_common'],
    ['aaaaabbbbbbb', 'people.password_common'],
    ['abcdabcdabcd', 'people.password_common'],
    ['Admin@123456', 'people.password_common'],
    ['woaini1314520', 'people.password_common'],
  ])('%s is %s', (password, expected) => expect(refusalOf(password)).toBe(expected));
  test('a full-width and a half-width keyboard give the same password', () => {
    expect(checkPassword('Ｒｉｖｅｒ　ｂｒｉｄｇｅ　９', about)).toBe(checkPassword('River bridge 9', about));
  });
});

describe('waiting after wrong tries', () => {
  const rule = LOCKOUT_RULES.account;
  const start = Date.UTC(2026, 7, 5);
  const tryAt = (before: Attempts, now: number): Attempts => {
    const counted = countTry(before, now, rule);
    if (isRefusal(counted)) throw new Error(`locked at ${now - start}`);
    return counted.attempts;
  };
  const wrongTries = (failures: number) => {
    let attempts = NO_ATTEMPTS;
    for (let n = 0; n < failures; n++) attempts = tryAt(attempts, start);
    return attempts;
  };
  test('the fifth wrong try closes the door for 15 minutes, the next for 30, then 60, up to 4 hours', () => {
    expect(wrongTries(4).lockedUntil).toBeNull();
    let attempts = wrongTries(5);
    const waits: number[] = [];
    for (let n = 0; n < 7; n++) {
      const until = attempts.lockedUntil ?? 0;
      waits.push((until - attempts.lastFailedAt) / MINUTE);
      attempts = tryAt(attempts, until);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 240, 240]);
  });
  test('while the door is closed it says how long, and even the right password waits', () => {
    const refused = countTry(wrongTries(5), start + 10 * MINUTE + 1, rule);
    expect(isRefusal(refused) && refused.data.minutesLeft).toBe(5);
    expect(isRefusal(refused) && tellRefusal(peopleRefusals['auth.locked'], refused.data, 'zh')).toContain(
      '5 分钟',
    );
  });
  test('one home counts as one place, whatever address its router hands out', () => {
    expect(addressBucket('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(addressBucket('2001:DB8::5')).toBe('2001:db8:0:0::/64');
    expect(addressBucket('::1')).toBe('0:0:0:0::/64');
    expect(addressBucket('::ffff:10.0.0.7')).toBe('10.0.0.7');
  });
  test('a day without wrong tries forgets the old ones', () => {
    expect(tryAt(wrongTries(5), start + 24 * HOUR).failures).toBe(1);
  });
  test('a right password clears the account, and gives an address only its own try back', () => {
    expect(giveBack('account', wrongTries(4), rule).failures).toBe(0);
    expect(giveBack('address', wrongTries(4), LOCKOUT_RULES.address).failures).toBe(3);
  });
  test('however the tries fall, a door is never closed for longer than the longest wait', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 * HOUR }), { maxLength: 60 }), (gaps) => {
        let attempts = NO_ATTEMPTS;
        let now = start;
        for (const gap of gaps) {
          now += gap;
          const counted = countTry(attempts, now, rule);
          if (!isRefusal(counted)) attempts = counted.attempts;
          expect((attempts.lockedUntil ?? 0) - now).toBeLessThanOrEqual(rule.maxLockMinutes * MINUTE);
        }
      }),
    );
  });
});

describe('sessions and masks', () => {
  const session = { lastSeenAt: 0, expiresAt: SESSION_RULE.lastsMs, revokedAt: null };
  test('a session outlives a shift without use, and not a day', () => {
    expect(isLive(session, 13 * HOUR, SESSION_RULE)).toBe(true);
    expect(isLive(session, 14 * HOUR, SESSION_RULE)).toBe(false);
    expect(isLive({ ...session, revokedAt: 1 }, 2, SESSION_RULE)).toBe(false);
    expect(isLive({ ...session, lastSeenAt: SESSION_RULE.lastsMs }, SESSION_RULE.lastsMs, SESSION_RULE)).toBe(
      false,
    );
  });
  test('revocation bites within five seconds', () => expect(SESSION_RULE.cacheMs).toBeLessThanOrEqual(5_000));
  test('the cookie is bound to this host, this site and no script', () => {
    const cookie = sessionCookie('t', 60_000);
    for (const word of [
      '__Host-gridloop=t',
      'Path=/',
      'Secure',
      'HttpOnly',
      'SameSite=Strict',
      'Max-Age=60',
    ]) {
      expect(cookie).toContain(word);
    }
    expect(cookie).not.toContain('Domain');
  });
  test('a number keeps its ends and hides its middle', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskPhone('65251234')).toBe('652*1234');
    expect(maskPhone('12345')).toBe('***45');
    expect(normalisePhone('+86 138-1234-5678')).toBe('13812345678');
    expect(normalisePhone('(0512) 6525 1234')).toBe('051265251234');
  });
});
