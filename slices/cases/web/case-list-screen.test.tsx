// @vitest-environment jsdom
// The list of cases: what leaves it by itself while it is selected is not acted on unseen, and that is said.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { CaseListScreen } from './case-list-screen.tsx';
import { CASES_KEY } from './use-cases.ts';

const row = (n: number) => ({ id: `c${n}`, number: `990${n}`, lamp: null, dueAt: null, holder: null });
let listed = [1, 2, 3];
let acted: string[] = [];
const note = { action: 'note', zh: '备注', en: 'note', until: null, fields: [] };

function answer(pathname: string, ids: readonly string[]): unknown {
  if (pathname === '/api/session/current')
    return { session: { personId: 'p1', abilities: [], posts: [], csrf: 'c' } };
  if (pathname === '/api/cases/abilities')
    return { common: [note], cases: ids.map((id) => ({ id, number: id, version: 1, actions: ['note'] })) };
  if (/^\/api\/cases\/c\d$/.test(pathname)) return { id: pathname.slice(-2), version: 1, abilities: [note] };
  return { items: listed.map(row), nextCursor: null };
}

beforeEach(() => {
  listed = [1, 2, 3];
  acted = [];
  const nothing = () => undefined;
  vi.stubGlobal('ResizeObserver', class {
    observe = nothing;
    unobserve = nothing;
    disconnect = nothing;
  });
  Element.prototype.scrollTo = nothing;
  vi.stubGlobal('scrollTo', nothing);
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (url: string, { method }: RequestInit) => {
    const { pathname, searchParams } = new URL(url, 'http://city');
    if (method === 'POST') acted.push(pathname);
    return Response.json(answer(pathname, searchParams.getAll('id')));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const desk = { columns: ['number'], onColumns: () => undefined, views: null };
const List = () => <CaseListScreen caseHref={(id) => `/${id}`} mapHref={() => '/map'} desk={desk} />;
const queries = makeQueryClient();
async function openAllSelected() {
  queries.clear();
  history.replaceState(null, '', '/command/cases');
  const routes = [{ path: '/cases', title: 'cases', screen: List }];
  render(
    <QueryClientProvider client={queries}>
      <SpeakIn language="zh">
        <SessionProvider>
          <Router base="/command" routes={routes} name="t" loading="" notFound="" frame={(page) => page} />
        </SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByRole('checkbox', { name: '选中已列出的全部' }));
  await screen.findByText('已选 3 件');
}
/** As a live event does it. */
const change = (now: number[]) => {
  listed = now;
  return queries.invalidateQueries({ queryKey: CASES_KEY });
};

test('a selected case that leaves the list is selected no more, and how many left is said', async () => {
  await openAllSelected();
  await change([2]);
  await screen.findByText('已选 1 件');
  expect(screen.getByText('2 件已不在此列表，未选').getAttribute('role')).toBe('status');
  await change([2, 4]);
  await userEvent.click(screen.getByRole('checkbox', { name: '选中已列出的全部' }));
  await screen.findByText('已选 2 件');
  expect(screen.queryByText('2 件已不在此列表，未选')).toBeNull();
});

test('a case that leaves the list while the form for all is filled is not acted on', async () => {
  await openAllSelected();
  fireEvent.click(await screen.findByRole('button', { name: '备注' }));
  await screen.findByRole('dialog', { name: '备注 3 件' });
  await change([1, 3]);
  const form = await screen.findByRole('dialog', { name: '备注 2 件' });
  const send = [...form.querySelectorAll('button')].find(({ type }) => type === 'submit');
  if (send) await userEvent.click(send);
  await screen.findByText('2 件都已办理');
  expect(acted).toEqual(['/api/cases/c1/note', '/api/cases/c3/note']);
});
