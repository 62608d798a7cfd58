// @vitest-environment jsdom
// The screen of requests: what is asked is told whole, and answered where it stands.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { abilitiesView, askedView, factsView } from '../core/case-view.ts';
import { type City, cityIn, photo } from '../core/test-city.ts';
import { AskedScreen } from './asked-screen.tsx';
import { draftName } from './form-draft.ts';

let city: City;
let action: string;
let sent: { url: string; body: unknown }[];

const names = new Map<string, string>();
const answerer = () => city.context(city.actor('streetLeader'));
const asked = () => {
  const { of, asks } = askedView(city.open, 3, answerer(), names);
  return asks.map((ask) => ({ of, ask, action }));
};
const opened = () => ({
  ...factsView(city.open, 3, answerer(), names), steps: [], parts: [], mainCase: null,
  abilities: abilitiesView(city.open, answerer()),
});

beforeEach(async () => {
  sent = [];
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const { pathname } = new URL(url, 'http://city');
    if (method === 'POST') {
      sent.push({ url: pathname, body: JSON.parse(String(body)) });
      city.do('streetLeader', action, JSON.parse(String(body)));
      return Response.json({ id: city.open.id, version: 4, state: city.open.state });
    }
    if (pathname === '/api/cases/asked') return Response.json({ items: asked(), isMore: false });
    return Response.json(pathname.startsWith('/api/cases/') ? opened() : { items: [], words: [] });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(language: 'zh' | 'en' = 'zh'): Promise<void> {
  await kept.forget(draftName(city.open.id, action));
  history.replaceState(null, '', '/command/asked');
  const Screen = () => <AskedScreen caseHref={(id) => `/command/cases/${id}`} />;
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language={language}>
        <Router
          base="/command"
          routes={[{ path: '/asked', title: 't', screen: Screen }]}
          name="t"
          loading=""
          notFound=""
          frame={(page) => page}
        />
      </SpeakIn>
    </QueryClientProvider>,
  );
}

test('an extension is told with how much, why and what it comes to, and granted from there', async () => {
  city = cityIn('handling');
  action = 'answer_extend';
  city.do('unitHead', 'extend', { reason: '吊车未到', extra: { kind: 'working_hours', amount: 4 } });
  await open();
  expect(await screen.findByText('“吊车未到”')).toBeTruthy();
  expect(screen.getByText('申请延长 4 工作时')).toBeTruthy();
  expect(screen.getByText(/^同意后 .*到期$/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '答复：暴露垃圾' }));
  await userEvent.click(await screen.findByRole('radio', { name: '是' }));
  await userEvent.click(screen.getByRole('button', { name: '延期审批' }));
  await waitFor(() => expect(sent.length).toBe(1));
  expect(sent[0]).toEqual({ url: `/api/cases/${city.open.id}/answer_extend`, body: { isGranted: true } });
  expect(await screen.findByText('没有等您答复的申请')).toBeTruthy();
  expect(city.open.counts.extensions).toBe(1);
});

test('an appeal of a closed case is reviewed here, in English too', async () => {
  city = cityIn('handling');
  city.now += 3 * DAY;
  city.do('handler', 'feed_back', { result: '已清运', photoIds: [photo] });
  city.do('otherInspector', 'verify', { finding: '已清洁' });
  city.do('streetDispatcher', 'close', { closingCode: 'solved' });
  city.do('unitHead', 'appeal', { reason: 'the road was closed by a flood' });
  action = 'review_appeal';
  await open('en');
  expect(await screen.findByText('“the road was closed by a flood”')).toBeTruthy();
  expect(screen.getByText('Overdue appeal')).toBeTruthy();
});
