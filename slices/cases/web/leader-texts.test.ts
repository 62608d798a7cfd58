// What a leader reads on the phone is named as everywhere else.
import { expect, test } from 'vitest';
import { FIGURES } from '../core/figures.ts';
import { leaderTexts } from './leader-texts.ts';

test('what will be late within two hours has the name of its figure on the phone', () => {
  const figure = FIGURES.find(({ id }) => id === 'soon');
  expect(leaderTexts.zh.soon).toBe(figure?.zh);
  expect(leaderTexts.en.soon.toLowerCase()).toBe(figure?.en);
});
