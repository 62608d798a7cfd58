// Whatever two tables somebody takes from each other, what is left is never a few ratings: every figure is a
// sum of whole pieces, and each piece has enough in it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Piece, RELEASE, released } from './protection.ts';

const pieces = fc.uniqueArray(
  fc.record({
    unitId: fc.constantFrom('u1', 'u2', 'u3'),
    month: fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'),
    ratings: fc.constantFrom('ratings_by_grid' as const, 'ratings_by_street' as const),
    count: fc.integer({ min: 1, max: 12 }),
    points: fc.integer({ min: 1, max: 60 }),
    raters: fc.integer({ min: 1, max: 6 }),
  }),
  { selector: ({ unitId, month, ratings }) => `${unitId} ${month} ${ratings}`, maxLength: 24 },
);

const told = (all: readonly Piece[]): number =>
  released(all).reduce((sum, { name, times }) => sum + (name.startsWith('ratings') ? times : 0), 0);

test('a piece with too few ratings, or from too few raters, is in no figure at all', () => {
  const piece: Piece = {
    unitId: 'u1',
    month: '2026-01-01',
    ratings: 'ratings_by_grid',
    count: RELEASE.ratings,
    points: 20,
    raters: RELEASE.raters,
  };
  expect(told([piece])).toBe(RELEASE.ratings);
  expect(released([{ ...piece, count: RELEASE.ratings - 1 }])).toEqual([]);
  expect(released([{ ...piece, raters: RELEASE.raters - 1 }])).toEqual([]);
});

test('the difference of any two figures is nothing, or enough ratings', () => {
  fc.assert(
    fc.property(pieces, fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), (all, chosen) => {
      // Any period, unit or kind is some choice of pieces; a wider one holds them all.
      const some = all.filter((_, index) => chosen[index]);
      const left = told(all) - told(some);
      expect(left === 0 || left >= RELEASE.ratings).toBe(true);
    }),
  );
});
