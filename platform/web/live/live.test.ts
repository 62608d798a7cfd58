// @vitest-environment jsdom
// A stream that breaks, falls silent and comes back misses nothing and says how old it is.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLive, type LiveEvent, type LiveState } from './live.ts';

class FakeStream extends EventTarget {
  static opened: FakeStream[] = [];
  readonly url: string;
  isClosed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((message: MessageEvent<string>) => void) | null = null;
  constructor(url: string) {
    super();
    this.url = url;
    FakeStream.opened.push(this);
  }
  close() {
    this.isClosed = true;
  }
  say(lastEventId: string, data: unknown) {
    this.onmessage?.(new MessageEvent('message', { lastEventId, data: JSON.stringify(data) }));
  }
}

let events: LiveEvent[] = [];
let states: LiveState[] = [];
let resets = 0;
const stream = (n: number) => {
  const found = FakeStream.opened[n];
  if (!found) throw new Error(`stream ${n} was not opened`);
  return found;
};
const open = () => openLive({
  topics: ['district:500151', 'person:p1'],
  onEvent: (event) => void events.push(event),
  onState: (state) => void states.push(state),
  onReset: () => {
    resets += 1;
  },
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeStream);
  FakeStream.opened = [];
  [events, states, resets] = [[], [], 0];
});
afterEach(() => void vi.useRealTimers());

test('after a break it asks for what came after the last event', () => {
  const stop = open();
  expect(stream(0).url).toBe('/api/live?topics=district%3A500151&topics=person%3Ap1');
  stream(0).onopen?.();
  stream(0).say('41', { kind: 'case.dispatched', caseId: 'c1' });
  expect(events).toEqual([{ kind: 'case.dispatched', caseId: 'c1', cursor: '41' }]);
  stream(0).onerror?.();
  expect(states.at(-1)?.mode).toBe('stale');
  vi.advanceTimersByTime(2_000);
  expect(stream(1).url).toContain('after=41');
  stream(1).onopen?.();
  expect(states.at(-1)?.mode).toBe('live');
  stop();
  expect(stream(1).isClosed).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('a stream that says nothing is stale even though it looks open; beats keep it live', () => {
  const stop = open();
  stream(0).onopen?.();
  for (let i = 0; i < 10; i += 1) {
    vi.advanceTimersByTime(15_000);
    stream(0).dispatchEvent(new Event('beat'));
  }
  expect(states.at(-1)?.mode).toBe('live');
  vi.advanceTimersByTime(41_000);
  expect(states.some((state) => state.mode === 'stale')).toBe(true);
  expect(stream(0).isClosed).toBe(true);
  stop();
});

test('the pauses between tries grow up to half a minute, and the network coming back ends them', () => {
  const stop = open();
  for (let i = 0; i < 8; i += 1) {
    stream(FakeStream.opened.length - 1).onerror?.();
    vi.advanceTimersByTime(45_000);
  }
  const tries = FakeStream.opened.length;
  stream(tries - 1).onerror?.();
  vi.advanceTimersByTime(10_000);
  expect(FakeStream.opened.length).toBe(tries);
  dispatchEvent(new Event('online'));
  expect(FakeStream.opened.length).toBe(tries + 1);
  stop();
});

test('when the server can’t tell what was missed, everything is asked again', () => {
  const stop = open();
  stream(0).say('9', { kind: 'reset' });
  expect([resets, events.length]).toEqual([1, 0]);
  stop();
});
