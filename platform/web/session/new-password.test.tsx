// @vitest-environment jsdom
// Somebody signs in with a password that an administrator has set.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../api/query-client.ts';
import { SessionProvider } from './session.tsx';
import { SignedIn } from './signed-in.tsx';

afterEach(cleanup);

const told = (body: unknown) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

test('a new officer sees nothing of the work until the given password is replaced', async () => {
  let mustChangePassword = true;
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (url: string, init: { method: string; body?: string }) => {
    if (init.method === 'POST' && url.endsWith('/api/session/password')) {
      sent.push(JSON.parse(init.body ?? ''));
      mustChangePassword = false;
      return told({ isDone: true });
    }
    const names = { personId: 'p1', name: '李雷', language: 'zh', posts: [], abilities: [] };
    return told({ session: { ...names, csrf: 'c5rf', expiresAt: 0, mustChangePassword } });
  });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <SignedIn title="登录">the work</SignedIn>
      </SessionProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { name: '请设置自己的密码' });
  expect(screen.queryByText('the work')).toBeNull();
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  type('现在的密码', '渡口的灯塔夜里不熄灭');
  type('新密码', '后山的茶园清明前采摘');
  type('再次输入新密码', '后山的茶园');
  fireEvent.click(screen.getByRole('button', { name: '保存并继续' }));
  expect(await screen.findByText('两次输入的新密码不同，请重新输入。')).toBeTruthy();
  expect(sent).toEqual([]);
  type('再次输入新密码', '后山的茶园清明前采摘');
  fireEvent.click(screen.getByRole('button', { name: '保存并继续' }));
  await waitFor(() => expect(screen.queryByText('the work')).not.toBeNull());
  expect(sent).toEqual([{ current: '渡口的灯塔夜里不熄灭', next: '后山的茶园清明前采摘' }]);
});

test('what is wrong with a new password stands at its field, which has the focus', async () => {
  const refuse = (code: string, detail: string) =>
    new Response(JSON.stringify({ code, status: 422, detail, data: {}, retryable: false }), {
      status: 422,
      headers: { 'content-type': 'application/problem+json' },
    });
  const answers = [refuse('auth.wrong', '账号或密码不正确'), refuse('people.password_short', '密码太短')];
  vi.stubGlobal('fetch', async (_: string, init: { method: string }) => {
    if (init.method === 'POST') return answers.shift() ?? told({});
    const names = { personId: 'p1', name: '李雷', language: 'zh', posts: [], abilities: [] };
    return told({ session: { ...names, csrf: 'c5rf', expiresAt: 0, mustChangePassword: true } });
  });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <SignedIn title="登录">the work</SignedIn>
      </SessionProvider>
    </QueryClientProvider>,
  );
  const save = await screen.findByRole('button', { name: '保存并继续' });
  const press = async (label: string, words: RegExp) => {
    fireEvent.click(save);
    const field = screen.getByLabelText(label);
    await waitFor(() => expect(document.activeElement).toBe(field));
    const told = document.getElementById(field.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '');
    expect(told?.textContent).toMatch(words);
  };
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await press('现在的密码', /请填写这一项/);
  type('现在的密码', '记错了的');
  type('新密码', '短');
  await press('再次输入新密码', /请填写这一项/);
  type('再次输入新密码', '短');
  await press('现在的密码', /现在的密码不对/);
  type('现在的密码', '渡口的灯塔夜里不熄灭');
  await press('新密码', /密码太短/);
});
