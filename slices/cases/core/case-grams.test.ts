// What the index of words promises: whatever a text holds, its grams hold too, so that a search that asks for
// all grams of a word misses no case that says it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gramsOfCase, isTooShort, soughtIn } from './case-grams.ts';

const NUMBER = '5001512026080500000018';
const worded = (description: string, address: string | null = null) =>
  ({ number: NUMBER, description, address, itemName: null, itemNameEn: null });

test('a case that says all the words has all their grams', () => {
  fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.string({ maxLength: 10 }),
    fc.nat(19), fc.integer({ min: 1, max: 6 }), (text, address, from, length) => {
      const part = text.slice(from % text.length, (from % text.length) + length);
      const has = new Set(gramsOfCase(worded(text, address)));
      const sought = soughtIn(part);
      // A capital that is longer in small letters is no word of this city.
      fc.pre(text.toLowerCase().length === text.length);
      expect(sought.grams.every((gram) => has.has(gram))).toBe(true);
    }));
});

test('words are looked for in either case, each somewhere, and not across a space', () => {
  const has = new Set(gramsOfCase(worded('Street LIGHT broken', '滨江路88号')));
  const found = (text: string) => soughtIn(text).grams.every((gram) => has.has(gram));
  const [said, unsaid] = [['light', 'LIGHT street', '滨江', '江路88', 'broken 滨江'], ['tl', '江滨', '滨江 江边']];
  expect(said.filter((text) => !found(text))).toEqual([]);
  expect(unsaid.filter(found)).toEqual([]);
});

test('four digits and more may be the end of a number; three are not', () => {
  expect(soughtIn('018').tail).toBeNull();
  expect(soughtIn('滨江 0018').tail).toBeNull();
  for (const text of ['0018', '00 0018', '0000-0018', NUMBER]) {
    const { tail } = soughtIn(text);
    expect(gramsOfCase(worded('x')), text).toContain(tail?.gram);
    expect(NUMBER.endsWith(tail?.digits ?? '?')).toBe(true);
  }
  expect(gramsOfCase(worded('x'))).not.toContain(soughtIn('0019').tail?.gram);
});

test('every gram fits the column that keeps it', () => {
  const all = gramsOfCase(worded('\uffff\uffff龘龘', '99999999'));
  expect(all.every((gram) => Number.isSafeInteger(gram) && gram >= 0)).toBe(true);
});

test('four digits of an address are found by the four together, not by pairs that stand anywhere', () => {
  const has = new Set(gramsOfCase(worded('井盖破损', '测试路10020号')));
  const isFound = (text: string) => soughtIn(text).grams.every((gram) => has.has(gram));
  expect(['1002', '0020', '10020', '路10020号', '002'].filter((text) => !isFound(text))).toEqual([]);
  expect(['0210', '2002', '0000', '100200'].filter(isFound)).toEqual([]);
});

test('single characters are too short to look for, two together and an end of a number are not', () => {
  expect(['路', ' a ', '路 灯'].filter((text) => !isTooShort(text))).toEqual([]);
  expect(['路灯', '路 井盖', '', ' ', '0018', '12'].filter(isTooShort)).toEqual([]);
});
