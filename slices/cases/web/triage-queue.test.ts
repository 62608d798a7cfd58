// A dispatcher's queue: the most urgent first, and nothing moves under the cursor.
import { expect, test } from 'vitest';
import {
  belongs,
  byUrgency,
  mergeQueue,
  nextAfter,
  queryFor,
  savedChoice,
  staysAwaited,
  viewAfter,
} from './triage-queue.ts';
import type { CaseListItem } from './use-cases.ts';

const NOW = Date.parse('2026-11-22T04:00:00Z');
const unit = { id: 'centre', name: '区中心', nameEn: 'District centre' };

const item = (id: string, part: Partial<CaseListItem> = {}): CaseListItem => ({
  id,
  number: id,
  state: 'reported',
  stateZh: '待受理',
  stateEn: 'reported',
  channel: 'hotline',
  description: id,
  itemCode: null,
  itemName: null,
  itemNameEn: null,
  areaPath: '990101.001.001.001',
  address: null,
  lon: null,
  lat: null,
  unit: null,
  holder: unit,
  stage: 'accept',
  lamp: 'green',
  remainingMs: null,
  restsUntil: null,
  dueAt: '2026-11-22T05:00:00.000Z',
  deadlineAt: null,
  severity: 'normal',
  isOnLeadersList: false,
  version: 1,
  createdAt: '2026-11-22T03:00:00.000Z',
  updatedAt: '2026-11-22T03:00:00.000Z',
  ...part,
});
const ids = (rows: readonly { item: CaseListItem }[]) => rows.map((row) => row.item.id);
const nothing = new Map<string, number>();

test('red comes before orange, orange before green, and paused last', () => {
  const mixed = [
    item('paused', { lamp: 'paused', dueAt: null }),
    item('green'),
    item('orange', { lamp: 'orange' }),
    item('red', { lamp: 'red', dueAt: '2026-11-22T03:30:00.000Z' }),
  ];
  expect(byUrgency(mixed, NOW).map((one) => one.id)).toEqual(['red', 'orange', 'green', 'paused']);
});

test('what has passed its due time since the last answer is red here already', () => {
  const late = item('late', { lamp: 'yellow', dueAt: '2026-11-22T03:59:00.000Z' });
  expect(byUrgency([item('orange', { lamp: 'orange' }), late], NOW)[0]?.id).toBe('late');
  expect(belongs('red', late, NOW)).toBe(true);
  expect(belongs('red', item('green'), NOW)).toBe(false);
});

test('of the same lamp the one due first comes first, then the older', () => {
  const a = item('a', { dueAt: '2026-11-22T06:00:00.000Z' });
  const b = item('b', { createdAt: '2026-11-22T02:00:00.000Z' });
  expect(byUrgency([a, item('c'), b], NOW).map((one) => one.id)).toEqual(['b', 'c', 'a']);
});

test('new cases wait until they are asked for, and the rows stay where they are', () => {
  const shown = [item('a'), item('b')];
  const fresh = [item('new', { lamp: 'red' }), item('b', { version: 2 }), item('a')];
  const queue = mergeQueue(shown, fresh, nothing);
  expect(ids(queue.rows)).toEqual(['a', 'b']);
  expect(queue.rows[1]?.item.version).toBe(2);
  expect(queue.waiting).toBe(1);
});

test('what others took away stays in its place, marked; what I have done is gone', () => {
  const shown = [item('a'), item('b'), item('c')];
  const queue = mergeQueue(shown, [item('a'), item('c')], new Map([['c', 2]]));
  expect(queue.rows.map((row) => [row.item.id, row.isGone])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  expect(queue.waiting).toBe(0);
});

test('what I have dealt with and what comes back to me is news again, in its own time', () => {
  const shown = [item('a'), item('b')];
  const done = new Map([['b', 3]]);
  expect(mergeQueue(shown, [item('a'), item('b', { version: 2 })], done).waiting).toBe(0);
  const returned = mergeQueue(shown, [item('a'), item('b', { version: 4, state: 'accepted' })], done);
  expect(ids(returned.rows)).toEqual(['a']);
  expect(returned.waiting).toBe(1);
});

test('after an act the case below is current, at the end the one above, and none when all is done', () => {
  const { rows } = mergeQueue([item('a'), item('b'), item('c')], [item('a'), item('c')], nothing);
  expect(nextAfter(rows, 'a')).toBe('c');
  expect(nextAfter(rows, 'c')).toBe('a');
  expect(nextAfter(rows.slice(0, 1), 'a')).toBeUndefined();
});

test('a case verified by my centre stays, since it waits for my centre to close it', () => {
  const was = item('a', { state: 'answered' });
  expect(staysAwaited(queryFor('awaiting', ''), was, { state: 'verified', holderUnitId: 'centre' })).toBe(
    true,
  );
  expect(staysAwaited(queryFor('awaiting', ''), was, { state: 'handling', holderUnitId: 'sanitation' })).toBe(
    false,
  );
  expect(staysAwaited(queryFor('awaiting', ''), item('b'), { state: 'dispatched', holderUnitId: 'x' })).toBe(
    false,
  );
  expect(staysAwaited(queryFor('open', ''), item('b'), { state: 'dispatched', holderUnitId: 'x' })).toBe(
    true,
  );
  expect(staysAwaited(queryFor('open', ''), item('b'), { state: 'closed', holderUnitId: null })).toBe(false);
});

test('each view asks for its own, and a search goes along', () => {
  expect(queryFor('awaiting', ' 井盖 ')).toMatchObject({ mine: 'held', text: '井盖' });
  expect(queryFor('red', '')).toEqual({ due: 'today' });
  expect(queryFor('open', '').state).not.toContain('closed');
});

test('a saved view keeps its filters, and words typed on the desk go over its own', () => {
  const choice = savedChoice('v1', { state: ['accepted'], areaPath: '990101.001', text: '井盖' }, '');
  expect(choice.query).toEqual({ state: ['accepted'], areaPath: '990101.001', text: '井盖' });
  expect(savedChoice('v1', choice.query, ' 路灯 ').query.text).toBe('路灯');
  const acted = { state: 'dispatched', holderUnitId: 'x' };
  expect(staysAwaited(choice.query, item('a', { state: 'accepted' }), acted)).toBe(false);
});

test('the key of the next view walks every view, also the saved ones, and begins anew', () => {
  // Made anew by each asking, as on the desk.
  const saved = () => [{ id: 'one' }, { id: 'two' }];
  const walked: unknown[] = [];
  let shown: ReturnType<typeof viewAfter<{ readonly id: string }>> = 'awaiting';
  for (let n = 0; n < 5; n += 1) {
    shown = viewAfter(shown, saved());
    walked.push(typeof shown === 'string' ? shown : shown.id);
  }
  expect(walked).toEqual(['red', 'open', 'one', 'two', 'awaiting']);
});
