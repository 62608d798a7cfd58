// What a map was told at first, and every change since, come to what it would be told anew.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CasePoints } from './contract-map.ts';
import {
  asTravelled, type CaseDot, changesBetween, dotsAfter, type HeldDots, packDots, packGone, unpackDots,
} from './points.ts';

const idOf = (n: number): string => `0190b1c2-0000-7000-8abc-${n.toString(16).padStart(12, '0')}`;
const dot = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map(idOf),
  lon: fc.double({ min: -180, max: 180, noNaN: true }).map(asTravelled),
  lat: fc.double({ min: -90, max: 90, noNaN: true }).map(asTravelled),
  lamp: fc.constantFrom('green', 'yellow', 'orange', 'red', 'paused', null),
});
const drawing = fc.uniqueArray(dot, { selector: ({ id }) => id, maxLength: 25 });
const byId = (dots: Iterable<CaseDot>) => [...dots].sort((a, b) => (a.id < b.id ? -1 : 1));

const answer = (isWhole: boolean, dots: readonly CaseDot[], gone: readonly string[] = []): CasePoints => ({
  asOf: '', version: 'v', isWhole, total: dots.length, isMore: false, ...packDots(dots), gone: packGone(gone),
});

test('a map that is told changes draws what it would draw if it were told everything', () => {
  let moved = 0;
  fc.assert(
    fc.property(fc.array(drawing, { minLength: 2, maxLength: 6 }), (drawings) => {
      let held: HeldDots | undefined;
      let before: readonly CaseDot[] | undefined;
      for (const dots of drawings) {
        const changes = before && changesBetween(before, dots);
        held = dotsAfter(held, changes ? answer(false, changes.changed, changes.gone) : answer(true, dots));
        moved += changes ? changes.changed.length + changes.gone.length : 0;
        before = dots;
        expect(byId(held.dots.values())).toEqual(byId(dots));
      }
    }),
  );
  expect(moved).toBeGreaterThan(500);
});

test('a map that slept too long is told everything, and what it had is gone', () => {
  fc.assert(
    fc.property(drawing, drawing, (before, after) => {
      const held = dotsAfter(undefined, answer(true, before));
      expect(byId(dotsAfter(held, answer(true, after)).dots.values())).toEqual(byId(after));
    }),
  );
});

test('nothing is lost on the line: ids, places to a tenth of a metre, lamps, what has ended', () => {
  fc.assert(
    fc.property(drawing, (dots) => {
      expect(unpackDots(packDots(dots))).toEqual(dots);
    }),
  );
});

test('what stands where it stood, under the lamp it had, is not sent again', () => {
  fc.assert(
    fc.property(drawing, (dots) => {
      const copied = dots.map((one) => ({ ...one })).reverse();
      expect(changesBetween(dots, copied)).toEqual({ changed: [], gone: [] });
    }),
  );
});
