// @vitest-environment jsdom
// A view is saved without leaving the keyboard.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { ViewForm } from './view-form.tsx';

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('Ctrl Enter saves a view, and sends nothing while it has no name', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, { method, body }: RequestInit) => {
    if (method === 'POST') sent.push(JSON.parse(String(body)));
    return Response.json({ session: null });
  });
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <ViewForm query="lamp=red" onClose={onClose} />
      </SessionProvider>
    </QueryClientProvider>,
  );
  const sendKey = () => userEvent.keyboard('{Control>}{Enter}{/Control}');
  await userEvent.click(await screen.findByRole('textbox'));
  await sendKey();
  expect(sent).toEqual([]);
  await userEvent.type(screen.getByRole('textbox'), '红灯');
  await userEvent.click(screen.getByRole('combobox'));
  await sendKey();
  await expect.poll(() => onClose.mock.calls.length).toBe(1);
  expect(sent).toEqual([{ screen: 'cases', name: '红灯', query: 'lamp=red', share: 'nobody' }]);
});
