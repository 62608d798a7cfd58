// Terms, grid heads and what a post may cover.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import {
  checkPosts,
  type DatedPost,
  endDate,
  isInForce,
  type NewPost,
  overlaps,
  postsInForce,
} from './post.ts';
import type { Unit } from './unit.ts';

const community: Unit = {
  id: 'community',
  districtId: '500151',
  code: 'C',
  name: '新胜社区',
  nameEn: 'Xinsheng',
  kind: 'centre',
  specialty: 'centre',
  areaPath: '500151.003.012',
  serves: ['500151.003.012', '500151.004'],
};
const head = (over: Partial<NewPost> = {}): NewPost => ({
  personId: 'wang',
  unitId: 'community',
  role: 'grid_head',
  areaPath: '500151.003.012.007',
  fromDate: '2026-01-01',
  toDate: null,
  ...over,
});
const refusalOf = (...posts: NewPost[]) => {
  const checked = checkPosts(posts, (id) => (id === community.id ? community : undefined));
  return isRefusal(checked) ? checked.code : 'taken';
};
const at = (text: string) => fromIso(text) ?? Number.NaN;

describe('what a post may be', () => {
  test.each([
    ['a head of a grid of the community is taken', head(), 'taken'],
    [
      'an assistant may cover what the unit serves elsewhere',
      head({ role: 'assistant', areaPath: '500151.004' }),
      'taken',
    ],
    ['a head needs a grid, not a community', head({ areaPath: '500151.003.012' }), 'people.head_needs_grid'],
    [
      'a post outside what the unit serves is not taken',
      head({ areaPath: '500151.005.001.001' }),
      'people.post_outside_unit',
    ],
    ['a post that ends before it begins is not taken', head({ toDate: '2025-12-31' }), 'people.post_dates'],
    ['a day that does not exist is not taken', head({ fromDate: '2026-02-30x' }), 'people.post_dates'],
    ['a post in an unknown unit is not taken', head({ unitId: 'nowhere' }), 'people.unit_unknown'],
    ['a path that is not one is not taken', head({ areaPath: '500151.3' }), 'people.area_path'],
  ])('%s', (_name, post, expected) => expect(refusalOf(post)).toBe(expected));

  test('two heads of one grid at a time are refused, one after the other is fine', () => {
    expect(refusalOf(head(), head({ personId: 'li', fromDate: '2026-06-01' }))).toBe('people.grid_has_head');
    expect(refusalOf(head({ toDate: '2026-06-01' }), head({ personId: 'li', fromDate: '2026-06-01' }))).toBe(
      'taken',
    );
    expect(refusalOf(head({ role: 'guide' }), head({ role: 'guide' }))).toBe('taken');
  });
});

describe('terms', () => {
  const post: DatedPost = {
    id: 'p',
    unitId: 'community',
    unitKind: 'centre',
    role: 'grid_head',
    areaPath: '500151.003.012.007',
    fromDate: '2026-08-01',
    toDate: '2026-08-05',
  };
  test('a post works to the last second before its to-date, in local time', () => {
    expect(postsInForce([post], at('2026-08-04T23:59:59.999+08:00'))).toHaveLength(1);
    expect(postsInForce([post], at('2026-08-05T00:00:00+08:00'))).toEqual([]);
    expect(postsInForce([post], at('2026-07-31T23:59:59+08:00'))).toEqual([]);
  });
  test('a post ended now is over now, and one that never began ends where it would have begun', () => {
    expect(endDate({ fromDate: '2026-01-01', toDate: null }, at('2026-08-05T00:30:00+08:00'))).toBe(
      '2026-08-05',
    );
    expect(endDate({ fromDate: '2026-09-01', toDate: null }, at('2026-08-05T12:00:00+08:00'))).toBe(
      '2026-09-01',
    );
    expect(endDate(post, at('2026-09-01T12:00:00+08:00'))).toBe('2026-08-05');
  });

  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
  const term = fc
    .tuple(day, fc.option(day))
    .map(([fromDate, toDate]) => ({
      fromDate,
      toDate: toDate === null || toDate >= fromDate ? toDate : fromDate,
    }))
    .filter((t) => t.toDate !== t.fromDate);
  const days = Array.from({ length: 31 }, (_, n) => `2026-02-${String(n + 1).padStart(2, '0')}`);
  test('two terms overlap exactly when some day lies in both', () => {
    fc.assert(
      fc.property(term, term, (a, b) => {
        expect(overlaps(a, b)).toBe(days.some((d) => isInForce(a, d) && isInForce(b, d)));
      }),
    );
  });
});
