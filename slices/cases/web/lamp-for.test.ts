// The lamp of a list row from the data of its clock: what is left, and whether it leaves out nights.
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import { lampNow } from './lamp-for.tsx';

const now = Date.parse('2026-11-22T17:00:00+08:00');
const source = (plain: number, remainingMs: number | null) =>
  ({ lamp: 'green', dueAt: toIso(now + plain), remainingMs });

test('a clock that leaves out nights says so, one that runs always does not', () => {
  expect(lampNow({ ...source(9 * DAY, 56 * HOUR), isWorkingTime: true }, now))
    .toEqual({ lamp: 'green', remainingMs: 56 * HOUR, isWorkingTime: true });
  expect(lampNow(source(3 * DAY, 3 * DAY), now)).toEqual({ lamp: 'green', remainingMs: 3 * DAY });
  expect(lampNow(source(3 * DAY, null), now)).toEqual({ lamp: 'green', remainingMs: 3 * DAY });
});

test('outside working time the limit rests, until work begins', () => {
  const sunday = { ...source(16 * HOUR, 15 * MINUTE), restsUntil: toIso(now + 16 * HOUR - 15 * MINUTE) };
  expect(lampNow(sunday, now)).toMatchObject(
    { remainingMs: 15 * MINUTE, restsUntil: now + 16 * HOUR - 15 * MINUTE });
  expect(lampNow(sunday, now + 16 * HOUR - 10 * MINUTE)).not.toHaveProperty('restsUntil');
});

test('a device whose clock is some minutes behind does not turn days into working days', () => {
  const skewed = lampNow(source(3 * DAY + 10 * MINUTE, 3 * DAY), now);
  expect(skewed).toEqual({ lamp: 'green', remainingMs: 3 * DAY });
});

test('late by working time is told as the clock counts it, on Monday what was worked since Friday', () => {
  const late = { ...source(-63 * HOUR, -35 * MINUTE), isWorkingTime: true };
  expect(lampNow(late, now)).toEqual({ lamp: 'red', remainingMs: -35 * MINUTE, isWorkingTime: true });
  const onSaturday = { ...source(-12 * HOUR, 0), isWorkingTime: true };
  expect(lampNow(onSaturday, now)).toEqual({ lamp: 'red', remainingMs: 0, isWorkingTime: true });
});

test('late by a limit that runs always goes on by plain time, as does what was late since the answer', () => {
  expect(lampNow(source(-3 * HOUR, -2 * HOUR), now)).toEqual({ lamp: 'red', remainingMs: -3 * HOUR });
  const since = { ...source(-5 * MINUTE, 10 * MINUTE), isWorkingTime: true };
  expect(lampNow(since, now)).toEqual({ lamp: 'red', remainingMs: -5 * MINUTE });
});
