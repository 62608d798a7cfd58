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

/** The case that is looked at, followed beside the district. */
const follow = (topic: string, heard: LiveEvent[], modes: string[] = []) => openLive({
  topics: [topic],
  onEvent: (event) => void heard.push(event),
  onState: ({ mode }) => void modes.push(mode),
  onReset: () => undefined,
});
const isOpen = () => FakeStream.opened.filter((one) => !one.isClosed).length;

test('all parts of a screen share one stream: who comes later widens it, and nothing breaks', () => {
  const stop = open();
  stream(0).onopen?.();
  stream(0).say('41', { kind: 'case.dispatched', caseId: 'c1' });
  const [heard, modes]: [LiveEvent[], string[]] = [[], []];
  const leave = follow('case:c1', heard, modes);
  vi.advanceTimersByTime(1);
  expect(isOpen()).toBe(1);
  expect(stream(1).url).toBe(`${stream(0).url}&topics=case%3Ac1&after=41`);
  expect(modes).toEqual(['connecting']);
  stream(1).onopen?.();
  stream(1).say('42', { kind: 'presence', caseId: 'c1' });
  expect([modes.at(-1), heard.length, events.length]).toEqual(['live', 1, 2]);
  expect(states.every(({ mode }) => mode !== 'stale')).toBe(true);
  leave();
  expect(isOpen()).toBe(1);
  stop();
  expect(isOpen()).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('three that follow other cases one after the other never hold more than one line', () => {
  const stop = open();
  stream(0).onopen?.();
  for (const id of ['c1', 'c2', 'c3']) {
    const leave = follow(`case:${id}`, []);
    vi.advanceTimersByTime(1);
    expect(isOpen()).toBe(1);
    stream(FakeStream.opened.length - 1).onopen?.();
    leave();
  }
  expect(stream(3).url).toContain('case%3Ac3');
  expect(stream(3).url).not.toContain('case%3Ac2');
  stop();
});

test('who asks for what is heard already is live at once, and opens nothing', () => {
  const stop = open();
  stream(0).onopen?.();
  const modes: string[] = [];
  const leave = follow('person:p1', [], modes);
  vi.advanceTimersByTime(1);
  expect([modes, FakeStream.opened.length]).toEqual([['live'], 1]);
  leave();
  stop();
});

test('a wider stream that does not open within its time is given up and told', () => {
  const stop = open();
  stream(0).onopen?.();
  const leave = follow('case:c1', []);
  vi.advanceTimersByTime(41_000);
  expect(states.some(({ mode }) => mode === 'stale')).toBe(true);
  leave();
  stop();
});

/** A part of the screen that follows these topics, and all that it was told. */
const watch = (...topics: string[]) => {
  const told = { modes: [] as string[], asOf: [] as (number | undefined)[], resets: 0 };
  const leave = openLive({
    topics,
    onEvent: () => undefined,
    onState: ({ mode, asOf }) => {
      told.modes.push(mode);
      told.asOf.push(asOf);
    },
    onReset: () => {
      told.resets += 1;
    },
  });
  return { told, leave };
};
const newest = () => stream(FakeStream.opened.length - 1);
const lose = (...topics: string[]) =>
  newest().dispatchEvent(
    new MessageEvent('lost', { data: JSON.stringify({ why: 'not_allowed', topics }) }),
  );
const cases = (count: number, street: string) =>
  Array.from({ length: count }, (_, n) => `case:${street}${n}`);

test('a case that moves out of sight is told to who follows it, and the rest of the tab stays fresh', () => {
  const stop = open();
  const queue = watch('case:c1', 'case:c2');
  const pane = watch('case:c1');
  vi.advanceTimersByTime(1);
  newest().onopen?.();
  lose('case:c1');
  expect([states.some(({ mode }) => mode === 'stale'), resets]).toEqual([false, 0]);
  expect([queue.told.modes.at(-1), queue.told.resets]).toEqual(['live', 1]);
  // Nothing of it is heard any more: what stands there is no longer fresh.
  expect([pane.told.modes.at(-1), pane.told.resets]).toEqual(['stale', 1]);
  expect([newest().isClosed, isOpen()]).toEqual([false, 1]);
  newest().onerror?.();
  vi.advanceTimersByTime(2_000);
  expect(newest().url).toContain('case%3Ac2');
  expect(newest().url).not.toContain('case%3Ac1');
  newest().onopen?.();
  expect([states.at(-1)?.mode, queue.told.modes.at(-1)]).toEqual(['live', 'live']);
  // Who opens it again asks again: it may have come back.
  const again = watch('case:c1');
  vi.advanceTimersByTime(1);
  expect(newest().url).toContain('case%3Ac1');
  for (const { leave } of [queue, pane, again]) leave();
  stop();
});

test('who follows more than one stream carries is told that it may be old, until there is room', () => {
  const stop = open();
  newest().onopen?.();
  const many = watch(...cases(40, 'a'));
  const late = watch(...cases(10, 'b'));
  vi.advanceTimersByTime(1);
  newest().onopen?.();
  newest().dispatchEvent(new Event('beat'));
  expect([states.at(-1)?.mode, many.told.modes.at(-1)]).toEqual(['live', 'live']);
  expect(late.told.modes).toEqual(['connecting', 'stale']);
  expect(late.told.asOf.at(-1)).toBeUndefined();
  // One more of whom nothing is heard: it is told without another stream, and without waiting for a word.
  const opened = FakeStream.opened.length;
  const last = watch('case:last');
  vi.advanceTimersByTime(1);
  expect([last.told.modes, FakeStream.opened.length]).toEqual([['connecting', 'stale'], opened]);
  many.leave();
  vi.advanceTimersByTime(1);
  newest().onopen?.();
  newest().dispatchEvent(new Event('beat'));
  expect(newest().url).toContain('case%3Ab9&topics=case%3Alast');
  // What it did not hear meanwhile no cursor tells: it asks for everything, once.
  expect([late.told.modes.at(-1), late.told.resets]).toEqual(['live', 1]);
  expect([last.told.modes.at(-1), last.told.resets, resets]).toEqual(['live', 1, 0]);
  late.leave();
  last.leave();
  stop();
});

test('a word on the old stream does not make a newcomer fresh before its own topics are heard', () => {
  const stop = open();
  newest().onopen?.();
  const { told, leave } = watch('case:c1');
  newest().say('41', { kind: 'case.dispatched', caseId: 'c2' });
  newest().dispatchEvent(new Event('beat'));
  expect(told.modes).toEqual(['connecting']);
  vi.advanceTimersByTime(1);
  // Nor does one who comes while the wider stream is not open yet hear anything.
  const second = watch('case:c1');
  expect([told.modes, second.told.modes]).toEqual([['connecting'], ['connecting']]);
  newest().onopen?.();
  expect([told.modes, second.told.modes]).toEqual([['connecting', 'live'], ['connecting', 'live']]);
  expect([FakeStream.opened.length, states.every(({ mode }) => mode !== 'stale')]).toEqual([2, true]);
  leave();
  second.leave();
  stop();
});

test('who goes takes their topics along; the others hear on from the same place', () => {
  const stop = open();
  const { leave } = watch('case:c1');
  vi.advanceTimersByTime(1);
  newest().onopen?.();
  newest().say('41', { kind: 'case.dispatched', caseId: 'c1' });
  leave();
  vi.advanceTimersByTime(1);
  expect(newest().url).toBe('/api/live?topics=district%3A500151&topics=person%3Ap1&after=41');
  expect(isOpen()).toBe(1);
  // Who goes and comes back in one turn changes nothing.
  newest().onopen?.();
  const opened = FakeStream.opened.length;
  watch('person:p1').leave();
  vi.advanceTimersByTime(1);
  expect(FakeStream.opened.length).toBe(opened);
  expect(states.every(({ mode }) => mode !== 'stale')).toBe(true);
  stop();
});
