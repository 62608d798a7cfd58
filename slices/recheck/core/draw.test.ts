// The draw of a sample, as properties: its size, that it repeats, that units with reworks meet more of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawSample, percentOf, sizeOf } from './draw.ts';

const caseIds = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 300 });
const units = ['u1', 'u2', 'u3'];
const frames = caseIds.map((ids) =>
  ids.map((caseId) => ({ caseId, unitId: units[caseId.charCodeAt(0) % units.length] ?? 'u1' })),
);
const percents = fc
  .record({ u1: share(), u2: share(), u3: share() })
  .map((of) => new Map(Object.entries(of)));
function share() {
  return fc.integer({ min: 0, max: 100 });
}

test('of each unit’s cases x % are drawn, and less than one case more', () => {
  fc.assert(
    fc.property(frames, percents, fc.string(), (frame, of, seed) => {
      const drawn = new Set(drawSample(frame, of, seed));
      for (const unitId of units) {
        const own = frame.filter((one) => one.unitId === unitId);
        const share = (own.length * (of.get(unitId) ?? 0)) / 100;
        const found = own.filter(({ caseId }) => drawn.has(caseId)).length;
        expect(found - share).toBeGreaterThanOrEqual(0);
        expect(found - share).toBeLessThan(1);
      }
      expect([...drawn].every((id) => frame.some(({ caseId }) => caseId === id))).toBe(true);
    }),
  );
});

test('the same seed draws the same sample, in whatever order the cases come', () => {
  fc.assert(
    fc.property(frames, percents, fc.string(), fc.integer(), (frame, of, seed, turn) => {
      const turned = frame.map((_, at) => frame[(at + Math.abs(turn)) % frame.length] ?? frame[at]);
      const other = [...turned].reverse().flatMap((one) => one ?? []);
      expect(drawSample(other, of, seed)).toEqual(drawSample(frame, of, seed));
    }),
  );
});

test('another seed draws another sample, and over many seeds every case is drawn about as often', () => {
  const frame = Array.from({ length: 50 }, (_, n) => ({
    caseId: `c${String(n).padStart(3, '0')}`,
    unitId: 'u',
  }));
  const times = new Map<string, number>();
  const samples = new Set<string>();
  for (let seed = 0; seed < 2_000; seed++) {
    const drawn = drawSample(frame, new Map([['u', 20]]), `seed ${seed}`);
    samples.add(drawn.join(' '));
    for (const id of drawn) times.set(id, (times.get(id) ?? 0) + 1);
  }
  expect(samples.size).toBeGreaterThan(1_990);
  // 400 of 2,000 are due; five deviations of chance are 90.
  for (const { caseId } of frame) expect(Math.abs((times.get(caseId) ?? 0) - 400), caseId).toBeLessThan(90);
});

test('a month of twenty thousand cases of two units is drawn from like any other', () => {
  const frame = Array.from({ length: 20_000 }, (_, n) => ({
    caseId: `c${String(n).padStart(5, '0')}`,
    unitId: n % 4 === 0 ? 'few' : 'many',
  }));
  const percents = new Map([
    ['few', 10],
    ['many', 5],
  ]);
  const drawn = drawSample(frame, percents, 'seed');
  expect(new Set(drawn).size).toBe(500 + 750);
  expect(drawn).toEqual([...drawn].sort());
  expect(drawn.filter((id) => Number(id.slice(1)) % 4 === 0)).toHaveLength(500);
  expect(drawSample([...frame].reverse(), percents, 'seed')).toEqual(drawn);
});

test('what a machine draws today another draws in ten years', () => {
  const frame = Array.from({ length: 12 }, (_, n) => ({
    caseId: `case-${n}`,
    unitId: n % 2 ? 'odd' : 'even',
  }));
  expect(
    drawSample(
      frame,
      new Map([
        ['odd', 50],
        ['even', 20],
      ]),
      'a0b1c2',
    ),
  ).toMatchInlineSnapshot(`
    [
      "case-10",
      "case-3",
      "case-4",
      "case-5",
      "case-9",
    ]
  `);
});

test('a unit with many reworks is drawn from more, up to all that it has', () => {
  const plan = { sharePercent: 5, reworkPercent: 10, morePercent: 15 };
  const of = (closed: number, reworks: number) => percentOf(plan, { unitId: 'u', closed, reworks });
  expect([of(100, 0), of(100, 9), of(100, 10), of(10, 4), of(0, 0)]).toEqual([5, 5, 20, 20, 5]);
  expect(percentOf({ ...plan, reworkPercent: 0 }, { unitId: 'u', closed: 8, reworks: 0 })).toBe(5);
  expect(percentOf({ ...plan, morePercent: 100 }, { unitId: 'u', closed: 8, reworks: 8 })).toBe(100);
  expect([sizeOf(0, 50), sizeOf(1, 5), sizeOf(40, 5), sizeOf(41, 5)]).toEqual([0, 1, 2, 3]);
});
