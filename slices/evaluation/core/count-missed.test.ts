// What the officers of a grid missed, as it is counted: of the grid, by what the report itself notes.
import { expect, test } from 'vitest';
import { factsOf } from './facts.ts';
import { caseOf, type Row } from './test-case.ts';

const SENT: Row = ['07-03 10:00', 'dispatch', 'dispatched', { holderUnitId: 'u1' }];
const report = (isInShift: boolean | null, personId: string | null = null): Row => [
  '07-03 09:00',
  'report',
  'reported',
  { holderUnitId: 'c1', isInShift, personId },
];
const told = (rows: readonly Row[], more: Parameters<typeof caseOf>[1] = {}) =>
  factsOf(caseOf(rows, more), 480)
    .filter(({ count }) => count === 'missed' || count === 'to_find')
    .map(({ kind, count, day }) => `${kind} ${count} ${day.slice(5)}`);
const BOTH = ['area missed 07-03', 'area to_find 07-03'];

test('what a citizen or an inspection reports in the shift was missed, outside it by nobody', () => {
  for (const channel of ['citizen', 'hotline', 'superior', 'open311', 'kiosk'])
    expect(told([report(true), SENT], { channel })).toEqual(BOTH);
  expect(told([report(false), SENT], { channel: 'citizen' })).toEqual([]);
  for (const channel of ['sensor', 'department'])
    expect(told([report(true), SENT], { channel })).toEqual([]);
});

test('what an officer reports was found, in the shift or not, and the officer has no figure of it', () => {
  for (const isInShift of [true, false])
    expect(told([report(isInShift, 'officer'), SENT], { channel: 'patrol' })).toEqual(['area to_find 07-03']);
});

test('where the report notes no shift nothing is judged', () => {
  expect(told([report(null), SENT], { channel: 'citizen' })).toEqual([]);
  expect(told([report(null, 'officer'), SENT], { channel: 'patrol' })).toEqual([]);
});

test('only what was valid counts, once for a matter, and not what was merged into another', () => {
  for (const state of ['reported', 'rejected', 'merged', 'withdrawn'])
    expect(told([report(true)], { channel: 'citizen', state })).toEqual([]);
  expect(told([report(true), SENT], { channel: 'citizen', mainCaseId: 'c0' })).toEqual([]);
});
