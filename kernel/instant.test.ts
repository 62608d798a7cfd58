// An instant reads and writes the same everywhere.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromIso, toIso } from './instant.ts';

test('any moment of any century is written as the calendar writes it, and read back', () => {
  const edges = [0, -1, 86_399_999, 86_400_000, 253_402_300_799_999, -62_135_596_800_000, 8.64e15, -8.64e15];
  for (const at of edges) expect(toIso(at)).toBe(new Date(at).toISOString());
  const any = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
  fc.assert(
    fc.property(any, (at) => {
      expect(toIso(at)).toBe(new Date(at).toISOString());
      if (at >= 0) expect(fromIso(toIso(at))).toBe(at);
    }),
    { numRuns: 2_000 },
  );
});

test('what is no moment is refused, not written', () => {
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 8.65e15])
    expect(() => toIso(wrong)).toThrow(RangeError);
});

test('a year that no store can write is no moment', () => {
  for (const wrong of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+08:00', '9999-12-31T23:59:00-08:00']) {
    expect(fromIso(wrong), wrong).toBeUndefined();
  }
  expect(fromIso('0001-01-01T00:00:00Z')).toBeDefined();
});
