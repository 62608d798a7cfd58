// @vitest-environment jsdom
// What events make old is asked anew: at once when it is quiet, and not four times a second in a storm.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SECOND } from '../../../kernel/duration.ts';
import type { LiveEvent } from './live.ts';
import { useLive } from './use-live.ts';

let say: (event: LiveEvent) => void = () => undefined;
vi.mock('./live.ts', () => ({
  openLive: ({ onEvent }: { onEvent: typeof say }) => {
    say = onEvent;
    return () => undefined;
  },
}));

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function List() {
  useLive(['district:500151'], () => [['cases']]);
  return null;
}

test('an event is on the screen in a moment, and a storm of them is one question a second', async () => {
  vi.useFakeTimers();
  const queries = new QueryClient();
  const asked = vi.spyOn(queries, 'invalidateQueries');
  render(
    <QueryClientProvider client={queries}>
      <List />
    </QueryClientProvider>,
  );
  const event = { kind: 'case.changed', caseId: 'c1' } as unknown as LiveEvent;
  say(event);
  await vi.advanceTimersByTimeAsync(SECOND / 4);
  expect(asked).toHaveBeenCalledTimes(1);
  for (let tenth = 0; tenth < 50; tenth += 1) {
    say(event);
    await vi.advanceTimersByTimeAsync(SECOND / 10);
  }
  expect(asked.mock.calls.length).toBeGreaterThanOrEqual(5);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(7);
  await vi.advanceTimersByTimeAsync(SECOND);
  const before = asked.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  say(event);
  await vi.advanceTimersByTimeAsync(SECOND / 4);
  expect(asked.mock.calls.length - before).toBe(1);
});
