// @vitest-environment jsdom
// The way to the server: keys kept over retries, reasons told, silence told apart from a no.
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { preferences } from '../outbox/preferences.ts';
import { api, onSignedOut, setCsrfToken, urlOf } from './api.ts';
import { isRefused, isWeather, tellError } from './errors.ts';
import { makeQueryClient } from './query-client.ts';
import { useSend } from './use-send.ts';

type Call = { url: string; init: RequestInit & { headers: Record<string, string> } };
let calls: Call[] = [];
let answers: (() => Response)[] = [];

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const down = () => {
  throw new TypeError('Failed to fetch');
};
const problem = (code: string, status: number) =>
  json({ code, status, detail: '请先拍照', data: { photos: 1 }, retryable: false }, status);

beforeEach(() => {
  calls = [];
  answers = [];
  vi.stubGlobal('fetch', async (url: string, init: Call['init']) => {
    calls.push({ url, init });
    return (answers.shift() ?? json({}))();
  });
});
afterEach(() => {
  cleanup();
  setCsrfToken(undefined);
  preferences.set({ language: 'zh' });
});

const keys = () => calls.map((call) => call.init.headers['idempotency-key']);
const inQueries = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={makeQueryClient()}>{children}</QueryClientProvider>
);

test('a read carries the language and no key', async () => {
  preferences.set({ language: 'en' });
  answers = [json({ total: 3 })];
  expect(
    await api.get<{ total: number }>('/api/cases', { query: { state: ['reported', 'accepted'], page: 2 } }),
  ).toEqual({ total: 3 });
  expect(calls[0]?.url).toBe('/api/cases?state=reported&state=accepted&page=2');
  expect(calls[0]?.init.headers).toMatchObject({ 'accept-language': 'en-GB' });
  expect(keys()).toEqual([undefined]);
});

test('a write carries the token of the session', async () => {
  setCsrfToken('t0ken');
  await api.post('/api/cases', { item: '010101' }, { intent: 'intent-one' });
  expect(calls[0]?.init.headers).toMatchObject({
    'x-csrf-token': 't0ken',
    'idempotency-key': 'intent-one',
  });
});

test('a no is told with its reason, and a screen can switch on its code', async () => {
  answers = [problem('case.photo_missing', 422)];
  const error = await api.post('/api/cases', {}).catch((e: unknown) => e);
  expect(isRefused(error, 'case.photo_missing')).toBe(true);
  expect(isRefused(error) && error.data).toEqual({ photos: 1 });
  expect(tellError(error, 'zh')).toBe('请先拍照');
});

test('silence, and a gateway that answers in HTML, are weather', async () => {
  answers = [down, () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } })];
  expect(isWeather(await api.get('/api/x').catch((e: unknown) => e))).toBe(true);
  expect(isWeather(await api.get('/api/x').catch((e: unknown) => e))).toBe(true);
});

test('a session that ended anywhere is heard once at the session', async () => {
  const heard = vi.fn();
  onSignedOut(heard);
  answers = [problem('auth.sign_in_first', 401)];
  await api.get('/api/cases').catch(() => undefined);
  expect(heard).toHaveBeenCalledTimes(1);
});

test('the same input keeps its key through weather, and gets a new one after it is done', async () => {
  answers = [down, json({ code: 'A1' }), json({ code: 'A2' })];
  const { result } = renderHook(
    () =>
      useSend((input: { words: string }, intent) =>
        api.post<{ code: string }>('/api/cases', input, { intent }),
      ),
    { wrapper: inQueries },
  );
  await act(async () => void (await result.current.send({ words: '井盖' })));
  await waitFor(() => expect(isWeather(result.current.error)).toBe(true));
  await act(async () => void (await result.current.send({ words: '井盖' })));
  await act(async () => void (await result.current.send({ words: '井盖' })));
  const [first, second, third] = keys();
  expect(first).toBe(second);
  expect(third).not.toBe(second);
});

test('a second press while the first is under way sends nothing', async () => {
  const { result } = renderHook(
    () => useSend((input: number, intent) => api.post('/api/cases', { input }, { intent })),
    { wrapper: inQueries },
  );
  await act(async () => void (await Promise.all([result.current.send(1), result.current.send(1)])));
  expect(calls.length).toBe(1);
});

test('a search leaves out what is not set', () => {
  expect(urlOf('/api/x', { a: undefined, b: 0, c: '' })).toBe('/api/x?b=0&c=');
});
