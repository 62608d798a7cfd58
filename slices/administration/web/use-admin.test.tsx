// @vitest-environment jsdom
// What the screens of administration ask, and when.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { useRoster } from './use-admin.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Roster({ words }: { words: string | undefined }) {
  useRoster({ areaPath: '500151', words });
  return null;
}

interface Asked {
  readonly url: string;
  readonly body: { readonly words?: string } | undefined;
}

test('a name or a number that is being typed is looked for once, when the fingers rest, and its address ' +
  'says nothing of it', async () => {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined });
    return Response.json({ people: [], isMore: false });
  });
  const queries = makeQueryClient();
  const roster = (words?: string) => (
    <QueryClientProvider client={queries}>
      <Roster words={words} />
    </QueryClientProvider>
  );
  const { rerender } = render(roster());
  for (const words of ['1', '13', '138', '13800000001']) rerender(roster(words));
  await waitFor(() => expect(asked.map(({ body }) => body?.words)).toEqual([undefined, '13800000001']));
  for (const { url } of asked) expect(url).not.toContain('138');
});
