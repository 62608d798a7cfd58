// A person's own words find the item.
import { describe, expect, test } from 'vitest';
import { buildSearchIndex, searchItems } from './search-index.ts';
import { itemOf } from './test-catalogue.ts';

const ITEMS = [
  { ...itemOf('E0110'), name: '道路破损', nameEn: 'Damaged road', aliases: ['路面破损'], keywords: ['大坑', '坑洼'] },
  { ...itemOf('E0508'), name: '商业噪音', nameEn: 'Commercial noise', keywords: ['KTV噪音', '噪音'] },
  { ...itemOf('E0301'), name: '施工扰民', nameEn: 'Construction nuisance', keywords: ['工地', '噪音'] },
  { ...itemOf('E0101'), name: '雨水井盖', nameEn: 'Storm drain cover', keywords: ['井盖'] },
  { ...itemOf('E0102'), name: '污水井盖', nameEn: 'Sewage manhole cover', keywords: ['井盖'] },
];
const INDEX = buildSearchIndex(ITEMS);
const best = (words: string) => searchItems(INDEX, words)[0]?.item.code;

describe('searching', () => {
  test.each([
    ['门口路上有个大坑，下雨就积水', 'E0110'], ['ＫＴＶ噪音吵死了', 'E0508'], ['工地半夜噪音大', 'E0301'],
    ['路面破损', 'E0110'], ['damaged road near the school', 'E0110'], ['雨水井盖丢失', 'E0101'],
    ['sewage cover', 'E0102'], ['噪 音 商业', 'E0508'],
  ])('“%s” → %s', (words, code) => {
    expect(best(words)).toBe(code);
  });

  test('scores lie between 0 and 1, best first, and name what was found', () => {
    const hits = searchItems(INDEX, '工地噪音');
    expect(hits.map((hit) => hit.item.code).slice(0, 2)).toEqual(['E0301', 'E0508']);
    expect(hits[0]?.matched).toEqual(['工地', '噪音']);
    for (const { score } of hits) expect(score).toBeGreaterThan(0);
    for (const { score } of hits) expect(score).toBeLessThanOrEqual(1);
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).sort((a, b) => b - a));
  });

  test('a word shared by two kinds is less sure than one that only one has', () => {
    const [shared] = searchItems(INDEX, '井盖');
    const [own] = searchItems(INDEX, '雨水井盖');
    expect(own?.score ?? 0).toBeGreaterThan(shared?.score ?? 1);
  });

  test.each(['', '？？！', '退休工资什么时候涨'])('“%s” means nothing in the list', (words) => {
    expect(searchItems(INDEX, words)).toEqual([]);
  });
});
