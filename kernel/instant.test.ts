// An instant reads and writes the same everywhere.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromIso, localDate, startOfDate, toIso } from './instant.ts';

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

test('a day begins at its midnight in its own zone, and what is no day has no beginning', () => {
  expect(startOfDate('2026-08-05')).toBe(fromIso('2026-08-05T00:00:00+08:00'));
  expect(startOfDate('2026-08-05', 0)).toBe(fromIso('2026-08-05T00:00:00Z'));
  for (const wrong of ['2026-02-30', '2026-13-01', '26-08-05', '2026-08-05T00:00', '', '0001-01-01'])
    expect(startOfDate(wrong), wrong).toBeUndefined();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -720, max: 840 }), (at, offset) => {
      const start = startOfDate(localDate(at, offset), offset);
      expect(start).toBeLessThanOrEqual(at);
      expect(at - (start ?? 0)).toBeLessThan(86_400_000);
    }),
  );
});
