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
const dispatch = { action: 'dispatch', zh: '派遣', en: 'dispatch', until: null, fields: [] };
const undo = { ...dispatch, action: 'undo', zh: '撤销派遣', en: 'undo the dispatch' };
const note = { action: 'note', zh: '备注', en: 'note', until: null, fields: [] };

const unitOf = (path: string) =>
  ({ id: 'u', nameEn: 'a unit', name: path.endsWith('3') ? '城管队' : '环卫所' });

function answer(pathname: string, ids: readonly string[]): unknown {
  if (pathname === '/api/session/current')
    return { session: { personId: 'p1', abilities: [], posts: [], csrf: 'c' } };
  if (pathname === '/api/cases/abilities')
    return {
      common: acted.some((path) => path.endsWith('/dispatch')) ? [note, undo] : [note, dispatch],
      cases: ids.map((id) => ({ id, number: id, version: 1, actions: ['note'] })),
    };
  if (/^\/api\/cases\/c\d$/.test(pathname))
    return { id: pathname.slice(-2), version: 1, abilities: [note], unit: unitOf(pathname) };
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
    if (method === 'POST') {
      acted.push(pathname);
      return Response.json({ version: 2, unitId: pathname.includes('/c3/') ? 'u2' : 'u1' });
    }
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
function open() {
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
}
async function openAllSelected() {
  open();
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

/** Fills in nothing, sends, and waits until it is told. */
async function doToAll(name: string, told: string): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name }));
  const form = await screen.findByRole('dialog', { name: `${name} 3 件` });
  const isSubmit = (one: HTMLButtonElement) => one.type === 'submit';
  const send = await vi.waitUntil(() => [...form.querySelectorAll('button')].find(isSubmit));
  await userEvent.click(send);
  return screen.findByText(told);
}

test('a dispatch of several that is taken back is told as taken back, and not as done', async () => {
  await openAllSelected();
  await doToAll('派遣', '3 件都已办理');
  expect(screen.getAllByText(/^派给/).map((one) => one.textContent)).toEqual(['派给环卫所', '派给环卫所', '派给城管队']);
  await userEvent.click(await screen.findByRole('button', { name: '全部撤销' }));
  await screen.findByText('3 件都已撤销派遣');
  await screen.findByRole('dialog', { name: '撤销派遣 3 件' });
  expect(screen.queryByText('3 件都已办理')).toBeNull();
  expect(screen.getAllByText('已撤销')).toHaveLength(3);
  expect(acted.filter((path) => path.endsWith('/undo'))).toHaveLength(3);
});

test('what can’t be taken back is not offered to be, although a dispatch a moment ago could', async () => {
  await openAllSelected();
  acted.push('/api/cases/c9/dispatch');
  await doToAll('备注', '3 件都已办理');
  await screen.findAllByRole('button', { name: '关闭' });
  expect(screen.queryByRole('button', { name: '全部撤销' })).toBeNull();
});

test('on a fresh page J, Space and Shift J act on the rows, a field keeps its letters and a button its Space',
  async () => {
  await openAllSelected();
  await userEvent.click(screen.getByRole('checkbox', { name: '选中已列出的全部' }));
  (document.activeElement as HTMLElement).blur();
  const table = screen.getByRole('grid');
  const current = () => table.getAttribute('aria-activedescendant');
  await userEvent.keyboard(' ');
  expect([document.activeElement, current()]).toEqual([table, 'row-c1']);
  await screen.findByText('已选 1 件');
  await userEvent.keyboard('{Shift>}J{/Shift}');
  await screen.findByText('已选 2 件');
  const search = screen.getByRole('searchbox');
  await userEvent.type(search, 'j');
  expect([document.activeElement, current()]).toEqual([search, 'row-c2']);
  screen.getByRole('button', { name: '取消选择' }).focus();
  await userEvent.keyboard('j');
  expect([document.activeElement, current()]).toEqual([table, 'row-c3']);
  screen.getByRole('button', { name: '取消选择' }).focus();
  await userEvent.keyboard(' ');
  await vi.waitFor(() => expect(screen.queryByText('已选 2 件')).toBeNull());
});

test('who closes the results of a dispatch is at the rows again, and nothing is told as left or selected',
  async () => {
  await openAllSelected();
  await doToAll('派遣', '3 件都已办理');
  await change([4]);
  await userEvent.click((await screen.findAllByRole('button', { name: '关闭' })).at(-1) as HTMLElement);
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('grid')));
  expect(screen.queryByText(/不在此列表/)).toBeNull();
  expect(screen.queryByText('已选 0 件')).toBeNull();
});

test('whoever has no post reads that, and not that no case matches', async () => {
  listed = [];
  open();
  await screen.findByText('现在没有岗位');
  expect(screen.queryByText(/没有符合/)).toBeNull();
});
