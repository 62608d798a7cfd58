// @vitest-environment jsdom
// A leader's own list on the phone: each request whole, with the way to answer it; the leaders' list; without
// a network what was last known.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toIso } from '../../../kernel/instant.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { askedView } from '../core/case-view.ts';
import { type City, cityIn } from '../core/test-city.ts';
import FieldAsked from './field-asked.tsx';

// How long a screen takes is measured elsewhere.
configure({ asyncUtilTimeout: 15_000 });

let city: City;
let asked: object[];
let listed: object[];
let isCut: boolean;
let questions: URL[];

beforeEach(() => {
  city = cityIn('handling');
  [asked, listed, questions, isCut] = [[], [], [], false];
  const person = city.actor('streetLeader');
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (input: string) => {
    const url = new URL(input, 'http://city');
    questions.push(url);
    const abilities = ['case.figures', 'case.push'];
    if (url.pathname === '/api/session/current')
      return Response.json({ session: { ...person, language: 'zh', abilities, csrf: 'x', expiresAt: 0 } });
    if (isCut) throw new TypeError('no network');
    const known: Readonly<Record<string, object>> = {
      '/api/cases/asked': { items: asked, isMore: false },
      '/api/cases': { items: listed, nextCursor: null },
    };
    return Response.json(known[url.pathname] ?? { units: [], items: [], words: [] });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const viewed = () => askedView(city.open, 3, city.context(city.actor('streetLeader')), new Map());

function open(path = '/field/asked', language: 'zh' | 'en' = 'zh'): void {
  history.replaceState(null, '', path);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <SpeakIn language={language}>
          <Router
            base="/field"
            routes={[{ path: '/asked', title: 't', screen: FieldAsked }]}
            name="t"
            loading=""
            notFound=""
            frame={(page) => page}
          />
        </SpeakIn>
      </SessionProvider>
    </QueryClientProvider>,
  );
}

test('a request is told whole, and its answer is one tap away', async () => {
  city.do('unitHead', 'extend', { reason: '吊车未到', extra: { kind: 'working_hours', amount: 4 } });
  const { of, asks } = viewed();
  asked = asks.map((ask) => ({ of, ask, action: 'answer_extend' }));
  open();
  expect(await screen.findByText('吊车未到')).toBeTruthy();
  expect(screen.getByText('申请延长 4 工作时')).toBeTruthy();
  const answer = screen.getByRole('link', { name: '答复' });
  expect(answer.getAttribute('href')).toBe(`/field/cases/${city.open.id}?act=answer_extend`);
  expect(screen.getByRole('button', { name: /^待我答复/ }).textContent).toContain('1');
  expect(screen.getByRole('link', { name: '我发出的督办' }).getAttribute('href')).toBe('/field/pushes?by=me');
});

test('nothing waits: it says so; the leaders’ list is asked for apart and leads to a push', async () => {
  open();
  expect(await screen.findByText('没有等您答复的申请')).toBeTruthy();
  const { of } = viewed();
  const openPush = { kind: 'supervise', answerBy: toIso(city.now) };
  listed = [{ ...of, isOnLeadersList: true, holderPersonName: null, openPush, leading: ['push'] }];
  await userEvent.click(screen.getByRole('button', { name: '领导清单' }));
  const push = await screen.findByRole('link', { name: '督办' });
  expect(push.getAttribute('href')).toBe(`/field/cases/${city.open.id}?act=push`);
  const question = questions.findLast(({ pathname }) => pathname === '/api/cases');
  expect(Object.fromEntries(question?.searchParams ?? [])).toMatchObject({
    isOnLeadersList: 'true',
    state: 'open',
    sort: 'due',
  });
});

test('in English; and without a network it says so and offers to ask again', async () => {
  isCut = true;
  open('/field/asked', 'en');
  expect(await screen.findByRole('heading', { level: 1, name: 'Waits for me' })).toBeTruthy();
  expect((await screen.findByRole('alert')).textContent).not.toMatch(/[一-鿿]/);
});
