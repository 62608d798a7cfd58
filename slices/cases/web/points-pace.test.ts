// @vitest-environment jsdom
// However much happens, a map asks for it at a pace; and whoever looks again sees it at once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import { askInTurn, showOwnAct } from './points-pace.ts';

let asked: number[];
const map = () => {
  const of = {};
  return () => askInTurn(of, async () => asked.push(performance.now()));
};
const look = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

async function storm(lengthMs: number, hear: () => unknown): Promise<void> {
  for (let past = 0; past < lengthMs; past += 250) {
    void hear();
    await vi.advanceTimersByTimeAsync(250);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('in a storm a map asks every three seconds, and what came last is asked for', async () => {
  const hear = map();
  await storm(MINUTE, hear);
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.length).toBeLessThanOrEqual(21);
  const before = asked.length;
  void hear();
  await vi.advanceTimersByTimeAsync(3 * SECOND);
  expect(asked.length).toBe(before + 1);
});

test('whoever does something sees it on the map at once, and the storm goes on at its pace', async () => {
  const hear = map();
  await storm(10 * SECOND, hear);
  const before = asked.length;
  void hear();
  showOwnAct();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.length).toBe(before + 1);
  // Also where nothing waited: what the act itself makes old is asked for at once.
  await vi.advanceTimersByTimeAsync(SECOND);
  showOwnAct();
  await hear();
  expect(asked.length).toBe(before + 2);
  await storm(12 * SECOND, hear);
  expect(asked.length).toBeLessThanOrEqual(before + 7);
});

test('the first question, and one after a few quiet seconds, waits for nothing', async () => {
  const hear = map();
  const start = performance.now();
  await hear();
  await vi.advanceTimersByTimeAsync(3 * SECOND);
  await hear();
  expect(asked).toEqual([start, start + 3 * SECOND]);
});

test('a map that nobody sees asks twice a minute, and at once when somebody looks again', async () => {
  look('hidden');
  const hear = map();
  await storm(2 * MINUTE, hear);
  expect(asked.length).toBeLessThanOrEqual(5);
  void hear();
  await vi.advanceTimersByTimeAsync(5 * SECOND);
  const before = asked.length;
  look('visible');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.length).toBe(before + 1);
});

test('two maps of two questions do not wait for each other', async () => {
  const [one, other] = [map(), map()];
  void one();
  void other();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(2);
});
