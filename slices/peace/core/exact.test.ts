// Figures that are published are exact: as people reckon with pencil and paper, half away from zero.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOver } from './change-over.ts';
import { add, decimalText, exact, exactIn, over, plainDecimal, sharedOut, times, whole } from './exact.ts';

const change = (now: string, then: string) => changeOver(exact(now), exact(then), 'sum');

describe('year on year', () => {
  test.each([
    ['accidents of Tongliang fell by a third, from 3 to 2', '2', '3', '-33.33'],
    ['and so from 27 to 18', '18', '27', '-33.33'],
    ['its petitions fell from 2,693 to 2,166', '2166', '2693', '-19.57'],
    ['Huangpu’s villages took in 52 % more, of which the paper wrote no decimals', '16006', '10536', '51.92'],
    ['double is one hundred per cent more', '2', '1', '100.00'],
    ['down to none is one hundred per cent less', '0', '7', '-100.00'],
    ['half a hundredth goes away from zero', '100005', '100000', '0.01'],
    ['and below it too', '99995', '100000', '-0.01'],
  ])('%s', (_, now, then, by) => {
    expect(change(now, then)).toEqual({ kind: 'percent', by });
  });

  test('Tongliang had no robbery any more, and a year later still none', () => {
    expect(change('0', '4')).toEqual({ kind: 'percent', by: '-100.00' });
    expect(change('0', '0')).toEqual({ kind: 'still_zero', by: null });
    expect(change('1', '0')).toEqual({ kind: 'from_zero', by: null });
  });

  test('what is not known is told as that, the period itself first', () => {
    expect(changeOver(undefined, undefined, 'sum')).toEqual({ kind: 'no_now', by: null });
    expect(changeOver(whole(3), undefined, 'sum')).toEqual({ kind: 'no_then', by: null });
  });

  test('a rate changes by points: 97.97 % after 97.5 % is 0.47 more', () => {
    expect(changeOver(exact('97.97'), exact('97.5'), 'rate')).toEqual({ kind: 'points', by: '0.47' });
    expect(changeOver(exact('97.97'), exact('0'), 'rate')).toEqual({ kind: 'points', by: '97.97' });
  });
});

test('97.97 % of Bincheng is kept as it was written, and is what 290 of 296 are', () => {
  expect(plainDecimal(exact('97.97'))).toBe('97.97');
  expect(decimalText(times(over(whole(290), whole(296)), whole(100)), 2)).toBe('97.97');
});

test('only plain decimals are numbers', () => {
  for (const text of ['1,000', '3e2', '', ' 1', '1.', '.5', '1.1234567', '12345678901234567', '−3', '１２']) {
    expect(exactIn(text), text).toBeUndefined();
  }
  expect(plainDecimal(exact('-0'))).toBe('0');
  expect(plainDecimal(exact('12.500000'))).toBe('12.5');
});

const decimal = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole_, part]) => exact(`${whole_}.${String(part).padStart(2, '0')}`));

test('what was added up in any order is the same, and what was divided comes back', () => {
  fc.assert(
    fc.property(decimal, decimal, decimal, (a, b, c) => {
      expect(add(add(a, b), c)).toEqual(add(a, add(c, b)));
      if (b.top !== 0n) expect(times(over(a, b), b)).toEqual(a);
    }),
  );
});

test('texts that are shared out add up to the rounded sum, each within a hundredth of itself', () => {
  const thirds = fc.tuple(fc.integer({ min: -3_000, max: 3_000 }), fc.integer({ min: 1, max: 97 }));
  fc.assert(
    fc.property(fc.array(thirds, { maxLength: 12 }), (pairs) => {
      const parts = pairs.map(([top, bottom]) => over(whole(top), whole(bottom)));
      const shared = sharedOut(parts, 2);
      const sum = shared.parts.map(exact).reduce(add, whole(0));
      expect(decimalText(sum, 2)).toBe(shared.total);
      for (const [at, text] of shared.parts.entries()) {
        expect(Math.abs(Number(text) - (pairs[at]?.[0] ?? 0) / (pairs[at]?.[1] ?? 1))).toBeLessThan(
          0.01 + 1e-9,
        );
      }
    }),
  );
});
