// A view in words, and the table from which everything about filters is made.
import { expect, test } from 'vitest';
import { ListQuery } from './contract-lists.ts';
import { FILTER_NAMES, filterOf } from './list-filters.ts';
import { filterWords, viewWords } from './view-words.ts';

const nobody = () => undefined;

test('a view is told in the order of the table, with the names of what its ids stand for', () => {
  const asked = { channel: ['hotline', 'patrol'], state: ['open'], unitId: ['u1'], isOnLeadersList: true };
  const named = (kind: string, id: string) => (kind === 'unit' && id === 'u1' ? '桂花环卫' : undefined);
  expect(viewWords(asked, 'due', 'zh', named))
    .toBe('状态：未结束；责任单位：桂花环卫；来源：热线、巡查；领导清单：是；环节先到期在前');
  expect(viewWords({}, undefined, 'zh', nobody)).toBe('全部案件');
  expect(viewWords({ lamp: ['red'] }, undefined, 'en', nobody)).toBe('Lamp: red');
  expect(filterWords({ unitId: ['u2'], text: '' }, 'zh', nobody))
    .toEqual([{ name: 'unitId', label: '责任单位', values: 'u2' }]);
});

test('every filter of the table is asked for by the query, and told in both languages', () => {
  for (const name of FILTER_NAMES) {
    const { zh, en, kind, choices = [], wordsOf } = filterOf(name);
    expect(Object.keys(ListQuery.properties)).toContain(name);
    expect(zh, name).toMatch(/[一-鿿]/);
    expect(en.length, name).toBeGreaterThan(2);
    if (kind !== 'choice') continue;
    expect(choices.length, name).toBeGreaterThan(1);
    for (const code of choices) {
      expect(wordsOf?.(code, 'zh'), `${name} ${code}`).toMatch(/[一-鿿]|Open311/);
      expect(wordsOf?.(code, 'en').length, `${name} ${code}`).toBeGreaterThan(0);
    }
  }
});
