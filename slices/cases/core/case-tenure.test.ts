// Who had a case in hand: one stretch per holder and stage, the last one open.
import { expect, test } from 'vitest';
import { caseTenures, tenuresOf } from './case-tenure.ts';
import type { CaseView, StepView } from './contract.ts';
import { directory, UNITS } from './test-city.ts';

const unit = (id: string) => ({ id, name: id, nameEn: id });
const at = (time: string): string => new Date(`2026-08-05T${time}:00+08:00`).toISOString();
const step = (
  seq: number,
  time: string,
  action: string,
  holder: string | null,
  ended?: readonly [stage: string, due: string],
) =>
  ({
    seq,
    action,
    at: at(time),
    holder: holder === null ? null : unit(holder),
    ended: ended ? { stage: ended[0], dueAt: at(ended[1]), usedMs: 0 } : null,
  }) as StepView;
const told = (of: Pick<CaseView, 'steps' | 'clock'>): string[] =>
  tenuresOf(of).map(({ unit: { name }, stage, from, until, dueAt }) => {
    const minutes = until === undefined ? '…' : String((until - from) / 60_000);
    const late = dueAt !== undefined && until !== undefined && until > dueAt ? ' late' : '';
    return `${name} ${stage} ${minutes}${late}`;
  });

test('the centre took ten minutes, the company claimed late, and works on it still', () => {
  const steps = [
    step(1, '12:00', 'report', 'centre'),
    step(2, '12:10', 'accept', 'centre', ['accept', '12:15']),
    step(3, '12:10', 'dispatch', 'company', ['dispatch', '12:25']),
    step(4, '12:30', 'push', 'company'),
    step(5, '12:50', 'claim', 'company', ['claim', '12:40']),
  ];
  const clock = { stage: 'handle', dueAt: at('18:00') } as CaseView['clock'];
  expect(told({ steps, clock })).toEqual(['centre accept 10', 'company claim 40 late', 'company handle …']);
});

test('an ended case is in nobody’s hand', () => {
  const steps = [step(1, '12:00', 'report', 'centre'), step(2, '12:05', 'reject', null, ['accept', '12:15'])];
  expect(told({ steps, clock: null })).toEqual(['centre accept 5']);
});

test('a dispatch that was taken back is told as the centre’s time, not as a unit’s to claim', () => {
  const steps = [
    step(1, '12:00', 'report', 'centre'),
    step(2, '12:05', 'accept', 'centre', ['accept', '12:15']),
    { ...step(3, '12:10', 'dispatch', 'company', ['dispatch', '12:20']), toState: 'dispatched' },
    // As older histories have it, which called the time until the undoing a claim.
    { ...step(4, '12:11', 'undo', 'centre', ['claim', '12:40']), fromState: 'dispatched' },
    step(5, '12:15', 'dispatch', 'team', ['dispatch', '12:20']),
  ];
  const clock = { stage: 'claim', dueAt: at('12:45') } as CaseView['clock'];
  expect(told({ steps, clock })).toEqual(['centre accept 5', 'centre dispatch 10', 'team claim …']);
});

test('an acceptance that was taken back with its dispatch is one wait of the centre', () => {
  const moved = (one: StepView, fromState: string, toState: string) => ({ ...one, fromState, toState });
  const steps = [
    step(1, '12:00', 'report', 'centre'),
    moved(step(2, '12:05', 'accept', 'centre', ['accept', '12:15']), 'reported', 'accepted'),
    moved(step(3, '12:05', 'dispatch', 'company', ['dispatch', '12:20']), 'accepted', 'dispatched'),
    moved(step(4, '12:06', 'undo', 'centre'), 'dispatched', 'accepted'),
    moved(step(5, '12:06', 'undo_accept', 'centre'), 'accepted', 'reported'),
    moved(step(6, '12:12', 'accept', 'centre', ['accept', '12:15']), 'reported', 'accepted'),
  ];
  const clock = { stage: 'dispatch', dueAt: at('12:27') } as CaseView['clock'];
  expect(told({ steps, clock })).toEqual(['centre accept 12', 'centre dispatch …']);
});

test('how long each level held it: the street twice, the district once, the company still', () => {
  const { street, district, sanitation } = UNITS;
  const steps = [
    step(1, '12:00', 'report', street.id),
    step(2, '12:10', 'escalate', district.id),
    step(3, '12:40', 'delegate', street.id),
    step(4, '12:50', 'accept', street.id, ['accept', '12:15']),
    step(5, '12:55', 'dispatch', sanitation.id, ['dispatch', '13:05']),
  ];
  const clock = { stage: 'claim', dueAt: at('13:25') } as CaseView['clock'];
  const now = Date.parse(at('13:55'));
  const { levels, units, items } = caseTenures({ steps, clock }, directory, now);
  const minutes = (ms: number): number => ms / 60_000;
  expect(levels.map((one) => [one.level, minutes(one.heldMs), one.stretches, one.late, one.isHolding]))
    .toEqual([
    ['district', 30, 1, 0, false],
    ['street', 25, 3, 1, false],
    ['unit', 60, 1, 1, true],
  ]);
  expect(units.map((one) => [one.unit.id, minutes(one.heldMs)])).toEqual([
    [sanitation.id, 60],
    [district.id, 30],
    [street.id, 25],
  ]);
  expect(items.at(-1)).toMatchObject({ until: null, isLate: true, level: 'unit' });
});
