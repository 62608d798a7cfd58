// Likely the same, told by the phone alone: by the item's own distance and days, as the server would.
import { expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { ItemWords, ListedItem } from '../../catalogue/web/public.ts';
import { likelySameOf } from './kept-same.ts';

const NOW = Date.UTC(2026, 7, 5, 4);
const here = { lon: 119.938, lat: 38.649 };
const listed = (code: string, radius: number): ListedItem => ({
  code,
  list: 'event',
  classCode: 'E01',
  subclassCode: null,
  componentClass: null,
  name: code,
  nameEn: code,
  aliases: [],
  keywords: [],
  duplicateRadiusMetres: radius,
  duplicateDays: 7,
  problems: [],
});
const found = new Map([['E0102', listed('E0102', 30)]]);
const items: ItemWords = {
  entries: [],
  items: [...found.values()],
  item: (code) => found.get(code),
  search: () => [],
};
const kept = (id: string, east: number, change: object = {}) => ({
  id,
  itemCode: 'E0102',
  componentId: null,
  itemName: '暴露垃圾',
  itemNameEn: 'Exposed rubbish',
  lon: here.lon + east / 86_900,
  lat: here.lat,
  description: '东门口垃圾成堆',
  createdAt: toIso(NOW - HOUR),
  state: 'handling',
  stateZh: '处置中',
  stateEn: 'handling',
  endedAt: null,
  counts: { joins: 2, mergedIn: 1 },
  ...change,
});
const said = { point: here, words: '东门口垃圾没人清', itemCode: 'E0102', componentId: null };

test('a kept case nearby is told with its state and how many reported it, the nearer first', () => {
  const same = likelySameOf(said, [kept('b', 20), kept('a', 5), kept('far', 60)], items, NOW);
  expect(same.map(({ caseId }) => caseId)).toEqual(['a', 'b']);
  expect(same[0]).toMatchObject({
    distanceMetres: 5,
    ageMinutes: 60,
    stateZh: '处置中',
    isOpen: true,
    reporters: 4,
  });
});

test('one without a place is passed over, an ended one is told as such', () => {
  const same = likelySameOf(
    said,
    [kept('a', 5, { lon: null }), kept('b', 5, { endedAt: toIso(NOW) })],
    items,
    NOW,
  );
  expect(same.map(({ caseId, isOpen }) => [caseId, isOpen])).toEqual([['b', false]]);
});

test('of the same item or component it may hold back the sending; of another item it is told beside', () => {
  const found = new Map([
    ['E0102', listed('E0102', 30)],
    ['E0103', listed('E0103', 30)],
  ]);
  const two: ItemWords = { ...items, items: [...found.values()], item: (code) => found.get(code) };
  const cases = [
    kept('same item', 5),
    kept('sibling', 0, { itemCode: 'E0103' }),
    kept('other lid', 0, { componentId: 'lid b' }),
    kept('my lid', 5, { itemCode: 'E0103', componentId: 'lid a' }),
  ];
  const same = likelySameOf({ ...said, componentId: 'lid a' }, cases, two, NOW);
  const holding = same.filter(({ isSameMatter }) => isSameMatter).map(({ caseId }) => caseId);
  expect(holding.toSorted()).toEqual(['my lid', 'same item']);
  const told = same.map(({ caseId }) => caseId).toSorted();
  expect(told).toEqual(['my lid', 'other lid', 'same item', 'sibling']);
});
