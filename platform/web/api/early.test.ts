// @vitest-environment jsdom
// The answer asked for early serves the first question once; everything after goes to the server.
import { afterEach, expect, test, vi } from 'vitest';
import { api } from './api.ts';
import { askEarly } from './early.ts';

const URL_OF_SESSION = '/api/session/current';
const replying = (...bodies: unknown[]) => {
  const fetching = vi.fn(async (_url: string) => Response.json(bodies.shift() ?? null));
  vi.stubGlobal('fetch', fetching);
  return fetching;
};
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('the first question takes the early answer, the second asks again', async () => {
  const fetching = replying({ session: 'early' }, { session: 'later' });
  askEarly(URL_OF_SESSION, {});
  expect(await api.get(URL_OF_SESSION)).toEqual({ session: 'early' });
  expect(await api.get(URL_OF_SESSION)).toEqual({ session: 'later' });
  expect(fetching).toHaveBeenCalledTimes(2);
});

test('an early answer that nobody took for long is asked for anew', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  replying({ session: 'early' }, { session: 'later' });
  askEarly(URL_OF_SESSION, {});
  vi.advanceTimersByTime(60_000);
  expect(await api.get(URL_OF_SESSION)).toEqual({ session: 'later' });
});

test('a line that is cut while it is asked is weather for who takes it, and for nobody else', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('cut')));
  askEarly(URL_OF_SESSION, {});
  await expect(api.get(URL_OF_SESSION)).rejects.toThrow('no answer');
});

test('what was asked for one person is forgotten when another may have signed in', async () => {
  replying({ key: 'hers' }, {}, { key: 'his' });
  askEarly('/api/session/pocket-key', {});
  await api.post('/api/session', {});
  expect(await api.get('/api/session/pocket-key')).toEqual({ key: 'his' });
});
