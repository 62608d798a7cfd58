// A screen begins to load by its address, before anybody knows whether it may be shown.
import { expect, test, vi } from 'vitest';
import { beginScreen, lazyScreen } from './lazy-screen.ts';

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
