// What stays prepared is what comes back.
import { expect, test } from 'vitest';
import { PreparedNames } from './prepared-names.ts';

test('a statement gets a name when it comes back, and keeps it', () => {
  const names = new PreparedNames(2, 10);
  expect(names.of('select 1')).toBeUndefined();
  const name = names.of('select 1');
  expect(name).toMatch(/^q[0-9a-f]{20}$/);
  expect(names.of('select 1')).toBe(name);
});

test('a thousand odd questions take no place from what is asked all day', () => {
  const names = new PreparedNames(2, 10);
  for (let n = 0; n < 1_000; n++) expect(names.of(`select ${n}`)).toBeUndefined();
  names.of('the list');
  expect(names.of('the list')).toBeDefined();
});

test('when all places are taken the rest is planned by itself, and what has a name keeps it', () => {
  const names = new PreparedNames(2, 10);
  for (const text of ['a', 'a', 'b', 'b', 'c', 'c', 'c']) names.of(text);
  expect(names.of('c')).toBeUndefined();
  expect(names.of('a')).toBeDefined();
  expect(names.of('b')).toBeDefined();
});

test('of texts that came once the latest are remembered, not the first', () => {
  const names = new PreparedNames(2, 3);
  for (const text of ['a', 'b', 'c', 'd']) names.of(text);
  expect(names.of('a')).toBeUndefined();
  expect(names.of('d')).toBeDefined();
});
