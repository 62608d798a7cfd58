// What is spoken stands on the form as it would be written.
import { expect, test } from 'vitest';
import { spokenAfter } from './use-speech.ts';

test('one breath after another reads as one sentence, in Chinese and in Latin letters', () => {
  expect(spokenAfter('', '井盖松动')).toBe('井盖松动');
  expect(spokenAfter('井盖松动', '路灯不亮')).toBe('井盖松动，路灯不亮');
  expect(spokenAfter('井盖松动。', '路灯不亮')).toBe('井盖松动。路灯不亮');
  expect(spokenAfter('The lid is loose', 'the lamp is dark')).toBe('The lid is loose the lamp is dark');
  expect(spokenAfter('The lid is loose.', 'the lamp is dark')).toBe('The lid is loose. the lamp is dark');
  expect(spokenAfter('门牌 13 号\n', '楼下')).toBe('门牌 13 号\n楼下');
});
