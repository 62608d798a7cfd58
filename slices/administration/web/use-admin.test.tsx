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

test('a name or a number that is being typed is looked for once, when the fingers rest', async () => {
  const asked: (string | null)[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(new URL(url, location.origin).searchParams.get('words'));
    return Response.json({ people: [], isMore: false });
  });
  const queries = makeQueryClient();
  const roster = (words?: string) => (
    <QueryClientProvider client={queries}>
      <Roster words={words} />
    </QueryClientProvider>
  );
  const { rerender } = render(roster());
  for (const words of ['1', '13', '138', '1380']) rerender(roster(words));
  await waitFor(() => expect(asked).toEqual([null, '1380']));
});
