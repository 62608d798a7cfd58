// What a second person reads of a change with many parts.
import { expect, test } from 'vitest';
import { oneByOne } from './change.ts';

const sentence = (n: number) => ({ zh: `第 ${n} 项。`, en: `Item ${n}.` });

test('what is other is told one by one, and of very much how many more there are', () => {
  expect(oneByOne([])).toBeUndefined();
  expect(oneByOne([sentence(1), sentence(2)])).toEqual({
    name: { zh: '逐项', en: 'one by one' },
    before: null,
    after: { zh: '第 1 项。第 2 项。', en: 'Item 1. Item 2.' },
  });
  const many = oneByOne(Array.from({ length: 385 }, (_, n) => sentence(n + 1)));
  expect(many?.after?.zh).toMatch(/第 20 项。另有 365 项。$/);
  expect(many?.after?.en).toMatch(/Item 20\. And 365 more\.$/);
});
