// @vitest-environment jsdom
// What waits for my rating: told as whom and until when, rated by keys, and on to the next.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { abilitiesView, askedView, factsView } from '../core/case-view.ts';
import { type City, cityIn } from '../core/test-city.ts';
import { draftName } from './form-draft.ts';
import { ToRateScreen } from './to-rate-screen.tsx';

let city: City;
let sent: { url: string; body: unknown }[];
let missed: ReturnType<typeof waiting>;

const names = new Map<string, string>();
const rater = () => city.context(city.actor('gridHead'));
const waiting = () => {
  const { of } = askedView(city.open, 7, rater(), names);
  const isRated = city.open.ratings.length > 0;
  const until = toIso((city.open.endedAt ?? 0) + 15 * DAY);
  return isRated ? [] : [{ of, until, asZh: '网格长', asEn: 'head of the grid' }];
};
const opened = () => ({
  ...factsView(city.open, 7, rater(), names), steps: [], parts: [], mainCase: null,
  abilities: abilitiesView(city.open, rater()),
});

beforeEach(() => {
  sent = [];
  missed = [];
  city = cityIn('closed');
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const { pathname } = new URL(url, 'http://city');
    if (method === 'POST') {
      sent.push({ url: pathname, body: JSON.parse(String(body)) });
      city.do('gridHead', 'rate', JSON.parse(String(body)));
      return Response.json({ id: city.open.id, version: 8, state: city.open.state });
    }
    if (pathname === '/api/cases/to-rate') {
      return Response.json({ items: waiting(), isMore: false, missed: { items: missed, isMore: false } });
    }
    return Response.json(pathname.startsWith('/api/cases/') ? opened() : { items: [], words: [] });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(language: 'zh' | 'en' = 'zh'): Promise<void> {
  await kept.forget(draftName(city.open.id, 'rate'));
  history.replaceState(null, '', '/field/to-rate');
  const Screen = () => <ToRateScreen caseHref={(id) => `/field/cases/${id}`} />;
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language={language}>
        <Router
          base="/field"
          routes={[{ path: '/to-rate', title: 't', screen: Screen }]}
          name="t"
          loading=""
          notFound=""
          frame={(page) => page}
        />
      </SpeakIn>
    </QueryClientProvider>,
  );
}

test('a case is rated by keys alone, and is gone from the list then', async () => {
  await open();
  expect(await screen.findByText(/以“网格长”身份/)).toBeTruthy();
  (await screen.findByRole('button', { name: '评价：暴露垃圾' })).focus();
  await userEvent.keyboard('{Enter}');
  await userEvent.click(await screen.findByRole('radio', { name: '2' }));
  await userEvent.keyboard('{ArrowRight}');
  await userEvent.click(screen.getByRole('radio', { name: '否' }));
  await userEvent.click(screen.getByRole('button', { name: '评价' }));
  await waitFor(() => expect(sent.length).toBe(1));
  expect(sent[0]).toEqual({
    url: `/api/cases/${city.open.id}/rate`, body: { score: 3, isSatisfied: false },
  });
  expect(await screen.findByText('没有等您评价的案件')).toBeTruthy();
});

test('where nothing waits it says so, in English too', async () => {
  city.do('gridHead', 'rate', { score: 4, isSatisfied: true });
  await open('en');
  expect(await screen.findByText('Nothing waits for your rating')).toBeTruthy();
});

test('what was missed is told with how many, and can’t be rated', async () => {
  missed = waiting();
  city.do('gridHead', 'rate', { score: 4, isSatisfied: true });
  await open();
  expect(await screen.findByText('已错过（1）')).toBeTruthy();
  expect(screen.getByRole('link', { name: '暴露垃圾' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^评价：/ })).toBeNull();
});
