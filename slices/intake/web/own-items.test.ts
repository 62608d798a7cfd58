// What is at hand before any word: stars, what was used, what others report, each once.
import { expect, test } from 'vitest';
import { hasStar, offeredItems, reviveItems, withStar, withUse } from './own-items.ts';

const item = (code: string) => ({ code, name: `名${code}`, nameEn: code });
const none = reviveItems(undefined);

test('a star is put on and taken off again, and the newest use comes first', () => {
  const starred = withStar(none, item('E1'));
  expect(hasStar(starred, 'E1')).toBe(true);
  expect(hasStar(withStar(starred, item('E1')), 'E1')).toBe(false);
  const used = withUse(withUse(withUse(none, item('E1')), item('E2')), item('E1'));
  expect(used.used.map(({ code }) => code)).toEqual(['E1', 'E2']);
});

test('stars stand before what was used and what is often reported, each once, and no star is cut off', () => {
  const own = withUse(withStar(withStar(none, item('E1')), item('E2')), item('E3'));
  const codes = (most: number) =>
    offeredItems(own, [item('E3'), item('E4')], [item('E4'), item('E9')], most).map(({ code }) => code);
  expect(codes(6)).toEqual(['E1', 'E2', 'E3', 'E4', 'E9']);
  expect(codes(4)).toEqual(['E1', 'E2', 'E3', 'E4']);
  expect(codes(1)).toEqual(['E1', 'E2']);
});

test('what an older version wrote, or nobody, is no star', () => {
  expect(reviveItems({ stars: 'x', used: [null, { code: 1 }, item('E1')] })).toEqual({
    stars: [],
    used: [item('E1')],
  });
});
