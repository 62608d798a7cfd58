// Who spoke with whoever reported in time, as it is counted.
import { expect, test } from 'vitest';
import { factsOf } from './facts.ts';
import { caseOf, cityTime, type Row } from './test-case.ts';

const BY = { respondBy: cityTime('07-03 12:00') };
const REPORT: Row = ['07-03 09:00', 'report', 'reported', { holderUnitId: 'c1' }];
const SENT: Row = ['07-03 10:00', 'dispatch', 'dispatched', { holderUnitId: 'u1', ...BY }];
const reached = (at: string): Row => [at, 'respond', 'dispatched', { holderUnitId: 'u1', isReached: true }];
const BACK = (at: string): Row => [at, 'return', 'accepted', { holderUnitId: 'c1' }];

const told = (rows: readonly Row[], more: Parameters<typeof caseOf>[1] = {}) =>
  factsOf(caseOf(rows, more), 480)
    .filter(({ count }) => count.includes('respond'))
    .map(({ subject, count, day }) => `${subject} ${count} ${day.slice(5)}`);
const OWED = 'u1 to_respond 07-03';

test('reached in time, late, or not at all', () => {
  const all = [OWED, 'u1 responded 07-03', 'u1 responded_in_time 07-03'];
  expect(told([REPORT, SENT, reached('07-03 12:00')])).toEqual(all);
  expect(told([REPORT, SENT, reached('07-03 12:01')])).toEqual(all.slice(0, 2));
  expect(told([REPORT, SENT])).toEqual([OWED]);
  const tried: Row = ['07-03 11:00', 'respond', 'dispatched', { holderUnitId: 'u1' }];
  expect(told([REPORT, SENT, tried])).toEqual([OWED]);
});

test('where nobody can be reached nothing is owed', () => {
  expect(told([REPORT, ['07-03 10:00', 'dispatch', 'dispatched', { holderUnitId: 'u1' }]])).toEqual([]);
});

test('given away in time without a word it is not owed; given away too late it is', () => {
  expect(told([REPORT, SENT, BACK('07-03 11:00')])).toEqual([]);
  expect(told([REPORT, SENT, BACK('07-03 13:00')])).toEqual([OWED]);
  const both = told([REPORT, SENT, reached('07-03 10:30'), BACK('07-03 11:00')]);
  expect(both).toEqual([OWED, 'u1 responded 07-03', 'u1 responded_in_time 07-03']);
});

test('each unit by its own last sending', () => {
  const other: Row = [
    '07-03 13:00',
    'dispatch',
    'dispatched',
    { holderUnitId: 'u2', respondBy: cityTime('07-04 13:00') },
  ];
  const spoke: Row = ['07-03 14:00', 'respond', 'dispatched', { holderUnitId: 'u2', isReached: true }];
  expect(told([REPORT, SENT, BACK('07-03 12:30'), other, spoke])).toEqual([
    OWED,
    'u2 to_respond 07-04',
    'u2 responded 07-04',
    'u2 responded_in_time 07-04',
  ]);
  // Sent again with the very limit it had.
  expect(told([REPORT, SENT, BACK('07-03 11:00'), SENT, reached('07-03 11:30')])).toHaveLength(3);
});

test('what was taken back, closed by force or has left is nobody’s', () => {
  expect(told([REPORT, SENT, ['07-03 10:00', 'undo', 'accepted', { holderUnitId: 'c1' }]])).toEqual([]);
  expect(told([REPORT, SENT], { isForceClosed: true })).toEqual([]);
  expect(told([REPORT, SENT], { state: 'merged' })).toEqual([]);
});
