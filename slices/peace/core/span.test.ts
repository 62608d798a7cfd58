// Periods of a series: where they begin and end, their neighbours, what they are made of, how people write
// them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isDay,
  partsOf,
  SPAN_KINDS,
  spanAfter,
  spanBefore,
  spanIn,
  spanOf,
  spansUpTo,
  spanWords,
  yearsBefore,
} from './span.ts';

const told = (kind: (typeof SPAN_KINDS)[number], day: string) => {
  const { from, to } = spanOf(kind, day);
  return `${from} – ${to}`;
};

test('ten days end with the month, however long it is', () => {
  expect(told('ten_days', '2026-02-09')).toBe('2026-02-01 – 2026-02-10');
  expect(told('ten_days', '2026-02-20')).toBe('2026-02-11 – 2026-02-20');
  expect(told('ten_days', '2024-02-29')).toBe('2024-02-21 – 2024-02-29');
  expect(told('ten_days', '2026-12-31')).toBe('2026-12-21 – 2026-12-31');
  expect(told('quarter', '2026-08-05')).toBe('2026-07-01 – 2026-09-30');
  expect(told('year', '2026-08-05')).toBe('2026-01-01 – 2026-12-31');
});

test('the last ten days of a leap February are held against those of any other', () => {
  expect(yearsBefore(spanOf('ten_days', '2024-02-29'), 1)).toEqual(spanOf('ten_days', '2023-02-28'));
});

const day = fc
  .date({ min: new Date('1960-01-01T00:00:00Z'), max: new Date('2900-01-01T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

test('periods follow each other without gap, and their parts are the whole of them', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SPAN_KINDS), day, (kind, at) => {
      const span = spanOf(kind, at);
      expect(span.from <= at && at <= span.to).toBe(true);
      expect(spanAfter(spanBefore(span))).toEqual(span);
      expect(spanBefore(spanAfter(span))).toEqual(span);
      for (const parts of partsOf(span)) {
        expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([span.from, span.to]);
        for (const [n, part] of parts.entries())
          if (n > 0) expect(part).toEqual(spanAfter(parts[n - 1] ?? part));
      }
      expect(spansUpTo(span, 5).at(-1)).toEqual(span);
      for (const language of ['zh', 'en'] as const)
        expect(spanWords(span, language)).not.toContain('undefined');
      expect(spanIn(spanWords(span, 'zh'))).toEqual(span);
    }),
  );
});

test.each([
  ['2026', 'year', '2026-01-01'],
  ['2026年', 'year', '2026-01-01'],
  ['2026Q3', 'quarter', '2026-07-01'],
  ['2026-q3', 'quarter', '2026-07-01'],
  ['2026年三季度', 'quarter', '2026-07-01'],
  ['2026年第3季度', 'quarter', '2026-07-01'],
  ['2026-7', 'month', '2026-07-01'],
  ['2026/07', 'month', '2026-07-01'],
  ['2026年 7 月', 'month', '2026-07-01'],
  ['２０２６年７月', 'month', '2026-07-01'],
  ['2026-07-01', 'month', '2026-07-01'],
  ['2026年7月中旬', 'ten_days', '2026-07-11'],
  ['2026-07下旬', 'ten_days', '2026-07-21'],
])('%s is read', (text, kind, from) => {
  expect(spanIn(text)).toMatchObject({ kind, from });
});

test.each(['', '7月', '2026-13', '2026-0', '2026Q5', '0026', '2026-07-15', '去年', '2026年13月上旬'])(
  '%j is no period',
  (text) => {
    expect(spanIn(text)).toBeUndefined();
  },
);

test('a day is one that there is, in a year that anybody means', () => {
  expect(['2026-02-28', '2024-02-29'].every(isDay)).toBe(true);
  expect(['2026-02-29', '0001-01-01', '2026-2-1', ''].some(isDay)).toBe(false);
});
