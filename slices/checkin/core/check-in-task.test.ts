// What a check-in task may be: bounded in time, named for those in its area alone, coarse in its positions.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import type { Post, Role } from '../../../kernel/rights.ts';
import { checkTimes, forgottenAt, includes, isRunning, LONGEST_MS, roughPoint } from './check-in-task.ts';

const now = Date.parse('2026-08-05T09:00:00+08:00');
const codeOf = (startsAt: number, endsAt: number): string | undefined =>
  checkTimes(startsAt, endsAt, now)?.code;

test('a task has an end, in the future and within fourteen days of its start', () => {
  expect(codeOf(now, now + 14 * DAY)).toBeUndefined();
  expect(codeOf(now, now + 14 * DAY + 1)).toBe('check_in.too_long');
  expect(codeOf(now - HOUR, now)).toBe('check_in.ends_too_early');
  expect(codeOf(now + HOUR, now + HOUR)).toBe('check_in.ends_too_early');
  expect(codeOf(now + 31 * DAY, now + 32 * DAY)).toBe('check_in.too_far_ahead');
});

test('whatever times are asked for, no task that is taken runs for longer than fourteen days', () => {
  const times = fc.integer({ min: -40 * DAY, max: 80 * DAY });
  fc.assert(
    fc.property(times, times, times, (from, to, look) => {
      const task = { startsAt: now + from, endsAt: now + to, endedAt: null };
      if (checkTimes(task.startsAt, task.endsAt, now)) return;
      const at = now + look;
      if (isRunning(task, at)) expect(at - task.startsAt).toBeLessThan(LONGEST_MS);
      expect(forgottenAt(task)).toBe(task.endsAt + 30 * DAY);
    }),
    { numRuns: 2_000 },
  );
});

test('ended early it runs no more, and its entries are forgotten from that day on', () => {
  const task = { startsAt: now, endsAt: now + 3 * DAY, endedAt: now + HOUR };
  expect(isRunning(task, now + HOUR - 1)).toBe(true);
  expect(isRunning(task, now + HOUR)).toBe(false);
  expect(forgottenAt(task)).toBe(now + HOUR + 30 * DAY);
});

test('officers whose post lies in the area are in it; leaders, neighbours and those above are not', () => {
  const post = (role: Role, areaPath: string): Post => ({
    id: 'p',
    unitId: 'u',
    unitKind: 'centre',
    role,
    areaPath,
  });
  const task = { areaPath: '500151.001' };
  expect(includes(task, [post('grid_head', '500151.001.001.001')])).toBe(true);
  expect(includes(task, [post('handler', '500151.001')])).toBe(true);
  expect(includes(task, [post('inspector', '500151')])).toBe(false);
  expect(includes(task, [post('grid_head', '500151.002.001.001')])).toBe(false);
  expect(includes(task, [post('leader', '500151.001')])).toBe(false);
  expect(includes(task, [])).toBe(false);
});

test('a position is kept to about a hundred metres, wherever it is', () => {
  expect(roughPoint({ lon: 105.805123, lat: 29.004987 })).toEqual({ lon: 105.805, lat: 29.005 });
  const degrees = fc.double({ min: -180, max: 180, noNaN: true });
  fc.assert(
    fc.property(degrees, (lon) => {
      expect(Math.abs(roughPoint({ lon, lat: 0 }).lon - lon)).toBeLessThanOrEqual(0.000_501);
      expect(String(roughPoint({ lon, lat: 0 }).lon)).toMatch(/^-?\d{1,3}(\.\d{1,3})?$/);
    }),
  );
});
