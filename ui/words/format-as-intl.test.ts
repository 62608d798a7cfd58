// Times told by hand are what the standard formatter tells.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count, dayWords, exactTime, timeOfDay } from './format.ts';

const ZONE = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' } as const;
const moment = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2199, 11, 31) });
const intl = (locale: string, at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...ZONE, ...options }).format(at);

test('a time of day, to the minute and to the second', () => {
  fc.assert(fc.property(moment, (at) => {
    const minute = intl('zh-CN', at, { hour: '2-digit', minute: '2-digit' });
    expect(timeOfDay(at)).toBe(minute);
    const second = intl('zh-CN', at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    expect(exactTime(at)).toContain(` ${second} UTC+8`);
  }), { numRuns: 300 });
});

test('a day in both languages, with its year where it is another', () => {
  fc.assert(fc.property(moment, moment, (at, now) => {
    const isSame = intl('en-GB', at, { year: 'numeric' }) === intl('en-GB', now, { year: 'numeric' });
    const year = isSame ? {} : ({ year: 'numeric' } as const);
    expect(dayWords(at, now, 'zh')).toBe(intl('zh-CN', at, { ...year, month: 'long', day: 'numeric' }));
    expect(dayWords(at, now, 'en')).toBe(intl('en-GB', at, { ...year, month: 'short', day: 'numeric' }));
  }), { numRuns: 300 });
});

test('a number has its thousands apart', () => {
  fc.assert(fc.property(fc.maxSafeNat(), (n) => {
    expect(count(n)).toBe(n.toLocaleString('en-GB'));
    expect(count(-n)).toBe(n === 0 ? '0' : (-n).toLocaleString('en-GB'));
  }));
});
