// @vitest-environment jsdom
// Signing in and out, as one person after another at the same desk meets it.
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../api/api.ts';
import { makeQueryClient } from '../api/query-client.ts';
import { SessionProvider, useSession } from './session.tsx';

const session = {
  personId: 'p1',
  name: '李雷',
  language: 'zh',
  posts: [],
  abilities: ['case.dispatch'],
  csrf: 'c5rf',
  expiresAt: 0,
};
const refused = (code: string, status: number) =>
  new Response(JSON.stringify({ code, status, detail: '…', data: {}, retryable: false }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
const told = (body: unknown) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

function open(answer: (method: string, headers: Record<string, string>) => Response) {
  vi.stubGlobal('fetch', async (_: string, init: { method: string; headers: Record<string, string> }) =>
    answer(init.method, init.headers),
  );
  const queries: QueryClient = makeQueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <SessionProvider>{children}</SessionProvider>
    </QueryClientProvider>
  );
  return { queries, ...renderHook(useSession, { wrapper }) };
}

afterEach(cleanup);

test('nobody is signed in, signs in, may dispatch and may not close', async () => {
  const { result } = open((method) => told(method === 'GET' ? { session: null } : session));
  await waitFor(() => expect(result.current.mode).toBe('signed_out'));
  expect(result.current.can('case.dispatch')).toBe(false);
  await act(() => result.current.signIn('lilei', 'secret'));
  await waitFor(() => expect(result.current.mode).toBe('signed_in'));
  expect([
    result.current.can('case.dispatch'),
    result.current.can('case.close'),
    result.current.can(undefined),
  ]).toEqual([true, false, true]);
});

test('after signing out nothing of the last person is left, and their token is no longer sent', async () => {
  const tokens: (string | undefined)[] = [];
  const { result, queries } = open((method, headers) => {
    if (method !== 'GET') tokens.push(headers['x-csrf-token']);
    return told({ session });
  });
  await waitFor(() => expect(result.current.mode).toBe('signed_in'));
  queries.setQueryData(['cases'], ['secret']);
  await act(() => result.current.signOut());
  await waitFor(() => expect(result.current.mode).toBe('signed_out'));
  expect(result.current.isEnded).toBe(false);
  expect(queries.getQueryData(['cases'])).toBeUndefined();
  await api.post('/api/anything');
  expect(tokens).toEqual(['c5rf', undefined]);
});

test('a session that the server ended shows the sign-in page, which says so', async () => {
  let isEnded = false;
  const { result } = open(() => (isEnded ? refused('auth.sign_in_first', 401) : told({ session })));
  await waitFor(() => expect(result.current.mode).toBe('signed_in'));
  isEnded = true;
  await act(async () => void (await api.get('/api/cases').catch(() => undefined)));
  await waitFor(() => expect(result.current.mode).toBe('signed_out'));
  expect(result.current.isEnded).toBe(true);
});
