// The arithmetic of a brief: the articles' own figures, what happens at zero, and halves.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changeIn,
  changeWords,
  hundredthsOf,
  percent,
  pointsWords,
  signedPercent,
  thousands,
} from './compare.ts';

test('Tongliang’s accidents fall by a third: −33.33 %, from 12 to 8 as from 1,182 to 788', () => {
  expect(signedPercent(changeIn(12, 8))).toBe('−33.33 %');
  expect(signedPercent(changeIn(1_182, 788))).toBe('−33.33 %');
  expect(changeWords(1_182, 788, '件')).toBe('下降 33.33 %');
});

test('Tongliang’s petitions, 2,693 in 2019 and 2,166 in 2020, are −19.57 %', () => {
  expect(signedPercent(changeIn(2_693, 2_166))).toBe('−19.57 %');
});

test('Bincheng’s satisfaction of 97.97 % is 193 of 197, and 9,797 of 10,000', () => {
  expect(percent(hundredthsOf(193, 197))).toBe('97.97 %');
  expect(percent(hundredthsOf(9_797, 10_000))).toBe('97.97 %');
});

test('from nothing to something is told as a number, from something to nothing is all of it', () => {
  expect(changeIn(0, 5)).toBeNull();
  expect(changeWords(0, 5, '件')).toBe('增加 5 件');
  expect(changeWords(0, 0, '件')).toBe('持平');
  expect(changeWords(5, 0, '件')).toBe('下降 100.00 %');
  expect(hundredthsOf(0, 0)).toBeNull();
  expect(percent(null)).toBe('–');
});

test('what changed by less than half a hundredth is not told as a rise of 0.00 %', () => {
  expect(changeWords(100_000, 100_001, '件')).toBe('基本持平');
  expect(signedPercent(changeIn(100_000, 100_001))).toBe('0.00 %');
  expect(changeWords(1_000, 2_234, '件')).toBe('上升 123.40 %');
});

test('a half is rounded away from zero on both sides', () => {
  expect(hundredthsOf(1, 20_000)).toBe(1);
  expect(hundredthsOf(-1, 20_000)).toBe(-1);
  expect(hundredthsOf(10_005, 100_000)).toBe(1_001);
});

test('rates differ by points, as they stand in the text', () => {
  expect(pointsWords(9_750, 9_797)).toBe('上升 0.47 个百分点');
  expect(pointsWords(9_797, 9_750)).toBe('下降 0.47 个百分点');
  expect(pointsWords(9_797, 9_797)).toBe('持平');
});

test('thousands are told apart', () => {
  expect([0, 999, 1_182, 1_000_000].map(thousands)).toEqual(['0', '999', '1,182', '1,000,000']);
});

test('a share is never further from the truth than half a hundredth of a per cent', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000_000 });
  fc.assert(
    fc.property(amount, amount, (top, bottom) => {
      const told = BigInt(hundredthsOf(top, bottom) ?? -1);
      const off = told * BigInt(bottom) - BigInt(top) * 10_000n;
      return 2n * (off < 0n ? -off : off) <= BigInt(bottom);
    }),
  );
});
