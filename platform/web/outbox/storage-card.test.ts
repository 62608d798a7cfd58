// @vitest-environment jsdom
// How much of the phone is used, as people read it.
import { expect, test } from 'vitest';
import { sizeWords } from './storage-card.tsx';

test.each([
  [0, '0 MB'],
  [640_000, '0.6 MB'],
  [2_000_000, '2 MB'],
  [9_960_000, '10 MB'],
  [38_400_000, '38 MB'],
  [999_600_000, '1,000 MB'],
  [1_250_000_000, '1.3 GB'],
  [64_000_000_000, '64 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
