// @vitest-environment jsdom
// The columns of a list: chosen ones hold before the server has answered, also while a saved view with
// columns of its own is shown; only those of a list without its own are kept.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { useListDesk } from './use-list-desk.ts';

const VIEW = { id: 'v1', name: '紧急的', query: 'lamp=red', columns: ['number'], share: 'nobody', isOwn: true };
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/api/session/current': { session: { personId: 'p1', abilities: ['desk.list_views'], csrf: 'c' } },
  '/api/desk/preferences': { columns: { cases: ['lamp'] } },
  '/api/desk/views': { views: [VIEW] },
};
let sent: string[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'PUT') {
      sent.push(String(init.body));
      return new Promise(() => undefined);
    }
    const { pathname } = new URL(url, 'http://city');
    return new Response(JSON.stringify(ANSWERS[pathname] ?? null), {
      headers: { 'content-type': 'application/json' },
    });
  });
});
afterEach(cleanup);

function List() {
  const { columns, onColumns } = useListDesk();
  return (
    <>
      <p data-testid="columns">{columns?.join(' ')}</p>
      <button type="button" onClick={() => onColumns(['state', 'due'])}>choose</button>
    </>
  );
}

const routes = [{ path: '/cases', screen: List, title: '案件' }];
const shown = () => screen.getByTestId('columns').textContent;
async function open(query: string, columns: string) {
  history.replaceState(null, '', `/command/cases${query}`);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <Router base="/command" routes={routes} name="Gridloop" loading="" notFound="" frame={(one) => one} />
      </SessionProvider>
    </QueryClientProvider>,
  );
  await expect.poll(shown).toBe(columns);
}

test('columns chosen for a list hold before the server has answered, and are kept', async () => {
  await open('?text=x', 'lamp');
  fireEvent.click(screen.getByText('choose'));
  expect(shown()).toBe('state due');
  expect(sent.map((body) => JSON.parse(body))).toEqual([{ columns: { cases: ['state', 'due'] } }]);
});

test('columns chosen while a view shows its own hold too, and nothing is kept', async () => {
  await open('?lamp=red', 'number');
  fireEvent.click(screen.getByText('choose'));
  expect(shown()).toBe('state due');
  expect(sent).toEqual([]);
});
