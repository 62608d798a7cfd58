// Instants as the stores write them are read quickly and exactly, whatever their fraction.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInstant } from './values.ts';

const FIRST = Date.UTC(1000, 0, 1);
const LAST = Date.UTC(9999, 11, 31);

/** As PostgreSQL writes it: zeros at the end of a fraction are left out, and a fraction of nothing
 *  altogether. */
const written = (instant: number, micros: number): string => {
  const [day = '', time = ''] = new Date(instant).toISOString().slice(0, -1).split('T');
  const fraction = `${time.slice(9)}${String(micros).padStart(3, '0')}`.replace(/0+$/, '');
  return `${day} ${time.slice(0, 8)}${fraction === '' ? '' : `.${fraction}`}+00`;
};

test('every instant to the millisecond is read as it was written; what is finer is cut', () => {
  const instants = fc.integer({ min: FIRST, max: LAST });
  fc.assert(fc.property(instants, fc.integer({ min: 0, max: 999 }), (instant, micros) => {
    expect(readInstant(written(instant, micros))).toBe(instant);
  }), { numRuns: 2_000 });
});

test.each([
  ['2026-08-05 12:08:00+00', Date.UTC(2026, 7, 5, 12, 8)],
  ['2026-08-05 12:08:00.1+00', Date.UTC(2026, 7, 5, 12, 8, 0, 100)],
  ['2026-08-05 12:08:00.12+00', Date.UTC(2026, 7, 5, 12, 8, 0, 120)],
  ['2026-08-05 20:08:00.123456+08', Date.UTC(2026, 7, 5, 12, 8, 0, 123)],
  ['2026-08-05T12:08:00+00:00', Date.UTC(2026, 7, 5, 12, 8)],
])('%s is understood', (text, instant) => {
  expect(readInstant(text)).toBe(instant);
});

test('what is no instant is refused', () => {
  expect(() => readInstant('infinity')).toThrow(RangeError);
});
