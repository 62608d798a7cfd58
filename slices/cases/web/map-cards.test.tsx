// @vitest-environment jsdom
// What was pressed on the map, as a card beside it.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { MapPileCard } from './map-cards.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PILED = Array.from({ length: 60 }, (_, n) => ({
  id: `case-${n}`, itemName: `第 ${n} 件`, itemNameEn: null, address: null, description: '',
  lon: 106, lat: 29, lamp: null, dueAt: null,
}));

test('a pile of more cases than one answer holds is shown to its last', async () => {
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(url.includes('cursor=')
      ? { items: PILED.slice(50), nextCursor: null }
      : { items: PILED.slice(0, 50), nextCursor: '50' }));
  const nothing = () => undefined;
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <MapPileCard
          pile={PILED}
          view={{}}
          caseHref={(id) => `/cases/${id}`}
          onPick={nothing}
          onClose={nothing}
        />
      </SpeakIn>
    </QueryClientProvider>,
  );
  await screen.findByText('第 49 件');
  fireEvent.click(screen.getByText('再列一些'));
  await screen.findByText('第 59 件');
  expect(screen.queryByText('再列一些')).toBeNull();
});
