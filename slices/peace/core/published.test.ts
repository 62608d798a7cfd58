// What is kept of a published index: the same content is the same, in whatever order a store keeps it.
import { expect, test } from 'vitest';
import { isSameTold, partsOtherwise, type Told } from './published.ts';

const told = (value: string, points: string, more: Partial<Told> = {}): Told => ({
  index: points,
  colour: 'green',
  judged: '100.00',
  contributions: [
    {
      indicator: 'fire_calls',
      kind: 'part',
      value,
      points,
      of: '100.00',
      references: [{ to: 'before', was: '10.00', worseBy: '0.00', why: null }],
      why: null,
    },
  ],
  before: null,
  yearAgo: null,
  ...more,
});

test('the order of fields, and what else stands beside it, make no difference', () => {
  const { index, ...rest } = told('10.00', '90.00');
  expect(isSameTold({ ...rest, index }, told('10.00', '90.00'))).toBe(true);
  const named = { ...told('10.00', '90.00'), name: '火星街道' };
  expect(isSameTold(named, told('10.00', '90.00'))).toBe(true);
  expect(isSameTold(told('10.00', '90.00'), told('11.00', '90.00'))).toBe(false);
  expect(isSameTold(told('10.00', '90.00'), told('10.00', '90.00', { before: '80.00' }))).toBe(false);
});

test('a difference names the series with both values; an area that came or went has one side', () => {
  expect(partsOtherwise(told('10.00', '90.00'), told('10.00', '90.00'))).toEqual([]);
  const change = { indicator: 'fire_calls', wasValue: '10.00', isValue: '11.00' };
  expect(partsOtherwise(told('10.00', '90.00'), told('11.00', '80.00'))).toEqual([
    { ...change, wasPoints: '90.00', isPoints: '80.00' },
  ]);
  expect(partsOtherwise(null, told('11.00', '80.00'))).toEqual([
    { ...change, wasValue: null, wasPoints: null, isPoints: '80.00' },
  ]);
  expect(partsOtherwise(told('10.00', '90.00'), null)).toMatchObject([{ isValue: null, isPoints: null }]);
});
