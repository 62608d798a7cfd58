// The judgement of what is likely the same matter, over a searched space of reports and cases.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import {
  type Candidate,
  DEFAULT_TERMS,
  type ItemKin,
  kinshipOf,
  likelySame,
  type NewReport,
} from './likely-same.ts';
import { textLikeness } from './text-likeness.ts';

const NOON = Date.UTC(2026, 7, 5, 4);
const HERE = { lon: 106.05, lat: 29.84 };
/** About 111 m per 0.001 degrees of latitude. */
const north = (metres: number) => ({ lon: HERE.lon, lat: HERE.lat + metres / 111_195 });

const report = (over: Partial<NewReport> = {}): NewReport => ({
  itemCode: 'E0102',
  subclass: 'E01',
  point: HERE,
  words: '东新路口垃圾成堆，臭气熏天',
  at: NOON,
  ...over,
});
const candidate = (over: Partial<Candidate> = {}): Candidate => ({
  id: 'a',
  itemCode: 'E0102',
  subclass: 'E01',
  point: HERE,
  words: '垃圾堆在东新路口没人清',
  createdAt: NOON - DAY,
  state: 'handling',
  isOpen: true,
  ...over,
});

const anyItem = fc.constantFrom<ItemKin>(
  { itemCode: 'E0102', subclass: 'E01' },
  { itemCode: 'E0102.2', subclass: 'E01' },
  { itemCode: 'E0103', subclass: 'E01' },
  { itemCode: 'E0505', subclass: 'E05' },
  { itemCode: null, subclass: null },
  { itemCode: 'C0101', subclass: 'C01', componentId: 'lid a' },
  { itemCode: 'C0101', subclass: 'C01', componentId: 'lid b' },
  { itemCode: 'E0505', subclass: 'E05', componentId: 'lid a' },
);
const anyWords = fc.string({ unit: fc.constantFrom(...'垃圾堆路口井盖丢失噪音abc 12，。'), maxLength: 40 });
const anyCandidate = fc
  .record({
    item: anyItem,
    metres: fc.double({ min: 0, max: 300, noNaN: true }),
    words: anyWords,
    ageMs: fc.integer({ min: -DAY, max: 15 * DAY }),
    isOpen: fc.boolean(),
  })
  .map(({ item, metres, words, ageMs, isOpen }) =>
    candidate({ ...item, point: north(metres), words, createdAt: NOON - ageMs, isOpen }),
  );
const anyReport = fc
  .record({ item: anyItem, words: anyWords })
  .map(({ item, words }) => report({ ...item, words }));
const numbered = fc
  .array(anyCandidate, { maxLength: 30 })
  .map((all) => all.map((one, at) => ({ ...one, id: String(at).padStart(3, '0') })));

