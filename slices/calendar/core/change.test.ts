// What an administrator may and may not enter.
import { expect, test } from 'vitest';
import { checkDay, checkWindows, checkYear } from './change.ts';

const nine = { fromMinute: 540, toMinute: 720 };
const one = { fromMinute: 780, toMinute: 1080 };
const newYear = { day: '2027-01-01', kind: 'off' as const, name: '元旦', nameEn: "New Year's Day" };

test('a day may be closed, or worked in windows that follow each other', () => {
  expect(checkWindows([])).toEqual([]);
  expect(checkWindows([nine, one])).toEqual([nine, one]);
  expect(
    checkWindows([
      { fromMinute: 0, toMinute: 720 },
      { fromMinute: 720, toMinute: 1440 },
    ]),
  ).toHaveLength(2);
});

test.each([
  ['over midnight', [{ fromMinute: 1320, toMinute: 1800 }], 1],
  ['backwards', [nine, { fromMinute: 900, toMinute: 800 }], 2],
  ['of no length', [{ fromMinute: 540, toMinute: 540 }], 1],
  ['overlapping', [nine, { fromMinute: 700, toMinute: 800 }], 2],
  ['before midnight', [{ fromMinute: -60, toMinute: 60 }], 1],
  ['of half minutes', [{ fromMinute: 0.5, toMinute: 60 }], 1],
])('a window %s is refused by its position', (_, windows, position) => {
  expect(checkWindows(windows)).toMatchObject({ code: 'calendar.bad_window', data: { position } });
});

test('a day that does not exist is refused', () => {
  expect(checkDay('2026-02-30')).toMatchObject({ code: 'calendar.bad_day' });
  expect(checkDay('2026-2-3')).toMatchObject({ code: 'calendar.bad_day' });
  expect(checkDay('2024-02-29')).toBe('2024-02-29');
});

test('a year takes its own days only, each once', () => {
  expect(checkYear(2027, [newYear])).toEqual([newYear]);
  expect(checkYear(2026, [newYear])).toMatchObject({ code: 'calendar.year_mismatch' });
  expect(checkYear(2027, [newYear, { ...newYear, kind: 'work' }])).toMatchObject({
    code: 'calendar.year_mismatch',
  });
  expect(checkYear(2027, [{ ...newYear, day: '2027-13-01' }])).toMatchObject({ code: 'calendar.bad_day' });
});
