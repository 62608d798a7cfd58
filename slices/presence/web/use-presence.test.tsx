// @vitest-environment jsdom
// The rows of a queue know who is on them as soon as they are followed, by one question; afterwards the
// stream says which of them to ask for again.
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { openLive } from '../../../platform/web/live/live.ts';
import { useKnownPresence, usePresenceLive } from './use-presence.ts';

const [A, B] = ['019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-00000000000b'];
const person = (personId: string, name: string) => ({ personId, name, mode: 'looks' });

class FakeStream extends EventTarget {
  static newest: FakeStream | undefined;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((message: MessageEvent<string>) => void) | null = null;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeStream.newest = this;
    queueMicrotask(() => this.onopen?.());
  }
  close(): void {
    this.onmessage = null;
  }
}

let asked: string[] = [];
let atB = [person('p2', '李梅'), person('me', '我')];
beforeEach(() => {
  asked = [];
  vi.stubGlobal('EventSource', FakeStream);
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return Response.json(url.includes('?') ? { cases: [{ caseId: B, people: atB }] } : { people: atB });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Row({ caseId }: { caseId: string }) {
  const others = useKnownPresence(caseId, 'me');
  return <li>{others.map((one) => one.name).join('、') || '没有人'}</li>;
}
function Rows() {
  usePresenceLive([A, B]);
  return (
    <ul>
      <Row caseId={A} />
      <Row caseId={B} />
    </ul>
  );
}

const shown = (): (string | null)[] => screen.getAllByRole('listitem').map((one) => one.textContent);

test('who was on a case before the desk was opened stands on its row at once, by one question', async () => {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Rows />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(shown()).toEqual(['没有人', '李梅']));
  expect(asked).toEqual([`/api/presence?id=${A}&id=${B}`]);
  atB = [person('p3', '王强')];
  const data = JSON.stringify({ kind: 'presence', caseId: B });
  act(() => FakeStream.newest?.onmessage?.(new MessageEvent('message', { data })));
  await waitFor(() => expect(shown()).toEqual(['没有人', '王强']));
  expect(asked.at(-1)).toBe(`/api/presence/${B}`);
});

test('whoever closes the desk no longer follows its cases; the rest of the page hears on', async () => {
  const modes: string[] = [];
  const stop = openLive({
    topics: ['district:500151'],
    onEvent: () => undefined,
    onState: ({ mode }) => void modes.push(mode),
    onReset: () => undefined,
  });
  const desk = render(
    <QueryClientProvider client={makeQueryClient()}>
      <Rows />
    </QueryClientProvider>,
  );
  const followed = () => new URLSearchParams(FakeStream.newest?.url.split('?')[1]).getAll('topics');
  await waitFor(() => expect(followed()).toEqual(['district:500151', `case:${A}`, `case:${B}`]));
  desk.unmount();
  await waitFor(() => expect(followed()).toEqual(['district:500151']));
  expect(modes).not.toContain('stale');
  stop();
});
