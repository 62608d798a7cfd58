// @vitest-environment jsdom
// The cases of an area on the phone: how many there are stands above them, and all can be seen.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { GridCases } from './grid-cases.tsx';

const row = (n: number) => ({
  id: `c${n}`, number: `990${n}`, description: `第 ${n} 件`, itemName: null, itemNameEn: null,
  address: null, lamp: null, dueAt: null, state: 'handling', stateZh: '处置中', stateEn: 'in hand',
  reportedAt: '2026-08-05T01:00:00.000Z', updatedAt: '2026-08-05T01:00:00.000Z',
});
const rows = (many: number) => Array.from({ length: many }, (_, index) => row(index + 1));

beforeEach(() =>
  vi.stubGlobal('fetch', async (url: string) => {
    const isOpen = new URL(url, 'http://city').searchParams.getAll('state').includes('handling');
    return Response.json({ items: isOpen ? rows(33) : [], nextCursor: null });
  }),
);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('twenty of thirty-three cases of my grid stand there first, and one tap shows all', async () => {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <GridCases areaPath="990101.001.001" />
      </SpeakIn>
    </QueryClientProvider>,
  );
  const others = await screen.findByRole('button', { name: '显示其余 13 件' });
  expect(screen.getByText('33 件')).toBeTruthy();
  await vi.waitFor(() => expect(screen.getAllByRole('link')).toHaveLength(20));
  await userEvent.click(others);
  await vi.waitFor(() => expect(screen.getAllByRole('link')).toHaveLength(33));
  expect(screen.queryByRole('button')).toBeNull();
});
