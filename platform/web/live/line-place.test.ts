// @vitest-environment jsdom
// Many tabs of one browser: however many are open, their streams leave it connections to ask with, and the
// one that somebody looks at hears.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SECOND } from '../../../kernel/duration.ts';
import { LinePlace } from './line-place.ts';
import { openLive, type LiveState } from './live.ts';

type Work = (lock: object | null) => Promise<void> | undefined;

/** The locks of one browser. */
class FakeLocks {
  readonly #held = new Set<string>();
  readonly #queues = new Map<string, (() => void)[]>();

  request(name: string, how: { signal?: AbortSignal; ifAvailable?: boolean }, work: Work): Promise<void> {
    return new Promise((resolve, reject) => {
      const run = () => {
        this.#held.add(name);
        void Promise.resolve(work({})).then(() => {
          this.#held.delete(name);
          this.#queues.get(name)?.shift()?.();
          resolve();
        });
      };
      queueMicrotask(() => {
        if (!this.#held.has(name)) run();
        else if (how.ifAvailable) resolve(void work(null));
        else this.#wait(name, run, how.signal, reject);
      });
    });
  }

  #wait(name: string, run: () => void, signal: AbortSignal | undefined, reject: (why: Error) => void): void {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    queue.push(run);
    signal?.addEventListener('abort', () => {
      if (!queue.includes(run)) return;
      queue.splice(queue.indexOf(run), 1);
      reject(new DOMException('not waited for any more', 'AbortError'));
    });
  }
}

class FakeChannel {
  static all: FakeChannel[] = [];
  onmessage: (() => void) | null = null;
  constructor() {
    FakeChannel.all.push(this);
  }
  postMessage() {
    for (const one of FakeChannel.all) if (one !== this) one.onmessage?.();
  }
  close() {
    FakeChannel.all = FakeChannel.all.filter((one) => one !== this);
  }
}

/** A tab, looked at or not. */
class Tab {
  isLookedAt: boolean;
  isToldHeld = false;
  readonly place: LinePlace;
  constructor(isLookedAt: boolean) {
    this.isLookedAt = isLookedAt;
    this.place = new LinePlace({
      onHeld: () => {
        this.isToldHeld = true;
      },
      onGivenBack: () => {
        this.isToldHeld = false;
      },
      isLookedAt: () => this.isLookedAt,
    });
  }
  look() {
    this.isLookedAt = true;
    document.dispatchEvent(new Event('visibilitychange'));
  }
}

const browser = (locks: FakeLocks | undefined) =>
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
const held = (tabs: readonly Tab[]) => tabs.map(({ place }) => place.isHeld);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const open = async (...lookedAt: readonly boolean[]): Promise<Tab[]> => {
  const tabs = lookedAt.map((isLookedAt) => new Tab(isLookedAt));
  await pass(0);
  return tabs;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  FakeChannel.all = [];
  browser(new FakeLocks());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, 'locks');
});

test('four tabs hold a stream each; the fifth has one as soon as any of them is closed', async () => {
  const tabs = await open(true, true, true, true, true);
  await pass(10 * SECOND);
  expect(held(tabs)).toEqual([true, true, true, true, false]);
  tabs[1]?.place.end();
  await pass(0);
  expect(held(tabs.slice(2))).toEqual([true, true, true]);
  expect(tabs[4]?.isToldHeld).toBe(true);
});

test('a tab that is looked at gets the place of one that nobody looks at, and of no more', async () => {
  const tabs = await open(false, false, true, true);
  const [seen] = await open(true);
  await pass(4 * SECOND);
  expect(seen?.isToldHeld).toBe(true);
  expect(held(tabs).filter((isHeld) => isHeld)).toHaveLength(3);
  expect(held(tabs).slice(2)).toEqual([true, true]);
  const rested = tabs.find(({ place }) => !place.isHeld);
  expect(rested?.isToldHeld).toBe(false);
  // It does not ask for itself before somebody looks at it.
  await pass(10 * SECOND);
  expect(rested?.place.isHeld).toBe(false);
  rested?.look();
  await pass(2 * SECOND);
  expect(rested?.place.isHeld).toBe(true);
});

test('a tab that nobody looks at takes no place from another', async () => {
  const tabs = await open(false, false, false, false);
  const [hidden] = await open(false);
  await pass(10 * SECOND);
  expect([held(tabs), hidden?.place.isHeld]).toEqual([[true, true, true, true], false]);
});

test('where the browser has no locks every tab has a stream', async () => {
  browser(undefined);
  const tabs = await open(true, true, false, false, true);
  expect(held(tabs)).toEqual([true, true, true, true, true]);
});

test('a tab without a place is told that it may be old, and hears on from where it was', async () => {
  const urls: string[] = [];
  const streams: { onopen?: () => void; onmessage?: (message: MessageEvent<string>) => void }[] = [];
  vi.stubGlobal('EventSource', class extends EventTarget {
    onopen?: () => void;
    onmessage?: (message: MessageEvent<string>) => void;
    isClosed = false;
    constructor(url: string) {
      super();
      urls.push(url);
      streams.push(this);
    }
    close() {
      this.isClosed = true;
    }
  });
  const looked = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  const modes: LiveState['mode'][] = [];
  const stop = openLive({
    topics: ['district:500151'], onEvent: () => undefined, onReset: () => undefined,
    onState: ({ mode }) => void modes.push(mode),
  });
  await pass(0);
  streams[0]?.onopen?.();
  streams[0]?.onmessage?.(new MessageEvent('message', { lastEventId: '41', data: '{}' }));
  expect(modes.at(-1)).toBe('live');
  looked.mockReturnValue('hidden');
  const others = await open(true, true, true, true);
  await pass(2 * SECOND);
  expect([modes.at(-1), held(others)]).toEqual(['stale', [true, true, true, true]]);
  looked.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(10 * SECOND);
  expect(urls).toHaveLength(1);
  others[0]?.place.end();
  await pass(0);
  streams[1]?.onopen?.();
  expect([urls[1]?.endsWith('after=41'), modes.at(-1)]).toEqual([true, 'live']);
  stop();
});
