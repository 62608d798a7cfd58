// @vitest-environment jsdom
// The parts of a page are a named list of links; the one that is open says so.
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { PartsPage } from './parts.tsx';

afterEach(cleanup);

test('each part is a link under the name of the page, and the one that is open is the current page', () => {
  const parts = [
    { href: '/a', label: '列表', isCurrent: true },
    { href: '/b', label: '导入', isCurrent: false },
  ];
  render(
    <PartsPage title="部件" name="部件管理" parts={parts} why="为什么" actions={<button type="button">打印</button>}>
      <p>里面</p>
    </PartsPage>,
  );
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('部件');
  const ways = within(screen.getByRole('navigation', { name: '部件管理' })).getAllByRole('link');
  const said = (way: HTMLElement) => ['href', 'aria-current'].map((name) => way.getAttribute(name));
  const told = ways.map((way) => [way.textContent, ...said(way)]);
  expect(told).toEqual([
    ['列表', '/a', 'page'],
    ['导入', '/b', null],
  ]);
  expect(screen.getByText('里面')).toBeDefined();
  expect(screen.getByRole('button', { name: '打印' })).toBeDefined();
});
