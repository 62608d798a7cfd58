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

test('an address of numbers and words has all grams of every part of it', () => {
  const part = fc.tuple(fc.stringMatching(/^[0-9路号 ]{1,14}$/), fc.nat(13), fc.integer({ min: 1, max: 9 }));
  fc.assert(fc.property(part, ([text, from, length]) => {
    const has = new Set(gramsOfCase(worded('井盖破损', text)));
    const { grams } = soughtIn(text.slice(from % text.length, (from % text.length) + length));
    expect(grams.every((gram) => has.has(gram))).toBe(true);
  }), { numRuns: 1_000 });
});

test('the number of a house is looked for as a whole, not by digits that stand in every tenth case', () => {
  const has = new Set(gramsOfCase(worded('第 3 栋 15 楼漏水', '桂花路123号')));
  const isFound = (text: string) => soughtIn(text).grams.every((gram) => has.has(gram));
  const said = ['桂花路123号', '路123号', '路12', '23号', '123', '桂花', '第 3 栋'];
  expect(said.filter((text) => !isFound(text))).toEqual([]);
  expect(['路12号', '路23号', '路1234号', '路0123号'].filter(isFound)).toEqual([]);
  expect(soughtIn('桂花路123号').grams).toHaveLength(2);
  expect(soughtIn('4321').grams).toHaveLength(1);
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

test('the grams of a case are those of their edition: whoever changes them raises it', () => {
  const [short, together, edition] = [13, 12, 14].map((space) => space * 2 ** 40) as [number, number, number];
  const tails = [5_678, 45_678, 345_678, 2_345_678, 12_345_678].map((tail, n) => (n + 4) * 2 ** 40 + tail);
  const said = { description: 'ab 7', address: '10020', itemName: null, itemNameEn: null };
  expect(gramsOfCase({ number: '12345678', ...said })).toEqual([
    edition + 3, 97 * 65_536 + 98, short + 10_007,
    49 * 65_536 + 48, 48 * 65_536 + 48, 48 * 65_536 + 50, 50 * 65_536 + 48,
    together + 1_002, together + 20, ...tails,
  ]);
});

test('what finds a case of any edition was in the first, which knew pairs of characters alone', () => {
  const first = gramsOfCase(worded('路灯不亮', '桂花路123号 10020')).filter((gram) => gram < 2 ** 32);
  for (const text of ['桂花路123号', '花路1', '10020', '路灯 桂花']) {
    const { gramsOfAnyEdition } = soughtIn(text);
    expect(gramsOfAnyEdition.length, text).toBeGreaterThan(0);
    expect(first, text).toEqual(expect.arrayContaining([...gramsOfAnyEdition]));
  }
});

test('single characters are too short to look for, two together and an end of a number are not', () => {
  expect(['路', ' a ', '路 灯'].filter((text) => !isTooShort(text))).toEqual([]);
  expect(['路灯', '路 井盖', '', ' ', '0018', '12'].filter(isTooShort)).toEqual([]);
});
