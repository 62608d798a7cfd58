// However many look at a map, the store is scanned once for all of them, and nobody is told less than they
// have already heard of.
import { expect, test } from 'vitest';
import { type Pace, SharedReadings } from './shared-readings.ts';

/** A store that says how often it has changed, as of when its reading began. */
function store(pace: Pace = {}) {
  const readings = new SharedReadings<number>(pace);
  const state = { changes: 0, fails: false };
  const read = async () => {
    const seen = state.changes;
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (state.fails) throw new Error('the line is down');
    return seen;
  };
  return { readings, state, ask: (key = 'street') => readings.read(key, read) };
}

test('a hundred viewers who come at once cost two scans, the second for all who came late', async () => {
  const { readings, state, ask } = store();
  const first = ask();
  state.changes = 1;
  const late = Array.from({ length: 100 }, () => ask());
  expect(await first).toBe(0);
  expect(new Set(await Promise.all(late))).toEqual(new Set([1]));
  expect(readings.readings).toBe(2);
});

test('viewers who never rest have a street scanned a few times a second', async () => {
  const { readings, ask } = store();
  const until = performance.now() + 1_000;
  await Promise.all(Array.from({ length: 20 }, async () => {
    while (performance.now() < until) await ask();
  }));
  expect(readings.readings).toBeGreaterThan(2);
  expect(readings.readings).toBeLessThanOrEqual(7);
});

test('whoever has heard of a change is never answered from before it', async () => {
  const { state, ask } = store();
  for (let n = 1; n <= 8; n += 1) {
    void ask();
    state.changes = n;
    expect(await ask()).toBe(n);
  }
});

test('a scan that failed is told to those who waited for it, and the next one is made anew', async () => {
  const { state, ask } = store();
  state.fails = true;
  await expect(ask()).rejects.toThrow('the line is down');
  state.fails = false;
  expect(await ask()).toBe(0);
});

test('streets do not wait for each other', async () => {
  const { readings, ask } = store();
  const from = performance.now();
  await Promise.all(['a', 'b', 'c', 'd'].map((key) => ask(key)));
  expect(performance.now() - from).toBeLessThan(150);
  expect(readings.readings).toBe(4);
});

test('where an answer may be a moment old, a hundred walls cost one count, and who comes later a new one',
  async () => {
    const { readings, state, ask } = store({ restMs: 100, freshMs: 100 });
    expect(new Set(await Promise.all(Array.from({ length: 100 }, () => ask())))).toEqual(new Set([0]));
    expect(readings.readings).toBe(1);
    state.changes = 1;
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(await ask()).toBe(1);
    expect(readings.readings).toBe(2);
  });

test('a count that failed is nobody’s answer, however fresh it is', async () => {
  const { state, ask } = store({ restMs: 100, freshMs: 100 });
  state.fails = true;
  await expect(ask()).rejects.toThrow('the line is down');
  state.fails = false;
  expect(await ask()).toBe(0);
});
