// @vitest-environment jsdom
// Finding one's way: links, deep links, back, titles, and where the focus goes.
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { matchPath, pathInside } from './match.ts';
import { navigate, Router, setQuery, useRoute, type Route } from './router.tsx';

const Home = () => (
  <>
    <h1>受理</h1>
    <a href="/command/cases/7">七号</a>
    <a href="/portal/">门户</a>
  </>
);
const Case = () => (
  <h1>
    案件 {useRoute().params['id']} {useRoute().query.get('tab')}
  </h1>
);
const routes: readonly Route[] = [
  { path: '/', screen: Home, title: '受理派遣' },
  { path: '/cases/:id', screen: Case, title: '案件' },
];
const show = () =>
  render(
    <Router
      base="/command"
      routes={routes}
      name="Gridloop"
      loading="…"
      notFound={<h1>没有这一页</h1>}
      frame={(inner) => <main>{inner}</main>}
    />,
  );

beforeEach(() => {
  history.replaceState(null, '', '/command/');
  vi.stubGlobal('scrollTo', vi.fn());
});
afterEach(cleanup);

test.each([
  ['/cases/:id', '/cases/7', { id: '7' }],
  ['/cases/:id', '/cases/7/', { id: '7' }],
  ['/cases/:id', '/cases', undefined],
  ['/cases', '/cases/7', undefined],
  ['/areas/:id/*', '/areas/5/a/b', { id: '5', rest: 'a/b' }],
  ['/cases/:id', '/cases/%E4%B8%83', { id: '七' }],
  ['/cases/:id', '/cases/50%', { id: '50%' }],
])('%s against %s', (pattern, path, params) => {
  expect(matchPath(pattern, path)).toEqual(params);
});

test('a shell owns only what lies under its base', () => {
  expect(pathInside('/command', '/command')).toBe('/');
  expect(pathInside('/command', '/command/cases')).toBe('/cases');
  expect(pathInside('/command', '/commander')).toBeUndefined();
});

test('a plain link opens the screen, names the tab and puts the focus on its heading', async () => {
  show();
  expect(document.title).toBe('受理派遣 · Gridloop');
  await userEvent.click(screen.getByText('七号'));
  const heading = screen.getByRole('heading');
  expect(heading.textContent).toBe('案件 7 ');
  expect(document.activeElement).toBe(heading);
  expect(document.title).toBe('案件 · Gridloop');
  expect(location.pathname).toBe('/command/cases/7');
});

test('links with a modifier, and links out of the shell, are left to the browser', async () => {
  show();
  const taken: boolean[] = [];
  const spy = (event: Event) => {
    taken.push(event.defaultPrevented);
    event.preventDefault();
  };
  addEventListener('click', spy);
  const user = userEvent.setup();
  await user.keyboard('{Control>}');
  await user.click(screen.getByText('七号'));
  await user.keyboard('{/Control}');
  await user.click(screen.getByText('门户'));
  removeEventListener('click', spy);
  expect(taken).toEqual([false, false]);
  expect(location.pathname).toBe('/command/');
});

test('back returns, and a changed filter neither moves the focus nor adds a step', async () => {
  show();
  act(() => navigate('/command/cases/7'));
  const length = history.length;
  act(() => setQuery({ tab: 'map' }));
  expect(history.length).toBe(length);
  expect(screen.getByRole('heading').textContent).toBe('案件 7 map');
  history.back();
  expect(await screen.findByText('受理')).toBeTruthy();
});

test('an unknown address says so', () => {
  history.replaceState(null, '', '/command/nowhere');
  show();
  expect(screen.getByRole('heading').textContent).toBe('没有这一页');
});

test('what the shell around it learns does not draw the screen anew', () => {
  let drawn = 0;
  const Counted = () => {
    drawn += 1;
    return <h1>待办</h1>;
  };
  const once: readonly Route[] = [{ path: '/', screen: Counted, title: '待办' }];
  const shell = (unread: number) => (
    <Router
      base="/command"
      routes={once}
      name="Gridloop"
      loading="…"
      notFound=""
      frame={(inner) => (
        <main>
          {inner}
          <p>未读 {unread}</p>
        </main>
      )}
    />
  );
  const { rerender } = render(shell(1));
  const before = drawn;
  rerender(shell(2));
  expect(screen.getByText('未读 2')).toBeTruthy();
  expect(drawn).toBe(before);
});
