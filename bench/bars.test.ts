// A bar that can't be missed is no bar: each part of one is missed here once.
import { expect, test } from 'vitest';
import { type Bar, MEASURES, missesOf, rateWanted } from './bars.ts';
import type { Summary } from './stats.ts';

const summary: Summary = { perSecond: 1_000, p50Ms: 2, p95Ms: 2, p99Ms: 10, errors: 0, rounds: 3 };

test.each<[string, Bar, string[]]>([
  ['fast enough', { perSecond: 1_000, p99Ms: 10 }, []],
  ['too few a second', { perSecond: 1_001 }, ['rate']],
  ['too slow at the tail', { p99Ms: 9.9 }, ['p99']],
  ['too small a share of the limit', { ofLimit: 0.3 }, ['ratio']],
  ['enough of the limit', { ofLimit: 0.2 }, []],
  ['a time that was never measured', { atMostMs: 1 }, ['time']],
  ['memory that was never measured', { atMostMb: 1 }, ['memory']],
])('%s', (_, bar, misses) => {
  expect(missesOf(bar, { summary, limitPerSecond: 5_000 })).toEqual(misses);
});

test('where the store itself does less than it did, a rate is the same share of it', () => {
  const bar = { perSecond: 1_200 };
  expect(missesOf(bar, { summary, limitPerSecond: 20_000, limitThen: 25_000 })).toEqual([]);
  expect(missesOf(bar, { summary, limitPerSecond: 25_000, limitThen: 25_000 })).toEqual(['rate']);
  expect(rateWanted(bar, { limitPerSecond: 50_000, limitThen: 25_000 })).toBe(1_200);
  expect(rateWanted(bar, { limitPerSecond: 0, limitThen: 25_000 })).toBe(1_200);
});

test('one failed request misses the bar, however fast the others were', () => {
  expect(missesOf({ perSecond: 1 }, { summary: { ...summary, errors: 1 } })).toEqual(['errors']);
});

test('what was not measured holds no bar', () => {
  for (const { must } of MEASURES) if (must) expect(missesOf(must, {})).not.toEqual([]);
});

test('every measure has its own name, and what is aimed at is not less than what must be', () => {
  expect(new Set(MEASURES.map((one) => one.name)).size).toBe(MEASURES.length);
  for (const { must, aim } of MEASURES) {
    if (must?.perSecond && aim?.perSecond) expect(aim.perSecond).toBeGreaterThanOrEqual(must.perSecond);
    if (must?.atMostMs && aim?.atMostMs) expect(aim.atMostMs).toBeLessThanOrEqual(must.atMostMs);
  }
});
