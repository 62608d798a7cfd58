// What a case says of its thing: the lists' own word where there is one, else what the item's words tell,
// and nothing where neither does.
import { describe, expect, test } from 'vitest';
import type { Item } from './catalogue.ts';
import { conditionByWords, readThingCondition, thingConditionOf } from './thing-condition.ts';
import { itemOf } from './test-catalogue.ts';

const thing = (name: string): Item => ({ ...itemOf('C0101'), list: 'component', name, problems: [] });

describe('by the words of the item', () => {
  test.each([
    ['缺失移位', 'lost'],
    ['破损缺失', 'damaged'],
    ['被占用或不洁', 'occupied'],
    ['挪作他用或废弃', 'occupied'],
    ['废弃', 'abandoned'],
    ['漏电或灯杆倾斜', 'damaged'],
    ['Missing or shifted', 'lost'],
    ['Damaged', 'damaged'],
    ['污损张贴', null],
    ['停放秩序混乱', null],
  ] as const)('%s', (name, condition) => expect(conditionByWords(thing(name), undefined)).toBe(condition));

  test('a matter that is not about things says nothing by its words', () => {
    expect(conditionByWords({ ...thing('占用道路'), list: 'event' }, undefined)).toBeNull();
  });
});

test('the lists’ own word goes before; none is a word, too', () => {
  expect(thingConditionOf('lost', thing('破损'), undefined)).toBe('lost');
  expect(thingConditionOf('none', thing('破损'), undefined)).toBeNull();
  expect(thingConditionOf('occupied', { ...thing('占道'), list: 'event' }, undefined)).toBe('occupied');
});

test('a cell names it in either language, and nothing makes a thing whole by being accepted', () => {
  expect(['破损', 'LOST', '不变', '完好', '坏'].map(readThingCondition)).toEqual([
    'damaged',
    'lost',
    'none',
    undefined,
    undefined,
  ]);
});
