// @vitest-environment jsdom
// A screen begins to load by its address, before anybody knows whether it may be shown.
import { cleanup, render, screen } from '@testing-library/react';
import { StrictMode, Suspense } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { beginScreen, lazyScreen } from './lazy-screen.ts';

afterEach(cleanup);

const row = (path: string, load: () => Promise<{ default: () => null }>) => ({
  path,
  title: { zh: path, en: path },
  screen: lazyScreen(load),
});
const loaded = () => vi.fn(async () => ({ default: () => null }));

test('the screen of the address is begun, and no other', () => {
  const [report, one] = [loaded(), loaded()];
  const routes = [row('/report', report), row('/cases/:id', one)];
  beginScreen(routes, '/field', '/field/cases/7');
  expect([report.mock.calls.length, one.mock.calls.length]).toEqual([0, 1]);
});

test('an address of nothing, or a screen that does not come, stops nobody', async () => {
  const told = vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const torn = vi.fn(async () => Promise.reject(new Error('no network')));
  beginScreen([row('/report', torn)], '/field', '/field/nothing');
  beginScreen([row('/report', torn)], '/field', '/elsewhere');
  expect(torn).not.toHaveBeenCalled();
  beginScreen([row('/report', torn)], '/field', '/field/report');
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
});

const routeTo = (screen: React.ComponentType) => ({ path: '/report', title: { zh: '', en: '' }, screen });

/** The module as it is when the app has only just been opened. */
const opened = async () => {
  vi.resetModules();
  return import('./lazy-screen.ts');
};

test('a screen that is on its way as the app opens is waited for without being suspended', async () => {
  const app = await opened();
  let arrive: (module: { default: () => React.ReactNode }) => void = () => undefined;
  const load = vi.fn(() => new Promise<{ default: () => React.ReactNode }>((done) => { arrive = done; }));
  const Screen = app.lazyScreen(load);
  app.beginScreen([routeTo(Screen)], '/field', '/field/report');
  const at = (
    <StrictMode>
      <Suspense fallback="suspended">
        <Screen />
      </Suspense>
    </StrictMode>
  );
  render(at);
  expect(screen.getByRole('status')).toBeTruthy();
  expect(screen.queryByText('suspended')).toBeNull();
  arrive({ default: () => <h1>report</h1> });
  await screen.findByRole('heading', { name: 'report' });
  expect(load).toHaveBeenCalledTimes(1);
});

test('a screen that was begun and did not come says so, and comes when it can', async () => {
  const told = vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const app = await opened();
  const load = vi.fn(() => Promise.reject<{ default: () => null }>(new Error('no network')));
  const Screen = app.lazyScreen(load);
  app.beginScreen([routeTo(Screen)], '/field', '/field/report');
  render(
    <Suspense fallback="suspended">
      <Screen />
    </Suspense>,
  );
  await screen.findByRole('button', { name: '再试一次' });
  expect(told).toHaveBeenCalled();
});
