// @vitest-environment jsdom
// The working calendar of a district, as it is read in either language.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import CalendarScreen from './calendar-screen.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const SOURCE = { source: '国办发明电〔2025〕12 号', sourceEn: 'State Council notice 12 of 2025' };

test.each([
  ['zh', `来源：${SOURCE.source}`],
  ['en', `Source: ${SOURCE.sourceEn}`],
] as const)('where the holidays come from stands in %s on the screen', async (language, words) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-08-05T09:00:00+08:00') });
  const post = { id: 'p', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath: '500151' };
  const session = { personId: 'a', name: '毛成', language, posts: [post], abilities: [], csrf: 'c' };
  const year = {
    districtId: '500151',
    year: 2026,
    isYearKnown: true,
    years: [{ year: 2026, ...SOURCE }],
    calendars: [],
    holidays: [],
    exceptions: [],
  };
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(url.includes('/calendar') ? year : { session, areas: [] }),
  );
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <SpeakIn language={language}>
          <CalendarScreen />
        </SpeakIn>
      </SessionProvider>
    </QueryClientProvider>,
  );
  expect(await screen.findByText(words)).toBeTruthy();
});
