// @vitest-environment jsdom
// An administrator sees what is open, and opens a collection with a reason; without one it is not sent.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import OpenDataScreen from './open-data-screen.tsx';

vi.mock('./use-admin.ts', () => ({ useAdminArea: () => '500151', useOwnAreaChoices: () => [] }));
vi.mock('./admin-frame.tsx', () => ({
  AdminFrame: ({ children }: { children: React.ReactNode }) => <main>{children}</main>,
}));

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('cases are opened with a reason that stands on record', async () => {
  let isOpen = false;
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (url: string, init: { method?: string; body?: string }) => {
    if (init.method === 'PUT') {
      sent.push([url, JSON.parse(init.body ?? '{}')]);
      isOpen = true;
    }
    const cases = { collection: 'cases', title: '案件', description: '已立案的案件。', isOpen };
    const body = init.method === 'PUT' ? cases : { collections: [cases] };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <OpenDataScreen />
    </QueryClientProvider>,
  );
  await screen.findByText('未开放');
  fireEvent.click(screen.getByRole('button', { name: '开放案件' }));
  const dialog = await screen.findByRole('dialog', { name: '开放案件' });
  const send = within(dialog).getByRole<HTMLButtonElement>('button', { name: '开放案件' });
  expect(send.disabled).toBe(true);
  fireEvent.change(within(dialog).getByLabelText('理由'), { target: { value: '政务公开' } });
  fireEvent.click(send);
  await screen.findByText('已开放');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([['/api/geodata/500151/settings/cases', { isOpen: true, why: '政务公开' }]]);
});
