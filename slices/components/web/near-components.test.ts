// What the phone tells of components by itself.
import { expect, test } from 'vitest';
import { codeIn, nearestOf } from './near-components.ts';

const at = (code: string, metresEast: number) => ({
  id: code,
  code,
  classCode: '0102',
  name: '井盖',
  point: { lon: 106 + metresEast / 96_486, lat: 29.8 },
});

test('the nearest come first, none beyond the radius, between equals the lower code', () => {
  const found = nearestOf([at('3', 90), at('2', 10), at('1', 10), at('4', 2)], { lon: 106, lat: 29.8 });
  expect(found.map(({ code }) => code)).toEqual(['4', '1', '2']);
  expect(found[0]?.distanceMetres).toBeCloseTo(2, 0);
});

test('a plate says its number alone, spaced, or inside an address; anything else is no number', () => {
  expect(codeIn('5001510102000001')).toBe('5001510102000001');
  expect(codeIn('500151 01 02 000001')).toBe('5001510102000001');
  expect(codeIn('https://city.example/c/5001510102000001?from=plate')).toBe('5001510102000001');
  expect(codeIn('500151010200000')).toBeUndefined();
  expect(codeIn('50015101020000012')).toBeUndefined();
  expect(codeIn('电话 0512-12345')).toBeUndefined();
});
