// @vitest-environment jsdom
// What the palette keeps of what was found: ids, no words; shown as far as the reader may still see it, and
// gone with the person.
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../platform/web/api/query-client.ts';
import { kept } from '../../platform/web/outbox/kept.ts';
import { Router } from '../../platform/web/router/router.tsx';
import { SessionProvider, useSession } from '../../platform/web/session/session.tsx';
import { SpeakIn } from '../../ui/words/language.tsx';
import { CommandPalette } from './palette.tsx';
import { useForgetRecent } from './recent.ts';

const HIT = {
  kind: 'case', id: '019a0000-0000-7000-8000-000000000001', title: '滨江步道护栏松动', titleEn: 'Loose railing',
  hint: '9901 · 滨江路88号', areaPath: '990101',
};
const NAME = 'palette.recent p1';
let maySee = true;

beforeEach(() => {
  maySee = true;
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('scrollTo', () => undefined);
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal('fetch', async (url: string, { method }: RequestInit) => {
    const { pathname } = new URL(url, 'http://city');
    if (method === 'DELETE') return new Response(null, { status: 204 });
    if (pathname === '/api/session/current')
      return Response.json({ session: { personId: 'p1', abilities: [], posts: [], csrf: 'c' } });
    return Response.json({ items: pathname.startsWith('/api/desk/') && maySee ? [HIT] : [] });
  });
});
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await kept.forget(NAME);
});

function Shell() {
  const { session, signOut } = useSession();
  useForgetRecent();
  return (
    <>
      <button type="button" onClick={() => void signOut()}>out</button>
      {session ? <CommandPalette personId={session.personId} onClose={() => undefined} /> : <p>nobody</p>}
    </>
  );
}

async function open() {
  history.replaceState(null, '', '/command/cases');
  const routes = [{ path: '/cases', title: 'cases', screen: Shell }];
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <SessionProvider>
          <Router base="/command" routes={routes} name="t" loading="" notFound="" frame={(page) => page} />
        </SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );
  return screen.findByRole('combobox');
}

test('of a case that was found the device keeps its id and not a word', async () => {
  await userEvent.type(await open(), '护栏');
  await userEvent.click(await screen.findByText(HIT.title));
  await expect.poll(() => kept.read(NAME)).toEqual([`case ${HIT.id}`]);
});

test('a case found before is shown as it reads now, and not at all once the right is lost', async () => {
  await kept.keep(NAME, [`case ${HIT.id}`]);
  await open();
  await screen.findByText(HIT.title);
  cleanup();
  maySee = false;
  await open();
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(screen.queryByText(HIT.title)).toBeNull();
});

test('what an earlier version kept with its words is taken off the device', async () => {
  await kept.keep(NAME, [{ id: `case ${HIT.id}`, found: HIT }]);
  await open();
  await expect.poll(() => kept.read(NAME)).toBeUndefined();
});

test('whoever signs out leaves nothing of what they found', async () => {
  await kept.keep(NAME, [`case ${HIT.id}`]);
  await open();
  await screen.findByText(HIT.title);
  fireEvent.click(screen.getByText('out'));
  await screen.findByText('nobody');
  await expect.poll(() => kept.read(NAME)).toBeUndefined();
});
