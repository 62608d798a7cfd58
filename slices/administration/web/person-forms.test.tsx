// @vitest-environment jsdom
// A post is ended without leaving the keyboard.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import type { RosterPerson } from '../../people/core/contract-staff.ts';
import { EndForm } from './person-forms.tsx';

const WANG: RosterPerson = {
  id: '019a0000-0000-7000-8000-000000000001', name: '王敏', login: 'wang', language: 'zh',
  areaPath: '500151', state: 'active', phoneMasked: null, version: 3, posts: [],
};

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('Ctrl Enter from the reason lets somebody leave; without one it says what is missing', async () => {
  const sent: { url: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    if (method === 'POST') sent.push({ url, body: JSON.parse(String(body)) });
    return Response.json({ isDone: true });
  });
  const onDone = vi.fn();
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <EndForm person={WANG} onClose={() => undefined} onDone={onDone} />
    </QueryClientProvider>,
  );
  const sendKey = () => userEvent.keyboard('{Control>}{Enter}{/Control}');
  await userEvent.click(screen.getByRole('textbox'));
  await sendKey();
  expect(sent).toEqual([]);
  expect(screen.getByText('请填写')).toBeTruthy();
  await userEvent.type(screen.getByRole('textbox'), '调走');
  await sendKey();
  await expect.poll(() => onDone.mock.calls.length).toBe(1);
  expect(sent).toEqual([{ url: `/api/people/${WANG.id}/leave`, body: { why: '调走' } }]);
});
