// The words of the board: two figures never share a name, and one figure has one name everywhere.
import { expect, test } from 'vitest';
import { FIGURES } from '../../cases/core/figures.ts';
import { LAMPS } from '../../cases/core/list-filters.ts';
import { PUSH_FIGURES } from '../core/board-lists.ts';
import { boardTexts } from './supervision-texts.ts';

test('what will be late within two hours has the name of its figure', () => {
  const figure = FIGURES.find(({ id }) => id === 'soon');
  expect(boardTexts.zh.soon).toBe(figure?.zh);
  expect(boardTexts.en.soon.toLowerCase()).toBe(figure?.en);
});

test('what is past the limit of its stage now has the name of its figure, lamp and filter', () => {
  const figure = FIGURES.find(({ id }) => id === 'red');
  expect(boardTexts.zh.red).toBe(figure?.zh);
  expect(boardTexts.en.red.toLowerCase()).toBe(figure?.en);
  expect(boardTexts.zh.red).toBe(LAMPS.red.zh);
});

test.each(['zh', 'en'] as const)('no two columns of pushes share a name, in %s', (language) => {
  const t = boardTexts[language];
  const names = [t.unit, ...PUSH_FIGURES.map((figure) => t[figure]), t.inTimeShare];
  expect(new Set(names).size).toBe(names.length);
  expect(t.pushesWhy).toContain(language === 'zh' ? t.inTimeShare : 'share');
});

test('what share of the limits was used is never told as a share of late ones', () => {
  expect(boardTexts.zh.usedShare('48 %')).toBe('用掉时限的 48 %');
  expect(boardTexts.en.usedShare('48 %')).toBe('48 % of the limit used');
  expect(boardTexts.zh.timeWhy).not.toContain('误了时');
});
