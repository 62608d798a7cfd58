// @vitest-environment jsdom
// What a person set up is never lost to a change that came before it was read.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { ToastRegion } from '../../../ui/toast/toast.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { usePreferences } from './use-preferences.ts';

const KEPT = { keys: { merge: 'h' }, columns: { triage: ['due'] }, views: { cases: 'v1' } };
let sent: unknown[] = [];
let answer: (reply: Response) => void = () => undefined;

beforeEach(() => {
  sent = [];
  const coming = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  vi.stubGlobal('fetch', async (_url: string, { method, body }: RequestInit) => {
    if (method !== 'PUT') return coming;
    sent.push(JSON.parse(String(body)));
    return Response.json({});
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Desk() {
  const { preferences, change } = usePreferences(true);
  const columns = (list: string) => () =>
    change((now) => ({ columns: { ...now.columns, [list]: ['lamp'] } }));
  return (
    <>
      <p data-testid="set">{JSON.stringify(preferences ?? null)}</p>
      <button type="button" onClick={columns('cases')}>cases</button>
      <button type="button" onClick={columns('map')}>map</button>
      <ToastRegion />
    </>
  );
}
const open = () =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <Desk />
      </SpeakIn>
    </QueryClientProvider>,
  );
const set = (): unknown => JSON.parse(screen.getByTestId('set').textContent ?? '');

test('columns chosen before the preferences have come wipe nothing that was set up', async () => {
  open();
  fireEvent.click(screen.getByText('cases'));
  fireEvent.click(screen.getByText('map'));
  expect(sent).toEqual([]);
  answer(Response.json(KEPT));
  const columns = { triage: ['due'], cases: ['lamp'], map: ['lamp'] };
  await expect.poll(set).toEqual({ ...KEPT, columns });
  expect(sent.at(-1)).toEqual({ columns });
});

test('where the preferences can’t be read, a change is told as not kept', async () => {
  open();
  fireEvent.click(screen.getByText('cases'));
  const refusal = { code: 'auth.not_allowed', title: '没有权限', detail: '没有权限' };
  answer(new Response(JSON.stringify(refusal), {
    status: 403, headers: { 'content-type': 'application/problem+json' },
  }));
  await screen.findByText(/没有权限/);
  expect(sent).toEqual([]);
  expect(set()).toBeNull();
});
