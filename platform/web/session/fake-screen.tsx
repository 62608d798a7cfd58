// A screen as its tests show it: somebody is signed in, and a server answers that is a function. Used by
// tests alone.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { SessionProvider } from './session.tsx';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** What a door answers: a body, a refusal, `never`, or no network. Undefined: an empty object. */
export type Answer = object | 'no network' | 'never' | undefined;

export interface FakeScreen {
  readonly answer: (asked: Asked) => Answer;
  readonly role?: string;
  readonly abilities?: readonly string[];
  readonly areaPath?: string;
  readonly language?: 'zh' | 'en';
}

export const refused = (code: string, detail: string): { readonly problem: object } => ({
  problem: { code, status: 409, title: code, detail, data: {}, retryable: false },
});

/** Everything that was sent, in its order. */
export function showScreen(child: ReactElement, of: FakeScreen): readonly Asked[] {
  const { answer, role = 'administrator', abilities = [], areaPath = '500151', language = 'zh' } = of;
  const sent: Asked[] = [];
  const unit = { unitId: 'u', unitKind: 'centre', unitName: '区中心', unitNameEn: 'Centre' };
  const post = { id: 'p', role, areaPath, ...unit };
  const session = { personId: 'a', name: '毛成', language, posts: [post], abilities, csrf: 'c' };
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, 'http://localhost');
    if (url.pathname === '/api/session/current') return Response.json({ session });
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const asked = { method: init.method ?? 'GET', path: url.pathname, query: url.searchParams, body };
    if (asked.method !== 'GET') sent.push(asked);
    const said = answer(asked);
    if (said === 'no network') throw new TypeError('no network');
    if (said === 'never') return new Promise<Response>(() => undefined);
    if (said !== undefined && 'problem' in said) {
      const headers = { 'content-type': 'application/problem+json' };
      return new Response(JSON.stringify(said.problem), { status: 409, headers });
    }
    return Response.json(said ?? {});
  });
  // As the product's, but without the waits between tries.
  const queries = { retry: false, networkMode: 'always' } as const;
  const client = new QueryClient({ defaultOptions: { queries, mutations: queries } });
  render(
    <QueryClientProvider client={client}>
      <SessionProvider>
        <SpeakIn language={language}>{child}</SpeakIn>
      </SessionProvider>
    </QueryClientProvider>,
  );
  return sent;
}
