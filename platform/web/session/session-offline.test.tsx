// @vitest-environment jsdom
// A shared phone without a network: the last person goes on, whoever leaves has left, and the next one sees
// nothing of the one before.
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../api/query-client.ts';
import type { SessionKeep } from './session-keep.ts';
import { type Session, SessionProvider, useSession } from './session.tsx';

const sessionOf = (personId: string): Session => ({
  personId,
  name: personId,
  language: 'zh',
  posts: [],
  abilities: ['case.report'],
  csrf: `csrf of ${personId}`,
  expiresAt: 0,
});

/** A server with one cookie, and a network that can be cut. */
const server = {
  isUp: true,
  signedIn: undefined as Session | undefined,
  heard: [] as string[],
  /** How long an answer to a question is on its way. */
  line: Promise.resolve(),
};
const problem = (code: string, status: number) =>
  new Response(JSON.stringify({ code, status, detail: '…', data: {}, retryable: false }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
const told = (body: unknown) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

function answer(url: string, init: RequestInit): Response {
  const method = init.method ?? 'GET';
  server.heard.push(`${method} ${url}`);
  if (method === 'POST') {
    server.signedIn = sessionOf((JSON.parse(String(init.body)) as { login: string }).login);
    return told(server.signedIn);
  }
  if (method === 'GET') return told({ session: server.signedIn ?? null });
  const { 'x-csrf-token': token } = init.headers as Record<string, string>;
  if (token !== server.signedIn?.csrf) return problem('auth.csrf', 403);
  server.signedIn = undefined;
  return new Response(null, { status: 204 });
}

/** A phone's memory, which outlives the page. */
function phone() {
  const state = {
    held: undefined as Session | undefined,
    left: undefined as string | undefined,
    isOpen: false,
    isClosedBeforeTelling: undefined as boolean | undefined,
  };
  const keep: SessionKeep = {
    find: async () => (state.left === undefined ? state.held : undefined),
    keep: async (session) => {
      state.held = session;
      state.isOpen = true;
    },
    leave: async (personId) => {
      state.held = undefined;
      state.left = personId;
    },
    close: async () => {
      state.held = undefined;
      state.isOpen = false;
    },
    untold: async () => state.left,
    told: async () => {
      state.left = undefined;
    },
    subscribe: () => () => undefined,
  };
  return { state, keep };
}

function open(keep: SessionKeep) {
  const queries: QueryClient = makeQueryClient();
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <SessionProvider keep={keep}>{children}</SessionProvider>
    </QueryClientProvider>
  );
  return { queries, ...renderHook(useSession, { wrapper }) };
}

beforeEach(() => {
  server.isUp = true;
  server.signedIn = undefined;
  server.heard = [];
  server.line = Promise.resolve();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (!server.isUp) throw new TypeError('no network');
    const { line } = server;
    const answered = answer(url, init);
    if (init.method === 'GET') await line;
    return answered;
  });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
});
afterEach(cleanup);

test('without a network the app opens as the last person, not yet confirmed', async () => {
  const { keep, state } = phone();
  state.held = sessionOf('lilei');
  server.isUp = false;
  const { result } = open(keep);
  await waitFor(() => expect(result.current.mode).toBe('signed_in'));
  expect([result.current.session?.personId, result.current.isOffline]).toEqual(['lilei', true]);
  server.isUp = true;
  server.signedIn = sessionOf('lilei');
  act(() => void dispatchEvent(new Event('online')));
  await waitFor(() => expect(result.current.isOffline).toBe(false));
});

test('signing out works without a network; the server hears of it before anything else', async () => {
  const { keep, state } = phone();
  server.signedIn = sessionOf('lilei');
  const first = open(keep);
  await waitFor(() => expect(first.result.current.mode).toBe('signed_in'));
  server.isUp = false;
  await act(() => first.result.current.signOut());
  expect(first.result.current.mode).toBe('signed_out');
  expect(state).toMatchObject({ held: undefined, left: 'lilei', isOpen: false });
  first.unmount();

  const second = open(keep);
  await waitFor(() => expect(second.result.current.mode).toBe('weather'));
  expect(second.result.current.session).toBeUndefined();
  server.isUp = true;
  server.heard = [];
  act(() => void dispatchEvent(new Event('online')));
  await waitFor(() => expect(second.result.current.mode).toBe('signed_out'));
  expect(server.heard.slice(0, 2)).toEqual(['GET /api/session/current', 'DELETE /api/session']);
  expect([server.signedIn, state.left]).toEqual([undefined, undefined]);
});

test('whoever leaves while the server is being asked who is here has left', async () => {
  const { keep, state } = phone();
  state.held = sessionOf('lilei');
  server.signedIn = sessionOf('lilei');
  let arrive = (): void => undefined;
  server.line = new Promise((resolve) => {
    arrive = resolve;
  });
  const { result } = open(keep);
  await waitFor(() => expect(server.heard).toEqual(['GET /api/session/current']));
  expect([result.current.session?.personId, result.current.isOffline]).toEqual(['lilei', true]);
  await act(() => result.current.signOut());
  await act(async () => arrive());
  await waitFor(() => expect(result.current.mode).toBe('signed_out'));
  expect([result.current.session, state.held, state.isOpen]).toEqual([undefined, undefined, false]);

  server.line = new Promise((resolve) => {
    arrive = resolve;
  });
  act(() => result.current.askAgain());
  await waitFor(() => expect(server.heard.at(-1)).toBe('GET /api/session/current'));
  await act(() => result.current.signIn('hanmei', 'secret'));
  await act(async () => arrive());
  expect([result.current.session?.personId, state.held?.personId]).toEqual(['hanmei', 'hanmei']);
});

test('a phone that can not say who was here asks the server instead of waiting for ever', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { keep } = phone();
  server.signedIn = sessionOf('lilei');
  const { result } = open({ ...keep, find: () => Promise.reject(new Error('the store is damaged')) });
  await waitFor(() => expect(result.current.mode).toBe('signed_in'));
  expect(warned).toHaveBeenCalled();
});

test('a sign-out that the server did not hear does not end the session of the next person', async () => {
  const { keep, state } = phone();
  state.left = 'lilei';
  server.signedIn = sessionOf('hanmei');
  const { result } = open(keep);
  await waitFor(() => expect(result.current.session?.personId).toBe('hanmei'));
  expect(server.heard).not.toContain('DELETE /api/session');
  expect(state.left).toBeUndefined();
});

test('a session that the server ended shows the sign-in page and closes the phone', async () => {
  const { keep, state } = phone();
  state.held = sessionOf('lilei');
  const { result } = open(keep);
  await waitFor(() => expect(result.current.mode).toBe('signed_out'));
  expect([state.isOpen, state.left]).toEqual([false, undefined]);
});

test('the next person on this phone sees none of the first one’s data', async () => {
  const { keep, state } = phone();
  server.signedIn = sessionOf('lilei');
  const { result, queries } = open(keep);
  await waitFor(() => expect(result.current.mode).toBe('signed_in'));
  queries.setQueryData(['cases'], ['secret']);
  await act(() => result.current.signIn('hanmei', 'secret'));
  await waitFor(() => expect(result.current.session?.personId).toBe('hanmei'));
  expect([queries.getQueryData(['cases']), state.held?.personId]).toEqual([undefined, 'hanmei']);
});