test('whatever is offered lies near, is recent, is of the kind, scored 0–1, the best first', () => {
  let offered = 0;
  fc.assert(
    fc.property(anyReport, numbered, (asked, cases) => {
      const found = likelySame(asked, cases);
      offered += found.length;
      expect(found.length).toBeLessThanOrEqual(DEFAULT_TERMS.mostOffered);
      for (const [at, one] of found.entries()) {
        expect(one.score).toBeGreaterThanOrEqual(DEFAULT_TERMS.leastScore);
        expect(one.score).toBeLessThanOrEqual(1);
        expect(one.distanceMetres).toBeLessThanOrEqual(DEFAULT_TERMS.radiusMetres);
        expect(one.ageMs).toBeLessThanOrEqual(DEFAULT_TERMS.days * DAY);
        expect(kinshipOf(asked, one.candidate)).toBe(one.kinship);
        if (one.isSameMatter) expect(['component', 'same']).toContain(one.kinship);
        expect(one.why.length).toBeGreaterThan(0);
        expect(one.score).toBeLessThanOrEqual(found[at - 1]?.score ?? 1);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(offered).toBeGreaterThan(300);
});

test('the order in which cases come from the store makes no difference', () => {
  fc.assert(
    fc.property(anyReport, numbered, (asked, cases) => {
      const ids = likelySame(asked, cases).map((one) => one.candidate.id);
      expect(likelySame(asked, [...cases].reverse()).map((one) => one.candidate.id)).toEqual(ids);
    }),
  );
});

test('all else equal the nearer, the newer and the more alike is never behind', () => {
  fc.assert(
    fc.property(
      anyCandidate,
      fc.double({ min: 0, max: 99, noNaN: true }),
      fc.double({ min: 0, max: 99, noNaN: true }),
      (one, a, b) => {
        const scoreAt = (metres: number, createdAt: number) =>
          likelySame(report(), [{ ...one, point: north(metres), createdAt }], {
            ...DEFAULT_TERMS,
            leastScore: 0,
          })[0]?.score;
        const [near, far] = [scoreAt(Math.min(a, b), NOON - DAY), scoreAt(Math.max(a, b), NOON - DAY)];
        if (near !== undefined && far !== undefined) expect(near).toBeGreaterThanOrEqual(far);
        const older = scoreAt(a, NOON - 3 * DAY);
        const newer = scoreAt(a, NOON - DAY);
        if (older !== undefined && newer !== undefined) expect(newer).toBeGreaterThanOrEqual(older);
      },
    ),
  );
});

test('likeness of words is the same both ways, 1 for the same words, 0 for nothing in common', () => {
  fc.assert(
    fc.property(anyWords, anyWords, (a, b) => {
      const alike = textLikeness(a, b);
      expect(alike).toBeCloseTo(textLikeness(b, a), 12);
      expect(alike).toBeGreaterThanOrEqual(0);
      expect(alike).toBeLessThanOrEqual(1);
    }),
  );
  expect(textLikeness('井盖丢失，危险！', '井盖丢失 危险')).toBeCloseTo(1, 12);
  expect(textLikeness('pothole on Main St', 'Pothole, main st')).toBeGreaterThan(0.8);
  expect(textLikeness('井盖丢失', '噪音扰民')).toBe(0);
  expect(textLikeness('', '井盖')).toBe(0);
});

test('a second report of the heap of rubbish finds the first, with its reasons in words', () => {
  const [best, ...others] = likelySame(report(), [
    candidate({ id: 'far', point: north(130) }),
    candidate({ id: 'same' }),
    candidate({ id: 'sibling', itemCode: 'E0103', point: north(60) }),
    candidate({ id: 'other kind', itemCode: 'E0505', subclass: 'E05' }),
    candidate({ id: 'last week', createdAt: NOON - 8 * DAY }),
  ]);
  expect(best?.candidate.id).toBe('same');
  expect(best?.why.map((reason) => reason.zh)).toEqual([
    '同一细类',
    '同一地点',
    '24 小时前上报',
    expect.stringMatching(/^描述相似度 \d+%$/),
  ]);
  expect(others.map((one) => one.candidate.id)).toEqual(['sibling']);
});

test('without an item the words must carry it', () => {
  const unnamed = report({ itemCode: null, subclass: null });
  const found = likelySame(unnamed, [
    candidate({ id: 'alike' }),
    candidate({ id: 'unlike', words: '井盖松动' }),
  ]);
  expect(found.map((one) => one.candidate.id)).toEqual(['alike']);
});

test('only the same item or component may hold back a report; a sibling at its very spot may not', () => {
  const found = likelySame(report(), [
    candidate({ id: 'same' }),
    candidate({ id: 'its problem', itemCode: 'E0102.2' }),
    candidate({ id: 'sibling', itemCode: 'E0103' }),
    candidate({ id: 'unnamed', itemCode: null, subclass: null }),
  ]);
  expect(found).toHaveLength(4);
  const holding = found.filter(({ isSameMatter }) => isSameMatter).map((one) => one.candidate.id);
  expect(holding.toSorted()).toEqual(['its problem', 'same']);
});

test('one lid is one matter whatever is wrong with it; two lids beside each other are two', () => {
  const lid = { itemCode: 'C0101', subclass: 'C01', componentId: 'a' };
  const found = likelySame(report(lid), [
    candidate({ id: 'noise of it', ...lid, itemCode: 'E0301', subclass: 'E03' }),
    candidate({ id: 'next lid', ...lid, componentId: 'b', point: north(3) }),
    candidate({ id: 'no lid named', ...lid, componentId: null }),
  ]);
  const told = (id: string) => found.find((one) => one.candidate.id === id);
  expect(told('noise of it')).toMatchObject({ isSameMatter: true, kinship: 'component' });
  expect(told('noise of it')?.why[0]).toEqual({ zh: '同一部件', en: 'the same component' });
  expect(told('next lid')).toMatchObject({ isSameMatter: false, kinship: 'same' });
  expect(told('no lid named')).toMatchObject({ isSameMatter: true, kinship: 'same' });
});
