// The hours of a week as they are typed, and back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDay, readWeek, WEEKDAYS, writeWeek } from './week-text.ts';

test.each([
  ['9:00–12:00 13:00–18:00', [[540, 720], [780, 1_080]]],
  ['13-18，9-12', [[540, 720], [780, 1_080]]],
  ['8：30 至 24:00', [[510, 1_440]]],
  ['', []],
] as const)('“%s” is a day', (text, windows) => {
  expect(readDay(text)?.map(({ fromMinute, toMinute }) => [fromMinute, toMinute])).toEqual(windows);
});

test.each(['早上', '9:00', '12-9', '9-25', '9-12 11-14', '9:70-12', '0-1 2-3 4-5 6-7 8-9 10-11 12-13'])(
  '“%s” is none',
  (text) => expect(readDay(text)).toBeUndefined(),
);

test('a week is read as it was written, whatever its hours', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 1_440 }), { maxLength: 8 });
  const week = fc.tuple(...WEEKDAYS.map(() => cuts));
  fc.assert(
    fc.property(week, (days) => {
      const windows = days.flatMap((all, at) => {
        const sorted = [...all].sort((a, b) => a - b);
        return sorted.flatMap((fromMinute, n) => {
          const toMinute = sorted[n + 1];
          return n % 2 === 0 && toMinute !== undefined ? [{ weekday: at + 1, fromMinute, toMinute }] : [];
        });
      });
      expect(readWeek(writeWeek(windows))).toEqual(windows);
    }),
  );
  expect(readWeek(['', '', '9-', '', '', '', ''])).toBeUndefined();
});
