// Times and numbers read as a dispatcher would say them.
import { expect, test } from 'vitest';
import { HOUR, MINUTE, DAY } from '../../kernel/duration.ts';
import * as format from './format.ts';

const now = Date.parse('2026-11-22T12:31:00+08:00');

test('today needs no date, yesterday and tomorrow are words, another year is told', () => {
  expect(format.whenWords(now, now, 'zh')).toBe('12:31');
  expect(format.whenWords(now - 13 * HOUR, now, 'zh')).toBe('昨天 23:31');
  expect(format.whenWords(now + DAY, now, 'en')).toBe('tomorrow 12:31');
  expect(format.whenWords(now - 3 * DAY, now, 'zh')).toBe('11月19日 12:31');
  expect(format.whenWords(Date.parse('2025-01-02T08:00:00+08:00'), now, 'zh')).toBe('2025年1月2日 08:00');
});

test('a time to be kept names its day, today too, as people write it', () => {
  const due = (text: string, language: 'zh' | 'en') =>
    format.dueWords(Date.parse(`${text}:00+08:00`), now, language);
  expect(due('2026-11-22T18:00', 'zh')).toBe('今天 18:00');
  expect(due('2026-11-22T18:00', 'en')).toBe('today 18:00');
  expect(due('2026-11-23T12:00', 'zh')).toBe('明天 12:00');
  expect(due('2026-11-25T18:00', 'zh')).toBe('11月25日 18:00');
  expect(due('2026-11-25T18:00', 'en')).toBe('25 Nov 18:00');
});

test('midnight is 00:00, not 24:00', () => {
  expect(format.timeOfDay(Date.parse('2026-11-22T00:00:00+08:00'))).toBe('00:00');
});

test.each([
  [2 * HOUR, '还剩 2 小时', '2 h left'],
  [2 * HOUR + 5 * MINUTE, '还剩 2 小时 5 分', '2 h 5 min left'],
  [40 * MINUTE, '还剩 40 分钟', '40 min left'],
  [3 * DAY + 59 * MINUTE, '还剩 3 天', '3 days left'],
  [DAY + HOUR, '还剩 1 天 1 小时', '1 day 1 h left'],
  [20_000, '还剩 不到 1 分钟', 'under a minute left'],
  [-35 * MINUTE, '超时 35 分钟', '35 min late'],
])('%i ms of a limit are told', (left, zh, en) => {
  expect(format.remainingWords(left, 'zh')).toBe(zh);
  expect(format.remainingWords(left, 'en')).toBe(en);
});

test.each([
  [7 * 8 * HOUR, '还剩 7 工作日', '7 working days left'],
  [15 * HOUR + 58 * MINUTE, '还剩 1 工作日 7 小时', '1 working day 7 h left'],
  [8 * HOUR + 30 * MINUTE, '还剩 1 工作日 30 分钟', '1 working day 30 min left'],
  [2 * HOUR, '还剩 2 工作时', '2 working h left'],
  [4 * HOUR + 20 * MINUTE, '还剩 4 工作时 20 分', '4 working h 20 min left'],
  [-35 * MINUTE, '超时 35 工作分钟', '35 working min late'],
  [-20_000, '超时 不到 1 分钟', 'under a minute late'],
  [-3 * 8 * HOUR, '超时 3 工作日', '3 working days late'],
])('%i ms of working time are told as such, in working days of eight hours', (left, zh, en) => {
  expect(format.remainingWords(left, 'zh', true)).toBe(zh);
  expect(format.remainingWords(left, 'en', true)).toBe(en);
});

test('a share shows its base, and nothing has no share', () => {
  expect(format.shareWords(3021, 3121, 'zh')).toBe('96.8 %，3,021/3,121 件');
  expect(format.shareWords(0, 0, 'en')).toBe('–, 0/0 cases');
});

test('the exact time names its zone', () => {
  expect(format.exactTime(now)).toBe('2026-11-22 12:31:00 UTC+8');
});
