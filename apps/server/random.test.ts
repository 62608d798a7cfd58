// Codes that must not be guessed, and ids that must not meet, come out of pages of random bytes.
import { expect, test } from 'vitest';
import { pagedRandom } from './random.ts';

test('no stretch of bytes is handed out twice, over many pages and in odd lengths', () => {
  const random = pagedRandom();
  const seen = new Set<string>();
  const kept: { bytes: Uint8Array; text: string }[] = [];
  for (let i = 0; i < 5_000; i++) {
    const bytes = random(10 + (i % 7));
    expect(bytes.length).toBe(10 + (i % 7));
    const text = Buffer.from(bytes).toString('hex');
    seen.add(text.slice(0, 20));
    kept.push({ bytes, text });
  }
  expect(seen.size).toBe(5_000);
  // What was handed out stays as it was: later pages do not write over it.
  for (const { bytes, text } of kept) expect(Buffer.from(bytes).toString('hex')).toBe(text);
  expect(random(10_000).length).toBe(10_000);
});
