// @vitest-environment jsdom
// A file of the app that does not come takes its own place away, never the whole app, and comes when it can.
import { act, cleanup, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginScreen, lazyPart, lazyScreen } from './lazy-screen.ts';

const line = { isUp: false };
const fileOf = (words: string) => async () => {
  if (!line.isUp) throw new TypeError('Failed to fetch dynamically imported module');
  return { default: () => <h1>{words}</h1> };
};
const drawn = async (Part: React.ComponentType) => {
  await act(async () => {
    render(
      <Suspense fallback="…">
        <nav>我的</nav>
        <Suspense>
          <Part />
        </Suspense>
      </Suspense>,
    );
  });
};
const networkBack = async () => {
  line.isUp = true;
  await act(async () => void dispatchEvent(new Event('online')));
};

beforeEach(() => {
  line.isUp = false;
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
});
afterEach(cleanup);

test('a screen that does not come says so, the ways stay, and with the network it is there', async () => {
  await drawn(lazyScreen(fileOf('待办')));
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('这一页还没有下载到手机');
  expect(screen.getByText('我的')).toBeTruthy();
  await act(async () => void dispatchEvent(new Event('online')));
  expect(screen.queryByText('待办')).toBeNull();
  await networkBack();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('待办');
});

test('once there, it is there at every later visit', async () => {
  const Todo = lazyScreen(fileOf('待办'));
  await drawn(Todo);
  await networkBack();
  cleanup();
  line.isUp = false;
  await drawn(Todo);
  expect(screen.getByText('待办')).toBeTruthy();
});

test('a strip that does not come leaves its place empty until it can come', async () => {
  await drawn(lazyPart(fileOf('签到任务')));
  expect(document.body.textContent).toBe('我的');
  await networkBack();
  expect(screen.getByText('签到任务')).toBeTruthy();
});

test('a screen whose file came before its turn never stands behind a placeholder', async () => {
  line.isUp = true;
  const Report = lazyScreen(fileOf('上报'));
  const title = { zh: '上报', en: 'Report' };
  beginScreen([{ path: '/report', title, screen: Report }], '/field', '/field/report');
  await act(async () => undefined);
  const shown: string[] = [];
  const look = new MutationObserver(() => shown.push(document.body.textContent ?? ''));
  look.observe(document.body, { childList: true, subtree: true });
  await act(async () => {
    render(
      <Suspense fallback="正在载入">
        <Report />
      </Suspense>,
    );
  });
  look.disconnect();
  expect(shown.at(-1)).toBe('上报');
  expect(shown).not.toContain('正在载入');
});
