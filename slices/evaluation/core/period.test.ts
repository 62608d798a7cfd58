// Periods: where they begin and end, what came before, and the same a year ago.
import { expect, test } from 'vitest';
import {
  aYearBefore,
  isDay,
  type Period,
  periodAfter,
  periodBefore,
  periodOf,
  periodWords,
} from './period.ts';

const told = ({ from, to }: Period): string => `${from} – ${to}`;

test.each([
  ['day', '2026-07-03', '2026-07-03 – 2026-07-03', '2026-07-02 – 2026-07-02', '2025-07-03 – 2025-07-03'],
  ['week', '2026-07-03', '2026-06-29 – 2026-07-05', '2026-06-22 – 2026-06-28', '2025-06-30 – 2025-07-06'],
  ['week', '2026-07-05', '2026-06-29 – 2026-07-05', '2026-06-22 – 2026-06-28', '2025-06-30 – 2025-07-06'],
  ['month', '2026-01-31', '2026-01-01 – 2026-01-31', '2025-12-01 – 2025-12-31', '2025-01-01 – 2025-01-31'],
  ['month', '2028-02-29', '2028-02-01 – 2028-02-29', '2028-01-01 – 2028-01-31', '2027-02-01 – 2027-02-28'],
  ['quarter', '2026-05-15', '2026-04-01 – 2026-06-30', '2026-01-01 – 2026-03-31', '2025-04-01 – 2025-06-30'],
  ['year', '2026-05-15', '2026-01-01 – 2026-12-31', '2025-01-01 – 2025-12-31', '2025-01-01 – 2025-12-31'],
  ['day', '2028-02-29', '2028-02-29 – 2028-02-29', '2028-02-28 – 2028-02-28', '2027-02-28 – 2027-02-28'],
] as const)('the %s of %s is %s, before it %s, a year ago %s', (kind, day, period, before, yearAgo) => {
  const found = periodOf(kind, day);
  expect([told(found), told(periodBefore(found)), told(aYearBefore(found))]).toEqual([
    period,
    before,
    yearAgo,
  ]);
  expect(periodAfter(periodBefore(found))).toEqual(found);
});

test('a period is called by its number, a week by its year of weeks', () => {
  expect(periodWords(periodOf('week', '2027-01-01'), 'zh')).toBe('2026年第53周');
  expect(periodWords(periodOf('quarter', '2026-07-03'), 'zh')).toBe('2026年第3季度');
  expect(periodWords(periodOf('month', '2026-07-03'), 'en')).toBe('2026-07');
  expect(periodWords(periodOf('day', '2026-07-03'), 'zh')).toBe('2026年7月3日');
});

test('the 30th of February is no day', () => {
  expect(['2026-02-30', '2026-2-3', 'today', '2026-02-28'].map(isDay)).toEqual([false, false, false, true]);
});
