// @vitest-environment jsdom
// Somebody's post ends while they are at work: they read which, since when and whom to ask, what they may not
// do any more is gone from the screen, and what they typed is not.
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { api } from '../api/api.ts';
import { makeQueryClient } from '../api/query-client.ts';
import { useLive } from '../live/use-live.ts';
import { EndedPosts } from './ended-posts.tsx';
import { PostChangeStrip } from './post-change-strip.tsx';
import { SessionProvider, useSession } from './session.tsx';

const handler = {
  id: 'post1', unitId: 'u1', unitKind: 'company', role: 'handler', areaPath: '500151.001',
  unitName: '环卫公司', unitNameEn: 'Sanitation',
};
const before = {
  personId: 'p1', name: '李强', language: 'zh', posts: [handler], endedPosts: [],
  abilities: ['case.list'], csrf: 'c5rf', expiresAt: 0,
};
const ended = {
  ...handler, toDate: '2026-08-05', endedAt: Date.parse('2026-08-05T14:05:00+08:00'), endedByName: '钱管理',
};
const after = { ...before, posts: [], endedPosts: [ended], abilities: [] };
const refusal = { code: 'auth.not_allowed', status: 403, detail: '没有权限', data: {}, retryable: false };
const WORDS = /岗位“处置人员 · 环卫公司”已于 .*14:05 结束，由钱管理办理。/;

let isOver = false;
const streams: FakeStream[] = [];
class FakeStream extends EventTarget {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((message: MessageEvent<string>) => void) | null = null;
  constructor() {
    super();
    streams.push(this);
  }
  close() {
    this.onerror = null;
  }
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Work() {
  const { session, can } = useSession();
  const cases = useQuery({ queryKey: ['cases'], queryFn: () => api.get<string[]>('/api/cases') });
  useLive((session?.posts ?? []).map(({ areaPath }) => `district:${areaPath.slice(0, 6)}`), () => []);
  return (
    <>
      <textarea aria-label="备注" />
      <p>{cases.data}</p>
      {can('case.list') ? <button type="button">认领</button> : null}
    </>
  );
}

async function atWork() {
  isOver = false;
  streams.length = 0;
  vi.stubGlobal('EventSource', FakeStream);
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.includes('/api/session')) return Response.json({ session: isOver ? after : before });
    const headers = { 'content-type': 'application/problem+json' };
    if (isOver) return new Response(JSON.stringify(refusal), { status: 403, headers });
    return Response.json(['东吴巷的垃圾']);
  });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <SessionProvider>
          <PostChangeStrip />
          <Work />
          <EndedPosts />
        </SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );
  await screen.findByText('东吴巷的垃圾');
  await screen.findByRole('button', { name: '认领' });
  fireEvent.change(screen.getByLabelText('备注'), { target: { value: '已到现场' } });
  isOver = true;
}

async function isTold() {
  const strip = await screen.findByText(/您的岗位有变动/);
  expect(strip.closest('.gl-strip')?.textContent).toMatch(WORDS);
  expect(strip.closest('.gl-strip')?.textContent).toContain('有疑问请联系钱管理。');
  expect(screen.queryByRole('button', { name: '认领' })).toBeNull();
  await waitFor(() => expect(screen.queryByText('东吴巷的垃圾')).toBeNull());
  expect(screen.getByLabelText<HTMLTextAreaElement>('备注').value).toBe('已到现场');
}

test('whoever presses a button of an ended post reads which, since when and whom to ask', async () => {
  await atWork();
  await act(async () => void (await api.post('/api/cases/1/claim', {}).catch(() => undefined)));
  await isTold();
  fireEvent.click(screen.getByRole('button', { name: '知道了' }));
  await waitFor(() => expect(screen.queryByText(/您的岗位有变动/)).toBeNull());
  expect(screen.getByText(WORDS).closest('.gl-card')?.textContent).toContain('最近结束的岗位');
});

test('whoever presses nothing is told when the stream ends; without a post none is tried', async () => {
  await atWork();
  act(() => void streams[0]?.dispatchEvent(new Event('bye')));
  await isTold();
  vi.useFakeTimers();
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  expect(streams).toHaveLength(1);
});

test('whoever keeps another post, and hears what they heard, is told as well', async () => {
  await atWork();
  const data = JSON.stringify({ kind: 'session.changed' });
  act(() => streams[0]?.onmessage?.(new MessageEvent('message', { data })));
  await isTold();
});
