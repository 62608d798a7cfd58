// @vitest-environment jsdom
// Acting on the selected cases: what is pressed is about those that are selected now.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { BulkBar } from './bulk-bar.tsx';

const close = { action: 'close', zh: '结案', en: 'close', until: null, fields: [] };
const abilitiesOf = (ids: readonly string[]) => ({
  common: [close],
  cases: ids.map((id) => ({ id, number: `99${id}`, version: 3, actions: ['close'] })),
});

let asked: (readonly string[])[] = [];
let answer = (): void => undefined;
beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (url: string) => {
    const ids = new URL(url, location.origin).searchParams.getAll('id');
    asked.push(ids);
    if (ids.length > 1) await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return Response.json(abilitiesOf(ids));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('what may be done waits until it is known for the cases that are selected now', async () => {
  const queries = makeQueryClient();
  const bar = (ids: readonly string[]) => (
    <QueryClientProvider client={queries}>
      <SpeakIn language="zh">
        <BulkBar ids={ids} onClear={() => undefined} onClosed={() => undefined} />
      </SpeakIn>
    </QueryClientProvider>
  );
  const button = () => screen.getByRole<HTMLButtonElement>('button', { name: '结案' });
  const { rerender } = render(bar(['1']));
  await waitFor(() => expect(button().disabled).toBe(false));
  rerender(bar(['1', '2']));
  await waitFor(() => expect(asked.at(-1)).toEqual(['1', '2']));
  expect(button().disabled).toBe(true);
  answer();
  await waitFor(() => expect(button().disabled).toBe(false));
});
