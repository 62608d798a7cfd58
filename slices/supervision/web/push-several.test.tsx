// @vitest-environment jsdom
// Several late cases of a unit are pushed together: by when an answer is wanted is told as people write it,
// and the keys that send a form send this one too.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { type Language, SpeakIn } from '../../../ui/words/language.tsx';
import { PushSeveral } from './push-several.tsx';

const unit = { id: '019a0000-0000-7000-8000-00000000000a', name: '城关环卫公司', nameEn: 'Sanitation' };
const late = (n: number) => ({
  id: `019a0000-0000-7000-8000-00000000000${n}`,
  version: 3,
  areaPath: '990101.001.001.001',
  description: `垃圾 ${n}`,
  address: null,
  itemCode: null,
  itemName: null,
  itemNameEn: null,
  lamp: 'red',
  dueAt: '2026-11-22T08:00:00Z',
  remainingMs: -3_600_000,
  leading: ['push'],
});

let pushed: { readonly url: string; readonly body: unknown }[] = [];

function answer(path: string): unknown {
  if (path === '/api/cases') return { items: [late(1), late(2)], nextCursor: null };
  return { code: 'nothing.here' };
}

beforeEach(() => {
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  pushed = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const { pathname } = new URL(url, 'http://desk');
    if (init.method === 'POST') {
      pushed.push({ url: pathname, body: JSON.parse(String(init.body)) });
      return Response.json({ id: 'x', state: 'handling', version: 4 });
    }
    const body = answer(pathname);
    return Response.json(body, { status: 'code' in (body as object) ? 404 : 200 });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function show(language: Language = 'zh') {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language={language}>
        <PushSeveral areaPath="990101" unit={unit} onClose={() => undefined} />
      </SpeakIn>
    </QueryClientProvider>,
  );
  await screen.findAllByRole('checkbox');
}

test.each([
  ['zh', /一小时内/, /^(今天|明天) \d\d:\d\d 前回复$/],
  ['en', /Within an hour/, /^answer by (today|tomorrow) \d\d:\d\d$/],
] as const)('the time of an answer is told as people write it, in %s', async (language, choice, told) => {
  await show(language);
  await userEvent.click(screen.getByRole('button', { name: choice }));
  expect(screen.getByText(told)).toBeTruthy();
  expect(document.body.textContent).not.toContain('UTC');
});

test('Ctrl Enter from the words sends each case its push, once', async () => {
  await show();
  await userEvent.type(screen.getByRole('textbox'), '请立即处置');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('已发出 2/2 件');
  expect(pushed.map(({ url }) => url)).toEqual([late(1), late(2)].map(({ id }) => `/api/cases/${id}/push`));
  expect(pushed[0]?.body).toMatchObject({ kind: 'supervise', words: '请立即处置' });
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(pushed).toHaveLength(2));
});
