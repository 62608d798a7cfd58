// The feed of a wall on a clock of its own: it follows within two seconds, asks at most once a second
// however much is announced, goes on after failures, and what it keeps does not grow.
import { expect, test } from 'vitest';
import { Delays, type FeedClock, WallFeed } from './wall-feed.ts';

class Bench implements FeedClock {
  time = 0;
  readonly asked: number[] = [];
  readonly answered: number[] = [];
  failures = 0;
  #timers: { at: number; run: () => void }[] = [];
  /** How long an answer takes. */
  takesMs = 50;
  isDown = false;
  /** Questions go out and nothing ever comes back. */
  isSwallowing = false;

  now = (): number => this.time;
  later = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.time + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  readonly feed = new WallFeed<number>({
    clock: this,
    ask: (signal) => {
      this.asked.push(this.time);
      const askedAt = this.time;
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('given up')));
        if (this.isSwallowing) return;
        this.later(this.takesMs, () => (this.isDown ? reject(new Error('down')) : resolve(askedAt)));
      });
    },
    onAnswer: () => void this.answered.push(this.time),
    onFailure: () => {
      this.failures += 1;
    },
  });

  /** Step by step, so that promises settle in between. */
  async run(ms: number, everyMs = 10): Promise<void> {
    for (const end = this.time + ms; this.time < end; ) {
      this.time += everyMs;
      const due = this.#timers.filter((one) => one.at <= this.time);
      this.#timers = this.#timers.filter((one) => one.at > this.time);
      for (const one of due) one.run();
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    }
  }

  get waiting(): number {
    return this.#timers.length;
  }
}

test('a change stands on the wall within two seconds, whenever it comes', async () => {
  for (const offset of [0, 90, 300, 700, 1_000, 1_030]) {
    const bench = new Bench();
    bench.feed.start();
    await bench.run(5_000 + offset);
    const heardAt = bench.time;
    bench.feed.heard();
    await bench.run(2_000);
    const index = bench.asked.findIndex((asked) => asked > heardAt);
    expect((bench.answered[index] ?? Number.NaN) - heardAt).toBeLessThanOrEqual(2_000);
  }
});

test('a storm of announcements is one question in 0.8 s at most, and none is missed', async () => {
  const bench = new Bench();
  bench.takesMs = 400;
  bench.feed.start();
  for (let turn = 0; turn < 500; turn += 1) {
    bench.feed.heard();
    await bench.run(20);
  }
  const lastHeard = bench.time;
  expect(bench.asked.length).toBeLessThanOrEqual(10_000 / 800 + 2);
  await bench.run(2_500);
  expect(bench.asked.some((asked) => asked >= lastHeard)).toBe(true);
  expect(bench.waiting).toBeLessThanOrEqual(1);
});

test('without a live line it asks every four seconds, and goes on after the server was away', async () => {
  const bench = new Bench();
  bench.feed.start();
  await bench.run(20_000);
  expect(bench.asked.length).toBeGreaterThanOrEqual(5);
  bench.isDown = true;
  await bench.run(10_000);
  expect(bench.failures).toBeGreaterThan(1);
  bench.isDown = false;
  const before = bench.answered.length;
  await bench.run(5_000);
  expect(bench.answered.length).toBeGreaterThan(before);
  bench.feed.stop();
  await bench.run(10_000);
  expect(bench.waiting).toBe(0);
});

test('a question that a dead line has swallowed is given up, and asked again once it is back', async () => {
  const bench = new Bench();
  bench.isSwallowing = true;
  bench.feed.start();
  await bench.run(16_000);
  expect(bench.failures).toBe(1);
  bench.isSwallowing = false;
  await bench.run(14_000);
  expect(bench.answered.length).toBeGreaterThan(0);
  bench.isSwallowing = true;
  await bench.run(5_000);
  const { failures } = bench;
  bench.feed.stop();
  await bench.run(1_000);
  expect([bench.failures, bench.waiting]).toEqual([failures, 0]);
});

test('delays are counted once each, for what was asked after it was heard, and stay bounded', () => {
  const delays = new Delays();
  delays.heard(100, 150);
  delays.heard(200, 250);
  delays.stands(200, 400);
  expect(delays.painted).toEqual([{ eventAt: 100, heardAt: 150, paintedAt: 400 }]);
  for (let turn = 0; turn < 5_000; turn += 1) {
    delays.heard(turn, turn);
    if (turn % 7 === 0) delays.stands(turn, turn + 1);
  }
  delays.stands(9_999, 10_000);
  expect(delays.painted.length).toBeLessThanOrEqual(500);
  expect(delays.events).toBe(5_002);
});
