// What is written is read again: by a reader made from the specification apart from the writer.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMvt } from './read-mvt.ts';
import { writeMvt } from './write-mvt.ts';

const EXTENT = 4_096;
type Corner = [number, number];
const corner = fc.tuple(fc.integer({ min: -99, max: 4_200 }), fc.integer({ min: -99, max: 4_200 }));
const word = fc.oneof(
  fc.string(),
  fc.constantFrom('完好', 'damaged', '1', 'true'),
  fc.boolean(),
  fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const tags = fc.dictionary(fc.constantFrom('class', 'code', '名'), word, { noNullPrototype: true });
const points = fc.array(corner, { minLength: 1, maxLength: 300 });
const line = fc.array(corner, { minLength: 2, maxLength: 12 });
const ring = fc.array(corner, { minLength: 3, maxLength: 12 }).map((open) => [...open, open[0] as Corner]);
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });
const feature = fc.oneof(
  fc.record({ type: fc.constant(1 as const), geometry: points, tags }),
  fc.record({ type: fc.constant(2 as const), geometry: some(line), tags }),
  fc.record({ type: fc.constant(3 as const), geometry: some(ring), tags }),
);
type Written = Parameters<typeof writeMvt>[0][number][1][number];

/** The last corner of a ring is its first and is not written. */
function cornersOf({ type, geometry }: Written): unknown {
  if (type === 1) return geometry;
  const lines = geometry as readonly Corner[][];
  return lines.flatMap((one) => {
    const [first, last] = [one[0], one.at(-1)];
    const isRound = type === 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
    return isRound ? one.slice(0, -1) : one;
  });
}

/** The specification knows no zero below zero. */
const plain = (value: unknown) => (Object.is(value, -0) ? 0 : value);
const entriesOf = (of: Readonly<Record<string, unknown>>) =>
  Object.entries(of).map(([key, value]) => [key, plain(value)]).sort();

test('every layer, feature, word and corner is there', () => {
  fc.assert(
    fc.property(fc.array(feature, { minLength: 1, maxLength: 40 }), (all) => {
      const features = all as unknown as readonly Written[];
      const read = readMvt(writeMvt([['one', features], ['zwei', features.slice(0, 1)]], EXTENT));
      expect([...read.keys()]).toEqual(['one', 'zwei']);
      expect(read.get('zwei')).toHaveLength(1);
      const told = read.get('one') ?? [];
      expect(told.map(({ points: corners }) => corners)).toEqual(features.map(cornersOf));
      for (const [n, { properties }] of told.entries()) {
        expect(entriesOf(properties)).toEqual(entriesOf(all[n]?.tags ?? {}));
      }
    }),
    { numRuns: 300 },
  );
});

test('the same word is written once, and a number is no text', () => {
  const of = (code: string | number): Written => ({ type: 1, geometry: [[1, 1]], tags: { code } });
  const sizeOf = (times: number) => writeMvt([['a', Array(times).fill(of('部件部件'))]], EXTENT).length;
  expect(sizeOf(50) - sizeOf(1)).toBeLessThan(49 * 20);
  expect(readMvt(writeMvt([['a', [of(1), of('1')]]], EXTENT)).get('a')?.map(({ properties }) => properties))
    .toEqual([{ code: 1 }, { code: '1' }]);
});
