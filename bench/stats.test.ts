// The figures of the benchmark are what they say: checked against a definition, not against themselves.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, percentile, roundOf, summarise } from './stats.ts';

const numbers = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 });
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

test('the 99th percentile of one to a hundred is 99, and of a single sample that sample', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile([7], 0.99)).toBe(7);
});

test('a percentile is a sample, with at least that share of all samples at or below it', () => {
  fc.assert(
    fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const sorted = ascending(values);
      const found = percentile(sorted, share);
      expect(sorted).toContain(found);
      expect(sorted.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * sorted.length);
      expect(sorted.filter((value) => value < found).length).toBeLessThanOrEqual(
        Math.max(0, share * sorted.length),
      );
    }),
  );
});

test('the median has as many values below it as above', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const found = median(values);
      const below = values.filter((value) => value < found).length;
      const above = values.filter((value) => value > found).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

test('one disturbed round moves neither rate nor latency, and every error is counted', () => {
  const calm = roundOf(Array<number>(1_000).fill(2), 0, 1);
  const disturbed = roundOf(Array<number>(100).fill(50), 3, 1);
  const summary = summarise([calm, disturbed, calm]);
  expect(summary).toEqual({ perSecond: 1_000, p50Ms: 2, p95Ms: 2, p99Ms: 2, errors: 3, rounds: 3 });
});

test('nothing measured is no figure', () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError);
  expect(() => median([])).toThrow(RangeError);
  expect(roundOf([], 4, 1).p99Ms).toBeNaN();
});
