// Without the browser's help the sums are the same.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainSha256, sha256 } from './sha256.ts';

const real = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('our own sum is the one of the standard, also around the ends of blocks', async () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = new Uint8Array(length).fill(length);
    expect(plainSha256(bytes)).toBe(real(bytes));
  }
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
      expect([plainSha256(bytes), await sha256(bytes.slice().buffer)]).toEqual([real(bytes), real(bytes)]);
    }),
  );
  expect(await sha256('井盖')).toBe(real(new TextEncoder().encode('井盖')));
});
