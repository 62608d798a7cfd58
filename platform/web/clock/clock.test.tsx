// @vitest-environment jsdom
// A ticking now, and a device whose clock is wrong.
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { now, setServerTime, useNow } from './clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  cleanup();
  setServerTime(Date.now());
  vi.useRealTimers();
});

test('every row that listens ticks together, and the timer rests when nobody listens', () => {
  const Row = () => <i>{useNow(10_000)}</i>;
  const { container, unmount } = render(<><Row /><Row /></>);
  expect(container.textContent).toBe('10000001000000');
  act(() => void vi.advanceTimersByTime(10_000));
  expect(container.textContent).toBe('10100001010000');
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});

test('a device that runs an hour late shows the time of the server', () => {
  setServerTime(1_000_000 + 3_600_000);
  expect(now()).toBe(4_600_000);
  setServerTime(1_000_000 + 2_000);
  expect(now()).toBe(1_000_000);
});
