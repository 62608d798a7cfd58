// @vitest-environment jsdom
// The list of people, as a link from elsewhere opens it.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import PeopleScreen from './people-screen.tsx';

beforeEach(() => {
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('scrollTo', () => undefined);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const UNIT = '019a0000-0000-7000-8000-000000000001';

test('the way from a unit leads to those with a post in it alone, says so, and can be left', async () => {
  const asked: URLSearchParams[] = [];
  const posts = [{ id: 'a', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath: '500151' }];
  vi.stubGlobal('fetch', async (url: string) => {
    const session = { personId: 'p', abilities: [], posts };
    if (url.includes('/api/session')) return Response.json({ session });
    const district = { path: '500151', level: 'district', name: '桂花区', nameEn: '', children: [] };
    if (url.includes('/api/areas/tree')) return Response.json(district);
    if (url.includes('/api/people/gaps')) return Response.json({ grids: [], units: [] });
    if (url.includes('/roster')) {
      asked.push(new URL(url, location.origin).searchParams);
      return Response.json({ people: [], isMore: false });
    }
    return Response.json({});
  });
  history.replaceState(null, '', `/command/admin?unit=${UNIT}`);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <Router
          base="/command"
          routes={[{ path: '/admin', title: '管理', screen: PeopleScreen }]}
          name="Gridloop"
          loading={null}
          notFound={null}
          frame={(shown) => shown}
        />
      </SessionProvider>
    </QueryClientProvider>,
  );
  await waitFor(() => expect(asked.at(-1)?.get('unitId')).toBe(UNIT));
  expect(screen.getByText(/只列出在一个单位有岗位的人员/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '清除条件' }));
  await waitFor(() => expect(asked.at(-1)?.has('unitId')).toBe(false));
  expect(screen.queryByText(/只列出在一个单位有岗位的人员/)).toBeNull();
});
