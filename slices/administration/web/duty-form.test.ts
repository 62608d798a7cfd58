// What a form makes of a rota comes back as the same rota.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOfDay, draftOfWeek, isWhole, NEW_SHIFT, shiftOf, weekOf } from './duty-form.ts';

test('a night that ends in the morning, and a day round the clock, keep their ends', () => {
  const shift = { weekdays: [], people: ['w', '', 'l'] };
  expect(shiftOf({ ...shift, from: '20:00', to: '08:00' })).toEqual({
    fromMinute: 1200,
    toMinute: 1920,
    personIds: ['w', 'l'],
  });
  expect(shiftOf({ ...shift, from: '08:00', to: '08:00' })).toMatchObject({ toMinute: 1920 });
  expect(shiftOf({ ...shift, from: '08:00', to: '20:00' })).toMatchObject({ toMinute: 1200 });
});

test('the same shift on five days is one line with five ticks', () => {
  const weekly = [1, 2, 3, 4, 5].map((weekday) => ({
    weekday,
    fromMinute: 480,
    toMinute: 1200,
    personIds: ['w'],
  }));
  expect(draftOfWeek(weekly)).toEqual([
    { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '20:00', people: ['w'] },
  ]);
});

test('a rota is the same after a form has had it', () => {
  const shift = fc
    .record({
      weekday: fc.integer({ min: 1, max: 7 }),
      fromMinute: fc.integer({ min: 0, max: 1439 }),
      length: fc.integer({ min: 1, max: 1440 }),
      personIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
    })
    .map(({ length, ...rest }) => ({ ...rest, toMinute: rest.fromMinute + length }));
  const sorted = (shifts: readonly unknown[]) => shifts.map((one) => JSON.stringify(one, null, 1)).sort();
  fc.assert(
    fc.property(fc.uniqueArray(shift, { maxLength: 8, selector: (one) => JSON.stringify(one) }), (weekly) => {
      const ordered = weekOf(draftOfWeek(weekly)).map(({ weekday, fromMinute, toMinute, personIds }) => ({
        weekday,
        fromMinute,
        personIds,
        toMinute,
      }));
      expect(sorted(ordered)).toEqual(sorted(weekly));
      expect(draftOfDay(weekly).map(shiftOf)).toEqual(weekly.map(({ weekday: _, ...one }) => one));
    }),
  );
});

test('a shift without its first on call, its times or a weekday is not sent', () => {
  expect(isWhole(NEW_SHIFT, true)).toBe(false);
  const whole = { ...NEW_SHIFT, people: ['w'] };
  expect(isWhole(whole, true)).toBe(true);
  expect(isWhole({ ...whole, weekdays: [] }, true)).toBe(false);
  expect(isWhole({ ...whole, weekdays: [] }, false)).toBe(true);
  expect(isWhole({ ...whole, to: '' }, false)).toBe(false);
});
