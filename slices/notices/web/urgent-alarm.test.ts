// How often and how long an urgent notice makes itself heard, and when it is quiet again.
import { expect, test } from 'vitest';
import { dayGroups } from './day-groups.ts';
import { MOST_RINGS, RING_EVERY_MS, UrgentAlarm } from './urgent-alarm.ts';
import type { NoticeView } from './use-notices.ts';

/** A room with a clock of its own: what was asked for later comes when it is time. */
function room() {
  let [now, rings] = [0, 0];
  const planned: { at: number; work: () => void }[] = [];
  const alarm = new UrgentAlarm({
    ring: () => {
      rings += 1;
    },
    later: (work, afterMs) => {
      const one = { at: now + afterMs, work };
      planned.push(one);
      return () => void planned.splice(planned.indexOf(one), planned.includes(one) ? 1 : 0);
    },
  });
  const wait = (ms: number) => {
    const until = now + ms;
    for (;;) {
      const next = planned.sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      planned.shift();
      now = next.at;
      next.work();
    }
    now = until;
  };
  return { alarm, wait, heard: () => rings, planned: () => planned.length };
}

test('it is heard at once, again in a rhythm, and not for ever', () => {
  const { alarm, wait, heard, planned } = room();
  alarm.set(['a']);
  expect(heard()).toBe(1);
  wait(RING_EVERY_MS - 1);
  expect(heard()).toBe(1);
  wait(1);
  expect(heard()).toBe(2);
  wait(RING_EVERY_MS * 50);
  expect(heard()).toBe(MOST_RINGS);
  expect(planned()).toBe(0);
});

test('a word for it, and it is quiet', () => {
  const { alarm, wait, heard, planned } = room();
  alarm.set(['a']);
  alarm.set([]);
  expect(planned()).toBe(0);
  wait(RING_EVERY_MS * 5);
  expect(heard()).toBe(1);
});

test('something new is heard at once, also after the first has had its say', () => {
  const { alarm, wait, heard } = room();
  alarm.set(['a']);
  wait(RING_EVERY_MS * 50);
  expect(heard()).toBe(MOST_RINGS);
  alarm.set(['b', 'a']);
  expect(heard()).toBe(MOST_RINGS + 1);
  wait(RING_EVERY_MS * 50);
  expect(heard()).toBe(2 * MOST_RINGS);
  alarm.set(['b', 'a']);
  expect(heard()).toBe(2 * MOST_RINGS);
});

test('the same list told again, as screens do, rings no more often', () => {
  const { alarm, wait, heard } = room();
  for (let n = 0; n < 30; n++) {
    alarm.set(['a']);
    wait(1_000);
  }
  expect(heard()).toBe(2);
});

test('a screen that goes away takes its sound along', () => {
  const { alarm, wait, heard } = room();
  alarm.set(['a']);
  alarm.stop();
  wait(RING_EVERY_MS * 5);
  expect(heard()).toBe(1);
});

test('the inbox is by days of the district: 00:30 at home is today, though it is yesterday in UTC', () => {
  const at = (createdAt: string) => ({ createdAt }) as NoticeView;
  const days = dayGroups([
    at('2026-08-05T16:30:00.000Z'),
    at('2026-08-05T15:30:00.000Z'),
    at('2026-08-04T17:00:00.000Z'),
  ]);
  expect(days.map(({ day, notices }) => [day, notices.length])).toEqual([
    ['2026-08-06', 1],
    ['2026-08-05', 2],
  ]);
});
