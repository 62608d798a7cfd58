// Toasts of acts: each says that it has happened, in one form.
import { expect, test } from 'vitest';
import { FLOWS } from '../core/flows.ts';
import { doneWords, hasDoneWords } from './done-words.ts';

const pressed = [...new Set(FLOWS.flatMap(({ edges }) =>
  edges.filter(({ from, isAutomatic }) => from !== 'start' && isAutomatic !== true)
    .map(({ action }) => action)))];

test('every act that a person can press says that it has happened', () => {
  expect(pressed.length).toBeGreaterThan(30);
  expect(pressed.filter((action) => !hasDoneWords(action))).toEqual([]);
  for (const action of pressed) {
    expect(doneWords({ action, body: {} }, 'zh'), action).toMatch(/^已/);
    expect(doneWords({ action, body: {}, to: '环卫所' }, 'zh'), action).toMatch(/^已/);
  }
});

test('a push says of what kind it was, a merge into which case, a split into how many parts', () => {
  const push = { action: 'push', body: { kind: 'urge' } };
  expect([doneWords(push, 'zh'), doneWords(push, 'en')]).toEqual(['已催办', 'urged']);
  expect(doneWords({ action: 'merge', body: {}, to: '9902' }, 'zh')).toBe('已并入 9902');
  expect(doneWords({ action: 'merge', body: {}, to: '9902' }, 'en')).toBe('merged into 9902');
  expect(doneWords({ action: 'split', body: {}, to: '2' }, 'zh')).toBe('已拆分为 2 个子案');
  expect(doneWords({ action: 'delegate', body: {}, to: '社区中心' }, 'zh')).toBe('已下派给社区中心');
});

test('a return tells the unit that it suggests, and not that the case went there', () => {
  expect(doneWords({ action: 'return', body: {}, to: '城管队' }, 'zh')).toBe('已退单，建议派给城管队');
});
