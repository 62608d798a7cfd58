// Dots of a wall: no finer than a thousandth of a degree, none lost, the worst lamp on top.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotsOf, type Placeable } from './cells.ts';
import { pairingCode, readCode, screenState } from './pairing.ts';

const LAMPS = ['green', 'yellow', 'orange', 'red', 'paused'] as const;
const cases = fc.array(
  fc.record({
    lon: fc.double({ min: 105, max: 107, noNaN: true }),
    lat: fc.double({ min: 29, max: 30, noNaN: true }),
    lamp: fc.constantFrom(...LAMPS),
  }),
  { maxLength: 60 },
);

test('every case with a place is in one dot, and no dot tells a place finer than 100 m', () => {
  fc.assert(
    fc.property(cases, (all: readonly Placeable[]) => {
      const dots = dotsOf(all, 1_000);
      const isCoarse = dots.every(({ lon, lat }) =>
        [lon, lat].every((degrees) => Math.abs(degrees * 1000 - Math.round(degrees * 1000)) < 1e-6),
      );
      return isCoarse && dots.reduce((sum, dot) => sum + dot.total, 0) === all.length;
    }),
  );
});

test('two cases at one corner are one dot with the worse lamp; the worst dots are kept', () => {
  const corner = { lon: 105.8001, lat: 29.0001 };
  const dots = dotsOf(
    [
      { ...corner, lamp: 'green' },
      { lon: 105.8003, lat: 29.0002, lamp: 'red' },
      { lon: 105.9, lat: 29.1, lamp: 'yellow' },
      { lon: null, lat: null, lamp: 'red' },
    ],
    1,
  );
  expect(dots).toEqual([{ lon: 105.8, lat: 29, lamp: 'red', total: 2 }]);
});

test('a code is eight letters that nobody mistakes, and is read however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) =>
      /^[A-HJ-NP-Z2-9]{8}$/.test(pairingCode(bytes)),
    ),
  );
  expect(readCode(' kwqc-hvzr ')).toBe('KWQCHVZR');
});

test('a machine waits, is in, and is over', () => {
  const waiting = { letInAt: null, expiresAt: null, endedAt: null, waitsUntil: 100 };
  const letIn = { ...waiting, letInAt: 50, expiresAt: 1_000 };
  expect(screenState(waiting, 99)).toBe('waiting');
  expect(screenState(waiting, 100)).toBe('over');
  expect(screenState(letIn, 999)).toBe('let_in');
  expect(screenState(letIn, 1_000)).toBe('over');
  expect(screenState({ ...letIn, endedAt: 60 }, 70)).toBe('over');
});
